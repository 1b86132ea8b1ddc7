// Which colour a value is shown in. Colour never stands alone: a word or a number is beside it.

import type { ProviderStatus } from "../ipc/bindings/ProviderStatus";

export type Tone = "good" | "warn" | "high" | "bad" | "plain";

export function completenessTone(percent: number): "good" | "warn" | "high" {
  if (percent >= 80) return "good";
  return percent >= 50 ? "warn" : "high";
}

export function statusTone(status: ProviderStatus): Tone {
  switch (status) {
    case "in_use": return "good";
    case "proposed": case "under_review": case "being_replaced": return "warn";
    case "suspended": return "bad";
    case "ended": return "plain";
  }
}
