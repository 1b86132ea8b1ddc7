// What the parts of the provider page share: the provider, and asking for a verification.

import { getContext, setContext } from "svelte";
import type { FactGroup } from "../../ipc/bindings/FactGroup";
import type { ProviderView } from "../../ipc/bindings/ProviderView";

export class ProviderPageState {
  view = $state.raw<ProviderView | null>(null);
  /** The group somebody wants to verify. */
  verifying = $state<FactGroup | null>(null);
}

const KEY = Symbol("provider page");

export function provideProviderPage(): ProviderPageState {
  return setContext(KEY, new ProviderPageState());
}

export function providerPage(): ProviderPageState {
  return getContext<ProviderPageState>(KEY);
}
