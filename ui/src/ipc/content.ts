// The read-only door through which documents of the register are shown.

import { convertFileSrc } from "@tauri-apps/api/core";

/** Where the content with this digest is served. */
export function contentUrl(digest: string): string {
  return convertFileSrc(digest, "provident-content");
}
