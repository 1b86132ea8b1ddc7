// Answers that come late: only the answer to the newest question counts.

/** Gives a function that runs a promise and passes its outcome on unless a newer one was started. */
export function latest<T>(take: (value: T) => void, fail: (thrown: unknown) => void): (start: () => Promise<T>) => void {
  let newest = 0;
  return (start) => {
    const mine = ++newest;
    start().then(
      (value) => mine === newest && take(value),
      (thrown: unknown) => mine === newest && fail(thrown),
    );
  };
}
