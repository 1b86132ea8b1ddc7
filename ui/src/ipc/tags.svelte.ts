// Which data changed: a command answers with tags, and what was read under one of them
// is read again.

import { untrack } from "svelte";

const listeners = new Map<string, Set<() => void>>();

export function announce(changed: readonly string[]): void {
  const due = new Set<() => void>();
  for (const tag of changed) for (const listener of heard(tag)) due.add(listener);
  for (const listener of due) listener();
}

/** `provider:*` is every tag that begins so. */
function heard(tag: string): Iterable<() => void> {
  if (!tag.endsWith("*")) return listeners.get(tag) ?? [];
  const start = tag.slice(0, -1);
  return [...listeners].filter(([known]) => known.startsWith(start)).flatMap(([, all]) => [...all]);
}

function listen(tags: readonly string[], listener: () => void): () => void {
  for (const tag of tags) {
    const known = listeners.get(tag) ?? new Set();
    known.add(listener);
    listeners.set(tag, known);
  }
  return () => {
    for (const tag of tags) listeners.get(tag)?.delete(listener);
  };
}

/** Runs `load` now and again whenever one of the tags changes, while the component lives.
 *  The tags may depend on state; `load` starts without tracking. Call it while a component is set up. */
export function reloadOn(tags: () => readonly string[], load: () => void): void {
  $effect(() => {
    const stop = listen(tags(), load);
    untrack(load);
    return stop;
  });
}
