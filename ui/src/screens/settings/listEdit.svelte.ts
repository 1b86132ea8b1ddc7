// One change to a legal list, with the source it was read in.

import { tick } from "svelte";
import { focusField } from "../../components/focusField";
import { toast } from "../../components/toast.svelte";
import { faultText } from "../../i18n/failure";
import type { LegalList } from "../../ipc/bindings/LegalList";
import type { LegalView } from "../../ipc/bindings/LegalView";
import { call } from "../../ipc/rpc";
import { Deed } from "../../shell/deed.svelte";
import { program } from "../../shell/program.svelte";
import type { Raw } from "./legalEntry";

export class ListEdit {
  readonly deed = new Deed();
  source = $state<string | null>(null);
  verifiedOn = $state<string | null>(null);
  /** What is to be filled in first, by field. */
  #missing = $state.raw<Record<string, string>>({});
  readonly #list: LegalList;

  constructor(list: LegalList) {
    this.#list = list;
  }

  get errors(): Record<string, string> {
    return { ...this.deed.errors, ...this.#missing };
  }

  /** The day on which the source was looked at. */
  get day(): string {
    return this.verifiedOn ?? program.today;
  }

  /** Saves the entry under its key; none takes it out. `faults` are fields to fill in first. */
  async save(key: string, entry: (() => Raw) | null, faults: Record<string, string>, said: string): Promise<LegalView | undefined> {
    this.#missing = { ...faults, ...(this.source?.trim() ? {} : { source: faultText({ kind: "required" }) }) };
    const [first] = Object.keys(this.#missing);
    if (first) {
      await tick();
      if (this.deed.root) focusField(this.deed.root, first);
      return undefined;
    }
    const saved = await this.deed.run(() => call("legal_edit", { list: this.#list, key, entry: entry?.() ?? null, source: this.source ?? "", verified_on: this.verifiedOn }));
    if (saved) toast(said);
    return saved;
  }
}
