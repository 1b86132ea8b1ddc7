// Files dropped on the window. Rust keeps the paths; here arrive tokens with a name and a size.

import { listen } from "@tauri-apps/api/event";
import type { PickedFile } from "./bindings/PickedFile";

/** Calls back for every drop until the returned function is called. */
export function onFilesDropped(take: (files: PickedFile[]) => void): () => void {
  const listening = listen<PickedFile[]>("files-dropped", (event) => take(event.payload));
  listening.catch(() => undefined);
  return () => void listening.then((stop) => stop()).catch(() => undefined);
}
