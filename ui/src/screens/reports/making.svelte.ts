// The report being put together: what was chosen, and its preview, which follows every choice.

import type { Document } from "../../ipc/bindings/Document";
import type { IssueResult } from "../../ipc/bindings/IssueResult";
import type { Language } from "../../ipc/bindings/Language";
import type { ProviderQuery } from "../../ipc/bindings/ProviderQuery";
import type { ReportKindRow } from "../../ipc/bindings/ReportKindRow";
import type { ReportRequest } from "../../ipc/bindings/ReportRequest";
import type { SheetResult } from "../../ipc/bindings/SheetResult";
import { language } from "../../i18n/index.svelte";
import { asFailure } from "../../ipc/failure";
import { call } from "../../ipc/rpc";
import { reloadOn } from "../../ipc/tags.svelte";
import type { Route } from "../../shell/router.svelte";
import { Task } from "../../shell/task.svelte";

type ReportsRoute = Extract<Route, { screen: "reports" }>;
export type Scope = "all" | "filter";
/** The report of which a part can be printed: that of the providers a filter finds. */
const OF_A_FILTER = "provider-register";
/** What a report may be made of. */
const READ = ["providers", "departments", "organisation", "activities", "clients", "transfers", "published", "legal"];

export class ReportMaking {
  /** Writing the PDF or the workbook. */
  readonly task = new Task();
  kinds = $state.raw<ReportKindRow[] | null>(null);
  kind = $state<string | null>(null);
  provider = $state<string | null>(null);
  /** The name of the chosen provider, for the file. */
  providerName = $state("");
  scope = $state<Scope>("all");
  language = $state<Language>(language());
  on = $state<string | null>(null);
  isDateUnread = $state(false);
  readonly query: ProviderQuery | null;
  document = $state.raw<Document | null>(null);
  isPreviewing = $state(false);
  result = $state.raw<IssueResult | null>(null);
  sheet = $state.raw<SheetResult | null>(null);
  #newest = 0;
  #stop: AbortController | null = null;

  constructor(route: ReportsRoute) {
    this.kind = route.kind ?? null;
    this.provider = route.provider ?? null;
    this.query = route.query ?? null;
    this.scope = this.query ? "filter" : "all";
    $effect(() => {
      void call("report_kinds", { language: language() }).then((kinds) => this.#offer(kinds), (thrown) => (this.task.failure = asFailure(thrown)));
    });
    reloadOn(() => [this.request ? JSON.stringify(this.request) : "", ...READ], () => void this.#preview());
    $effect(() => () => this.#stop?.abort());
  }

  /** What a route keeps of it. */
  get asked(): Pick<ReportsRoute, "kind" | "provider" | "query"> {
    const { kind, provider, query } = this;
    return { ...(kind ? { kind } : {}), ...(provider ? { provider } : {}), ...(query ? { query } : {}) };
  }

  get chosen(): ReportKindRow | undefined {
    return this.kinds?.find((row) => row.kind === this.kind);
  }

  /** Whether it can be of some providers only. */
  get takesFilter(): boolean {
    return this.chosen?.kind === OF_A_FILTER;
  }

  /** None while something is still to be chosen. */
  get request(): ReportRequest | null {
    const { chosen } = this;
    if (!chosen || this.isDateUnread || (chosen.needs_provider && !this.provider)) return null;
    const provider = chosen.needs_provider ? this.provider : null;
    const query = this.takesFilter && this.scope === "filter" ? this.query : null;
    return { kind: chosen.kind, provider, query, on: this.on, language: this.language };
  }

  async save(suggested: string): Promise<void> {
    const { request } = this;
    if (!request) return;
    this.#begin();
    const result = await this.task.run(async (options) => {
      const file = await call("file_pick", { purpose: "report_to_save", suggested });
      return file && call("report_issue", { request, file: file.file }, options);
    });
    if (result) this.result = result;
  }

  /** The same content as a workbook; nothing is issued by that. */
  async saveSheet(suggested: string): Promise<void> {
    const { request } = this;
    if (!request) return;
    this.#begin();
    const sheet = await this.task.run(async (options) => {
      const file = await call("file_pick", { purpose: "sheet_to_save", suggested });
      return file && call("report_sheet", { request, file: file.file }, options);
    });
    if (sheet) this.sheet = sheet;
  }

  #begin(): void {
    this.result = this.sheet = null;
  }

  #offer(kinds: ReportKindRow[]): void {
    this.kinds = kinds;
    this.kind ??= kinds[0]?.kind ?? null;
  }

  async #preview(): Promise<void> {
    const mine = ++this.#newest;
    this.#stop?.abort();
    this.#begin();
    const { request } = this;
    if (!request) {
      this.document = null;
      this.isPreviewing = false;
      return;
    }
    const stop = new AbortController();
    this.#stop = stop;
    this.isPreviewing = true;
    try {
      const document = await call("report_preview", request, { signal: stop.signal });
      if (mine === this.#newest) [this.document, this.task.failure] = [document, null];
    } catch (thrown) {
      if (mine === this.#newest) [this.document, this.task.failure] = [null, asFailure(thrown)];
    } finally {
      if (mine === this.#newest) this.isPreviewing = false;
    }
  }
}
