// A pasted list as its entries.

/** Splits at line ends, semicolons and tabs; blanks and doubles are left out. */
export function splitList(text: string, at: RegExp = /[\n\r;\t]+/): string[] {
  const entries = text.split(at).map((entry) => entry.trim()).filter((entry) => entry !== "");
  return [...new Set(entries)];
}
