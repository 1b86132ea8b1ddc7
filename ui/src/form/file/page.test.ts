import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { inquiry, question, reply } from "../sample";
import { inert, page } from "./page";
import { fromBlock, toBlock } from "./saved";

const asked = inquiry([question("Q1", "text", { takes_files: true })]);
const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);

test("no text of the data ends the element it stands in", () => {
  const text = inert({ said: "</script><!--<script>" });
  expect(text).not.toMatch(/</);
  expect(JSON.parse(text)).toEqual({ said: "</script><!--<script>" });
});

test("a page made of its own parts is the same page", () => {
  const parts = { policy: "default-src 'none'", style: "a{}", script: "1", data: inert({}), state: "null" };
  const made = page(parts);
  expect(made.match(/<script[^>]*>/g)?.length).toBe(3);
  expect(made).toContain('id="provident-data">{}</script>');
  expect(made).toContain('id="provident-state">null</script>');
});

test("a reply that was saved is read as it was, its files included", () => {
  const file = { id: "f", name: "a b.pdf", type: "application/pdf", size: bytes.length, sha256: bytesToHex(sha256(bytes)), bytes };
  const before = reply(asked, { answers: { Q1: { value: "</script>", files: ["f"] } }, attachments: [file], sender: { name: "Jo", function: "Officer", email: "" } });
  const at = new Date("2026-11-25T09:30:00Z");
  const text = inert(toBlock(before, at));
  expect(fromBlock(text, asked.questionnaire)).toEqual({ reply: before, at });
  expect(fromBlock(text.replace(file.sha256, file.sha256.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))), asked.questionnaire)).toBe("damaged");
  expect(fromBlock(text.slice(0, -9), asked.questionnaire)).toBe("damaged");
  expect(fromBlock("null", asked.questionnaire)).toBeNull();
});
