/** The element of a question, by the card it belongs to. */
export function placeOf(question: string, card?: string): string {
  return card ? `q-${card}-${question}` : `q-${question}`;
}

/** Shows it and sets the focus on the first thing that can be answered in it. */
export function jumpTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  const first = place.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button");
  place.scrollIntoView({ block: "start" });
  (first ?? place).focus({ preventScroll: first !== null && isSeen(first) });
}

function isSeen(one: HTMLElement): boolean {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
