// Processing activities that an action can concern, found by what is typed.

import type { Choosable } from "../../components/match";
import { call } from "../../ipc/rpc";

const FEW = 20;

export async function foundActivities(text: string): Promise<Choosable[]> {
  const { rows } = await call("activity_list", {
    search: text, role: null, statuses: [], departments: [], provider: null, client: null, group: null, only_incomplete: false, only_special: false, only_outside_eea: false,
    sort: "name", descending: false, offset: 0, limit: FEW,
  });
  return rows.map(({ id, name, reference }) => ({ value: id, label: name, ...(reference ? { hint: reference } : {}) }));
}
