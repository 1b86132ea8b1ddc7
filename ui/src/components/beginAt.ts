// Begins at a field, once the dialog or the screen around it has taken the focus.

import { tick } from "svelte";
import type { Attachment } from "svelte/attachments";
import { focusField } from "./focusField";

/** `path` is that of the field (`Field`). */
export function beginAt(path: string): Attachment<HTMLElement> {
  return (node) => void tick().then(() => focusField(node, path));
}
