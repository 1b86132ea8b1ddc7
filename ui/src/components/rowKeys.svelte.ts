// Moving through the rows of a list with the keys: one row has the focus, the others are a key away.

export class RowKeys {
  active = $state(0);
  #body: () => HTMLElement | undefined;
  #leave: () => void;

  /** `leave` is called for the arrow up from the first row. */
  constructor(body: () => HTMLElement | undefined, leave: () => void) {
    this.#body = body;
    this.#leave = leave;
  }

  focus(at: number): void {
    const links = this.#body()?.querySelectorAll<HTMLElement>("[data-row]");
    this.active = Math.max(0, Math.min(at, (links?.length ?? 0) - 1));
    links?.[this.active]?.focus();
  }

  key(event: KeyboardEvent, count: number): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -count, End: count };
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    if (this.active === 0 && step === -1) this.#leave();
    else this.focus(this.active + step);
  }
}
