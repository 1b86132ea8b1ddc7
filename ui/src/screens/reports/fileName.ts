// A name to offer for a file: what it is, without what disks refuse.

/** `fileName(["Dossier", "A/B"], "pdf")` is `Dossier - A B.pdf`. */
export function fileName(parts: readonly string[], ending: string): string {
  const clean = parts.map((part) => part.replace(/[\p{C}\\/:*?"<>|]+/gu, " ").replace(/\s+/g, " ").trim().slice(0, 60).trim());
  return `${clean.filter((part) => part !== "").join(" - ")}.${ending}`;
}
