// The names of providers that are known by their ids only.

import { call } from "../../ipc/rpc";
import { newQuery } from "../providers/query";

/** The most that one answer holds. */
const PAGE = 200;

/** Pages through the list until each id has its name; one that is no longer there has none. */
export async function providerNames(ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = new Set(ids);
  const names = new Map<string, string>();
  for (let offset = 0; names.size < wanted.size; offset += PAGE) {
    const { rows } = await call("provider_list", newQuery({ offset, limit: PAGE }));
    for (const row of rows) if (wanted.has(row.id)) names.set(row.id, row.name);
    if (rows.length < PAGE) break;
  }
  return names;
}
