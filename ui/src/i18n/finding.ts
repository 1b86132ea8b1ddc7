// The sentence for one thing that the check found wrong.

import type { Finding } from "../ipc/bindings/Finding";
import { t } from "./index.svelte";

export function findingText(finding: Finding): string {
  const words = t.settings.register.finding;
  switch (finding.kind) {
    case "integrity": return words.integrity(finding.detail);
    case "schema": return words.schema(finding.object, finding.fault);
    case "foreign_key": return words.foreign_key(finding.row, finding.table, finding.parent);
    case "broken_link": return words.broken_link(finding.sequence, finding.fault);
    case "evidence": return words.evidence(finding.digest);
    case "record": return words.record(finding.entity, finding.id);
  }
}
