// Who takes the key that searches: the screen that shows a search, or else the window goes to one.

let taker: (() => void) | null = null;

/** Puts the focus into the search of the calling component while it lives. */
export function takeSearch(focus: () => void): void {
  $effect(() => {
    taker = focus;
    return () => (taker = taker === focus ? null : taker);
  });
}

/** False when no screen shows a search. */
export function giveSearch(): boolean {
  taker?.();
  return taker !== null;
}
