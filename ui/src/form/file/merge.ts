// What to go on with: what stands in the file, or what this browser kept of it.

import type { Written } from "./saved";

export type Found = Written | "damaged" | null;
export type Start = {
  /** `null`: as the file came, before anything was answered. */
  from: Written | null;
  /** What else there is, and is not shown. */
  other: Written | null;
  says: "goes_on" | "goes_on_file" | "file_newer" | "kept_damaged" | "state_damaged" | null;
};

/** The newer of the two; what is damaged is never gone on with. */
export function start(block: Found, kept: Found): Start {
  const whole = (found: Found): Written | null => (found === "damaged" ? null : found);
  const [file, browser] = [whole(block), whole(kept)];
  if (browser && (!file || browser.at > file.at)) return { from: browser, other: file, says: "goes_on" };
  if (block === "damaged") return { from: null, other: null, says: "state_damaged" };
  if (kept === "damaged") return { from: file, other: null, says: "kept_damaged" };
  if (!file) return { from: null, other: null, says: null };
  const isSame = browser !== null && browser.at.getTime() === file.at.getTime();
  return { from: file, other: isSame ? null : browser, says: browser && !isSame ? "file_newer" : "goes_on_file" };
}
