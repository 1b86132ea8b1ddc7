// The two ends of a leg in words.

import { t } from "../../i18n/index.svelte";
import type { ProposalView } from "../../ipc/bindings/ProposalView";
import type { TransferView } from "../../ipc/bindings/TransferView";
import { words } from "../words.svelte";

export interface Leg {
  exporter: string;
  importer: string;
}

/** An end without a name is us. */
export function legOf({ exporter, importer }: Pick<TransferView, "exporter" | "importer">): Leg {
  return { exporter: exporter ?? t.transfers.us, importer: importer ?? t.transfers.us };
}

export function proposedLeg(view: ProposalView): Leg {
  return { exporter: view.exporter ?? t.transfers.us, importer: view.importer ?? unnamedIn(view) };
}

/** Who gets the data is nobody in the register, and has to be named. */
export function isUnnamed({ proposal: { draft } }: ProposalView): boolean {
  return draft.importer.kind === "named" && draft.importer.name.trim() === "";
}

function unnamedIn({ proposal: { draft, countries } }: ProposalView): string {
  if (draft.importer.kind === "us") return t.transfers.us;
  const country = draft.country ?? countries[0];
  return country ? t.transfers.proposals.importerIn(words.label("countries", country)) : t.transfers.somebody;
}

/** As it begins a line. */
export function legTitle({ exporter, importer }: Leg): string {
  return t.transfers.leg(exporter.charAt(0).toUpperCase() + exporter.slice(1), importer);
}

/** For names that are read out. */
export function legRead({ exporter, importer }: Leg): string {
  return t.transfers.legRead(exporter, importer);
}

/** As well, where the same two have a leg for each service. */
export function legOfService(leg: Leg, service: string | null): string {
  return service ? t.transfers.legOf(legRead(leg), service) : legRead(leg);
}
