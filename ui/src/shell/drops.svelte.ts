// Who takes the files dropped on the window: the screen that asked last, or else the window.

import type { PickedFile } from "../ipc/bindings/PickedFile";

type Take = (files: PickedFile[]) => void;

const takers: Take[] = [];

/** Takes dropped files while the calling component lives. */
export function takeDrops(take: Take): void {
  $effect(() => {
    takers.push(take);
    return () => void takers.splice(takers.indexOf(take), 1);
  });
}

/** False when no screen wants them. */
export function giveDrops(files: PickedFile[]): boolean {
  const take = takers.at(-1);
  take?.(files);
  return take !== undefined;
}
