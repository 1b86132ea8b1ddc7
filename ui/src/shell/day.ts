// What is late depends on the day: after midnight, and after a computer slept, all is read again.

const LOOK_EVERY = 60_000;

/** An ISO date, where the person sits. */
export function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Calls `renew` when another day than `known` has begun; gives the way to stop. */
export function onNewDay(known: () => string, renew: () => void): () => void {
  const look = () => {
    if (known() && localDay(new Date()) !== known()) renew();
  };
  const every = setInterval(look, LOOK_EVERY);
  addEventListener("focus", look);
  return () => {
    clearInterval(every);
    removeEventListener("focus", look);
  };
}
