import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isToLock, watchIdle } from "./idle";

const MINUTE = 60_000;
const heard = new Map<string, () => void>();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9, 0) });
  vi.stubGlobal("addEventListener", (kind: string, listener: () => void) => heard.set(kind, listener));
  vi.stubGlobal("removeEventListener", (kind: string) => heard.delete(kind));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  heard.clear();
});

test("it is time after that many minutes without use", () => {
  const at = (minutes: number) => isToLock({ lookedAt: minutes * MINUTE - 5_000, usedAt: 0 }, minutes * MINUTE, 10);
  expect(at(9)).toBe(false);
  expect(at(10)).toBe(true);
});

test("never means never, until the computer slept", () => {
  expect(isToLock({ lookedAt: 600 * MINUTE - 5_000, usedAt: 0 }, 600 * MINUTE, 0)).toBe(false);
  expect(isToLock({ lookedAt: 0, usedAt: 0 }, MINUTE + 1, 0)).toBe(true);
});

test("a clock that was set back locks nothing", () => expect(isToLock({ lookedAt: 90 * MINUTE, usedAt: 90 * MINUTE }, 0, 10)).toBe(false));

test("a register that is used stays open", () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 2, lock);
  for (let minute = 0; minute < 10; minute++) {
    vi.advanceTimersByTime(MINUTE);
    heard.get("pointermove")?.();
  }
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2 * MINUTE);
  expect(lock).toHaveBeenCalledTimes(1);
  stop();
  expect(heard.size).toBe(0);
});

test("the first touch after a sleep finds it locked", () => {
  const lock = vi.fn();
  const stop = watchIdle(() => 0, lock);
  vi.setSystemTime(new Date(2026, 10, 23, 18, 0));
  heard.get("keydown")?.();
  expect(lock).toHaveBeenCalledTimes(1);
  stop();
});

test("the setting counts as it is now", () => {
  const lock = vi.fn();
  let minutes = 0;
  const stop = watchIdle(() => minutes, lock);
  vi.advanceTimersByTime(30 * MINUTE);
  expect(lock).not.toHaveBeenCalled();
  minutes = 10;
  vi.advanceTimersByTime(5_000);
  expect(lock).toHaveBeenCalledTimes(1);
  stop();
});
