// A reply as it stands in a file that was saved to continue later.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { tidied } from "../change";
import type { Attachment, Questionnaire, Reply, Sender } from "../types";
import { readSaved, type Saved } from "../wellFormed";
import { fromBase64, toBase64 } from "./base64";

/** A reply and when it was written down. */
export type Written = { reply: Reply; at: Date };

export function writtenSender({ name, function: role, email }: Sender): Partial<Sender> {
  return { name: name.trim(), function: role.trim(), ...(email.trim() === "" ? {} : { email: email.trim() }) };
}

/** What is written of a file beside its bytes. */
export function described({ id, name, type, size, sha256 }: Attachment): Omit<Attachment, "bytes"> {
  return { id, name, type, size, sha256 };
}

export function toBlock(whole: Reply, at: Date): unknown {
  const { sender, language, answers, cards, attachments } = tidied(whole);
  return {
    sender: writtenSender(sender), language, answers, cards,
    attachments: attachments.map((file) => ({ ...described(file), data: toBase64(file.bytes) })),
    saved_at: at.toISOString(),
  };
}

/** What a block holds; `damaged` when it is not what we wrote, or a file in it changed. */
export function fromBlock(text: string, questionnaire: Questionnaire): Written | "damaged" | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "damaged";
  }
  if (value === null) return null;
  const saved = readSaved(value, questionnaire);
  if (!saved) return "damaged";
  return written(saved, (file) => {
    const bytes = typeof file.data === "string" ? fromBase64(file.data) : null;
    return bytes && bytesToHex(sha256(bytes)) === file.sha256 ? bytes : null;
  });
}

/** With the bytes of each file, wherever they are. */
export function written(saved: Saved, bytesOf: (file: Saved["attachments"][number]) => Uint8Array<ArrayBuffer> | null): Written | "damaged" {
  const attachments: Attachment[] = [];
  for (const file of saved.attachments) {
    const bytes = bytesOf(file);
    if (!bytes || bytes.length !== file.size) return "damaged";
    const { id, name, type, size, sha256 } = file;
    attachments.push({ id, name, type, size, sha256, bytes });
  }
  const { sender, language, answers, cards } = saved;
  return { reply: { sender, language, answers, cards, attachments }, at: new Date(saved.saved_at) };
}
