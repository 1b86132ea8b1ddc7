// A sealed register does not stay open beside an empty chair: it is locked when nobody touched
// the program for a while, and when the computer or the program stood still meanwhile.

const LOOK_EVERY = 5_000;
/** Longer than this between two looks means a sleep, or a process that was stopped. */
const STOOD_STILL = 60_000;
const USES = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Instants in milliseconds. */
export interface Watch {
  lookedAt: number;
  usedAt: number;
}

/** `minutes` without use, 0 for never; having stood still always counts. */
export function isToLock({ lookedAt, usedAt }: Watch, now: number, minutes: number): boolean {
  return now - lookedAt > STOOD_STILL || (minutes > 0 && now - usedAt >= minutes * 60_000);
}

/** Calls `lock` when it is time, and again while it did not help; gives the way to stop. */
export function watchIdle(minutes: () => number, lock: () => void): () => void {
  const watch: Watch = { lookedAt: Date.now(), usedAt: Date.now() };

  /** True while the register may stay open. */
  function look(): boolean {
    const now = Date.now();
    const isDue = isToLock(watch, now, minutes());
    watch.lookedAt = now;
    // A clock that was set back is no use in the future.
    watch.usedAt = Math.min(watch.usedAt, now);
    if (isDue) lock();
    return !isDue;
  }
  function use(): void {
    if (look()) watch.usedAt = watch.lookedAt;
  }

  const every = setInterval(look, LOOK_EVERY);
  for (const kind of USES) addEventListener(kind, use, { capture: true, passive: true });
  return () => {
    clearInterval(every);
    for (const kind of USES) removeEventListener(kind, use, { capture: true });
  };
}
