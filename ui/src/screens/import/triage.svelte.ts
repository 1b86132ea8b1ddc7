// Going through the proposed providers one at a time. The list is read once, so that it
// stands still while decisions are taken.

import { SvelteMap } from "svelte/reactivity";
import type { DepartmentRow } from "../../ipc/bindings/DepartmentRow";
import type { ProviderQuery } from "../../ipc/bindings/ProviderQuery";
import type { ProviderRow } from "../../ipc/bindings/ProviderRow";
import type { ProviderView } from "../../ipc/bindings/ProviderView";
import type { TriageDecision } from "../../ipc/bindings/TriageDecision";
import { asFailure, type Failure } from "../../ipc/failure";
import { latest } from "../../ipc/latest";
import { call } from "../../ipc/rpc";
import { newQuery } from "../providers/query";

export type Mark = TriageDecision["kind"] | "skipped";

const PAGE = 200;
/** At a sitting; the rest comes with the next one. */
const MOST = 1000;

function proposed(offset: number): ProviderQuery {
  return newQuery({ statuses: ["proposed"], offset, limit: PAGE });
}

export class Triage {
  rows = $state.raw<ProviderRow[] | null>(null);
  at = $state(0);
  /** What was said about a provider last. */
  readonly marks = new SvelteMap<string, Mark>();
  /** All about the present one, as soon as it is read. */
  view = $state.raw<ProviderView | null>(null);
  departments = $state.raw<DepartmentRow[]>([]);
  failure = $state.raw<Failure | null>(null);
  isBusy = $state(false);
  #show = latest<ProviderView>((view) => (this.view = view), (thrown) => (this.failure = asFailure(thrown)));

  get current(): ProviderRow | undefined {
    return this.rows?.[this.at];
  }

  get isAtEnd(): boolean {
    return this.rows !== null && this.at >= this.rows.length;
  }

  /** Reads what is still proposed, and begins with the first. */
  async load(): Promise<void> {
    this.marks.clear();
    try {
      const rows: ProviderRow[] = [];
      for (let more = true; more && rows.length < MOST; ) {
        const page = await call("provider_list", proposed(rows.length));
        rows.push(...page.rows);
        more = page.rows.length === PAGE;
      }
      this.rows = rows;
      this.moveTo(0);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  moveTo(at: number): void {
    const count = this.rows?.length ?? 0;
    this.at = Math.max(0, Math.min(at, count));
    this.view = null;
    const id = this.current?.id;
    if (id) this.#show(() => call("provider_show", { id }));
  }

  /** The next one, or past the last. */
  next(): void {
    this.moveTo(this.at + 1);
  }

  skip(): void {
    const id = this.current?.id;
    if (id && !this.marks.has(id)) this.marks.set(id, "skipped");
    this.next();
  }

  /** True when it was done. */
  async decide(decision: TriageDecision): Promise<boolean> {
    const id = this.current?.id;
    if (!id || this.isBusy) return false;
    this.isBusy = true;
    this.failure = null;
    try {
      this.view = await call("provider_triage", { id, decision });
      this.marks.set(id, decision.kind);
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
