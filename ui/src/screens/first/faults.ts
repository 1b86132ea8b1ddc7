// Where the faults of a register that is to be made stand.

import { faultText } from "../../i18n/failure";
import type { Failure } from "../../ipc/failure";

type Path = "organisation" | "founder.name" | "passphrase";

const PLACES: Partial<Record<string, Path>> = { name: "organisation", "founder.name": "founder.name", passphrase: "passphrase" };

/** The faults by field; `null` when the failure is about anything else. */
export function wronged(failure: Failure): Partial<Record<Path, string>> | null {
  if (failure.kind !== "invalid") return null;
  const found: Partial<Record<Path, string>> = {};
  for (const { field, code } of failure.fields) {
    const path = PLACES[field];
    if (!path) return null;
    found[path] = faultText(code);
  }
  return found;
}
