// What somebody is about to do with one sub-processor: asked for in its line, done in a dialog.

import { getContext, setContext } from "svelte";
import type { SubProcessorDraft } from "../../ipc/bindings/SubProcessorDraft";
import type { SubProcessorView } from "../../ipc/bindings/SubProcessorView";

export class SubProcessorWork {
  /** Being written: one that is there, or a new one under another. */
  editing = $state.raw<{ node: SubProcessorView | null; under: string | null; field: string } | null>(null);
  ending = $state.raw<SubProcessorView | null>(null);
  removing = $state.raw<SubProcessorView | null>(null);

  /** `under` is the one that engages it. */
  add(under: string | null): void {
    this.editing = { node: null, under, field: "name" };
  }

  edit(node: SubProcessorView, field = "name"): void {
    this.editing = { node, under: null, field };
  }
}

export function newDraft(under: string | null): SubProcessorDraft {
  return {
    name: "", parent: under, linked: null, address: null, country: null, contact: null, website: null, service: null,
    locations: [], access_countries: [], since: null, until: null, notes: null,
  };
}

const KEY = Symbol("work with sub-processors");

export function provideSubProcessorWork(): SubProcessorWork {
  return setContext(KEY, new SubProcessorWork());
}

export function subProcessorWork(): SubProcessorWork {
  return getContext<SubProcessorWork>(KEY);
}
