// Short words that need no answer: "Saved". Errors never come this way.

interface Toast {
  id: number;
  text: string;
}

const SHOWN_FOR = 4000;

let next = 0;
export const toasts = $state<Toast[]>([]);

export function toast(text: string): void {
  const id = ++next;
  // One at a time: the last word counts.
  toasts.splice(0, toasts.length, { id, text });
  setTimeout(() => {
    const at = toasts.findIndex((one) => one.id === id);
    if (at >= 0) toasts.splice(at, 1);
  }, SHOWN_FOR);
}
