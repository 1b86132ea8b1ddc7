// What a line of the history says happened, in one short sentence.

import { t } from "../i18n/index.svelte";
import type { HistoryRow } from "../ipc/bindings/HistoryRow";
import { words } from "./words.svelte";

export function historyLine(row: HistoryRow): string {
  const texts = t.history;
  const thing = texts.entity[row.entity] ?? row.entity;
  const how = texts.byCommand[row.command];
  const said = row.entity === "fact" ? fact(row) : happened(row, thing);
  return how ? `${said} ${how}` : said;
}

function happened(row: HistoryRow, thing: string): string {
  const texts = t.history;
  if (row.is_erased) return texts.changed(thing);
  if (row.before === null) return texts.created(thing);
  return row.after === null ? texts.removed(thing) : texts.changed(thing);
}

/** A line about the standing of a group of facts. */
function fact(row: HistoryRow): string {
  const texts = t.history;
  const payload = row.after ?? row.before;
  const held = typeof payload === "object" && payload !== null && !Array.isArray(payload) ? payload : {};
  const group = typeof held.group === "string" ? words.label("fact_groups", held.group) : (texts.entity.fact ?? "");
  const standing = typeof held.standing === "object" && held.standing !== null && !Array.isArray(held.standing) ? held.standing : {};
  return standing.kind === "verified" ? texts.verified(group) : texts.declared(group);
}
