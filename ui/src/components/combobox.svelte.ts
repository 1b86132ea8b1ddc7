// What the single and the multiple combobox share: what is typed, what matches, which
// option is active, and the keys (ARIA practices, "editable combobox with list autocomplete").

import { type Choosable, folded, matching } from "./match";

/** More than this is not painted; typing narrows it. */
const SHOWN = 200;

export interface Option extends Choosable {
  /** Not in the list: what was typed, taken as it is. */
  isTyped?: boolean;
}

interface Settings {
  options: () => readonly Choosable[];
  allowTyped: () => boolean;
  choose: (option: Option) => void;
}

export class ComboboxState {
  typed = $state("");
  isOpen = $state(false);
  active = $state(0);
  #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  shown: Option[] = $derived.by(() => {
    const found: Option[] = matching(this.#settings.options(), this.typed).slice(0, SHOWN);
    const text = this.typed.trim();
    const isListed = found.some((option) => folded(option.label) === folded(text) || option.value === text);
    if (text && !isListed && this.#settings.allowTyped()) found.push({ value: text, label: text, isTyped: true });
    return found;
  });

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.active = 0;
  }

  close(): void {
    this.isOpen = false;
    this.typed = "";
    this.active = 0;
  }

  type(text: string): void {
    this.typed = text;
    this.isOpen = true;
    this.active = 0;
  }

  chooseActive(): void {
    const option = this.shown[this.active];
    if (option) this.#settings.choose(option);
  }

  /** True when the key was used up. */
  key(event: KeyboardEvent): boolean {
    if (event.isComposing) return false;
    switch (event.key) {
      case "ArrowDown": return this.#move(1, event.altKey);
      case "ArrowUp": return this.#move(-1, event.altKey);
      case "Enter":
        if (!this.isOpen) return false;
        this.chooseActive();
        return true;
      case "Escape":
        if (!this.isOpen) return false;
        this.close();
        return true;
      default: return false;
    }
  }

  #move(step: number, isAlt: boolean): boolean {
    if (isAlt && step < 0) this.close();
    else if (!this.isOpen) this.open();
    else this.active = (this.active + step + this.shown.length) % Math.max(this.shown.length, 1);
    return true;
  }
}
