// Finding choices by what is typed, whatever the case and the accents.

export interface Choosable {
  value: string;
  label: string;
  /** Shown small under the label. */
  hint?: string;
  /** Other words it is found by. */
  also?: readonly string[];
}

export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Choices that hold every word typed; those whose label begins with it come first. */
export function matching<C extends Choosable>(choices: readonly C[], typed: string): C[] {
  const wanted = folded(typed);
  if (!wanted) return [...choices];
  const words = wanted.split(/\s+/);
  const found: { choice: C; rank: number }[] = [];
  for (const choice of choices) {
    const label = folded(choice.label);
    const all = [label, ...(choice.also ?? []).map(folded)];
    if (all.some((text) => text === wanted)) found.push({ choice, rank: 0 });
    else if (label.startsWith(wanted)) found.push({ choice, rank: 1 });
    else if (words.every((word) => all.some((text) => text.includes(word)))) found.push({ choice, rank: 2 });
    else if (choice.hint && folded(choice.hint).includes(wanted)) found.push({ choice, rank: 3 });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}
