// Whether the fields below can be changed: asked once at the top of a form, known to every field.
import { getContext, setContext } from "svelte";

const KEY = Symbol("read-only");

export function setReadOnly(isReadOnly: () => boolean): void {
  setContext(KEY, isReadOnly);
}

/** For a component while it is made. */
export function readOnlyHere(): () => boolean {
  return getContext<(() => boolean) | undefined>(KEY) ?? (() => false);
}
