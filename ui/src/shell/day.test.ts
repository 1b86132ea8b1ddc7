import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localDay, onNewDay } from "./day";

const heard = new Map<string, () => void>();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 23, 58) });
  vi.stubGlobal("addEventListener", (kind: string, listener: () => void) => heard.set(kind, listener));
  vi.stubGlobal("removeEventListener", (kind: string) => heard.delete(kind));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  heard.clear();
});

test("a day is the one where the person sits", () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

test("midnight is seen within a minute, once", () => {
  let known = "2026-11-23";
  const renew = vi.fn(() => (known = localDay(new Date())));
  const stop = onNewDay(() => known, renew);
  vi.advanceTimersByTime(60_000);
  expect(renew).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120_000);
  expect(renew).toHaveBeenCalledTimes(1);
  expect(known).toBe("2026-11-24");
  stop();
  vi.advanceTimersByTime(48 * 3_600_000);
  expect(renew).toHaveBeenCalledTimes(1);
});

test("after a sleep the day is looked at when the window is used again", () => {
  const renew = vi.fn();
  const stop = onNewDay(() => "2026-11-23", renew);
  vi.setSystemTime(new Date(2026, 10, 25, 9, 0));
  heard.get("focus")?.();
  expect(renew).toHaveBeenCalledTimes(1);
  stop();
  expect(heard.size).toBe(0);
});
