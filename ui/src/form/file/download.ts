/** How long a browser may take until it has read what is saved. */
const READ = 60_000;

/** Saves a file where the browser puts its downloads. */
export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), READ);
}

/** A stem that every system takes as the name of a file. */
export function fileName(stem: string, end: string): string {
  const plain = stem.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, " ").replace(/\s+/g, " ").replace(/^[. ]+|[. ]+$/g, "").slice(0, 100).trim();
  return `${plain || "answers"}${end}`;
}
