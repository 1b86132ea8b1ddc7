// Short words that need no answer: "Saved". Errors never come this way.

interface Toast {
  id: number;
  text: string;
  /** What can be done about it while it stands, such as taking it back. */
  action?: { label: string; run: () => void };
}

const SHOWN_FOR = 4000;
/** Time to read, to think and to reach the button. */
const SHOWN_WITH_ACTION = 12_000;

let next = 0;
export const toasts = $state<Toast[]>([]);

export function toast(text: string, action?: Toast["action"]): void {
  const id = ++next;
  // One at a time: the last word counts.
  toasts.splice(0, toasts.length, { id, text, ...(action ? { action } : {}) });
  setTimeout(() => dismiss(id), action ? SHOWN_WITH_ACTION : SHOWN_FOR);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
