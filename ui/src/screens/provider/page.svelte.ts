// What the parts of the provider page share: the provider, and asking for a verification.

import { getContext, setContext } from "svelte";
import type { FactGroup } from "../../ipc/bindings/FactGroup";
import type { ProviderView } from "../../ipc/bindings/ProviderView";

export class ProviderPageState {
  view = $state.raw<ProviderView | null>(null);
  /** The group somebody wants to verify. */
  verifying = $state<FactGroup | null>(null);
}

const OF_SERVICES: readonly FactGroup[] = ["data", "locations", "transfers", "staff_access"];

/** How many services a verification of this group covers, where that is more than one. */
export function servicesCovered(view: ProviderView, group: FactGroup): number | null {
  return OF_SERVICES.includes(group) && view.services.length > 1 ? view.services.length : null;
}

const KEY = Symbol("provider page");

export function provideProviderPage(): ProviderPageState {
  return setContext(KEY, new ProviderPageState());
}

export function providerPage(): ProviderPageState {
  return getContext<ProviderPageState>(KEY);
}
