// Where the faults of a register that is to be made stand.

import { faultText } from "../../i18n/failure";
import type { Failure, Fault } from "../../ipc/failure";

type Path = "organisation" | "founder.name" | "passphrase";

/** The faults by field; `null` when the failure is about anything else. The organisation is
 *  looked at before its founder, and both have a name. */
export function wronged(failure: Failure, organisation: string | null): Partial<Record<Path, string>> | null {
  if (failure.kind !== "invalid") return null;
  const found: Partial<Record<Path, string>> = {};
  for (const fault of failure.fields) {
    const path = pathOf(fault, organisation);
    if (path === null) return null;
    found[path] = faultText(fault.code);
  }
  return found;
}

function pathOf({ field, code }: Fault, organisation: string | null): Path | null {
  if (field === "passphrase") return "passphrase";
  if (field !== "name") return null;
  if (organisation === null) return "founder.name";
  if (code.kind === "required") return organisation.trim() ? "founder.name" : "organisation";
  if (code.kind === "too_long") return organisation.length > code.max ? "organisation" : "founder.name";
  return "organisation";
}
