// Files given as evidence: how large, how many, and read into memory.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { newId } from "./newId";
import type { Attachment } from "./types";

export const MOST_OF_ONE = 10 * 1024 * 1024;
export const MOST_OF_ALL = 25 * 1024 * 1024;

export type Refusal = { name: string; why: "too_large" | "all_too_large" | "empty" | "unreadable" };
type Sized = { name: string; size: number };

/** Which files still fit beside those held, in the order given. */
export function admit<F extends Sized>(files: readonly F[], held: readonly Sized[]): { taken: F[]; refused: Refusal[] } {
  let all = held.reduce((sum, file) => sum + file.size, 0);
  const taken: F[] = [];
  const refused: Refusal[] = [];
  for (const file of files) {
    const why = file.size === 0 ? "empty" : file.size > MOST_OF_ONE ? "too_large" : all + file.size > MOST_OF_ALL ? "all_too_large" : null;
    if (why) refused.push({ name: file.name, why });
    else {
      taken.push(file);
      all += file.size;
    }
  }
  return { taken, refused };
}

/** Those that can be read, and those that cannot, such as folders. */
export async function readAll(files: readonly File[]): Promise<{ attachments: Attachment[]; refused: Refusal[] }> {
  const attachments: Attachment[] = [];
  const refused: Refusal[] = [];
  for (const file of files) {
    try {
      attachments.push(await attachment(file));
    } catch {
      refused.push({ name: file.name, why: "unreadable" });
    }
  }
  return { attachments, refused };
}

async function attachment(file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { id: newId(), name: file.name, type: file.type, size: bytes.length, sha256: bytesToHex(sha256(bytes)), bytes };
}
