// One import from the chosen file to its result. What a person decided (mapping, status,
// decisions on possible doubles) outlives every failure.

import { SvelteMap } from "svelte/reactivity";
import type { ImportPlan } from "../../ipc/bindings/ImportPlan";
import type { ImportPreview } from "../../ipc/bindings/ImportPreview";
import type { ImportReading } from "../../ipc/bindings/ImportReading";
import type { ImportResult } from "../../ipc/bindings/ImportResult";
import type { PickedFile } from "../../ipc/bindings/PickedFile";
import type { ProviderStatus } from "../../ipc/bindings/ProviderStatus";
import type { RowDecision } from "../../ipc/bindings/RowDecision";
import { asFailure } from "../../ipc/failure";
import { latest } from "../../ipc/latest";
import { call } from "../../ipc/rpc";
import { router } from "../../shell/router.svelte";
import { Task } from "../../shell/task.svelte";

export type Step = "choose" | "map" | "preview" | "done";

/** After the last key, before the counts are asked for again. */
const SETTLED_AFTER = 250;

export class ImportWork {
  readonly task = new Task();
  step = $state<Step>("choose");
  file = $state.raw<PickedFile | null>(null);
  reading = $state.raw<ImportReading | null>(null);
  mapping = $state.raw<(string | null)[]>([]);
  status = $state<ProviderStatus | null>("proposed");
  readonly decisions = new SvelteMap<number, RowDecision>();
  preview = $state.raw<ImportPreview | null>(null);
  result = $state.raw<ImportResult | null>(null);
  /** The counts shown are older than the decisions. */
  isCounting = $state(false);
  isRunning = $state(false);
  #isTouched = $state(false);
  #timer = 0;
  #count = latest<ImportPreview>(
    (preview) => ((this.preview = preview), (this.isCounting = false)),
    (thrown) => ((this.task.failure = asFailure(thrown)), (this.isCounting = false)),
  );

  constructor() {
    router.guard(() => this.isRunning || (this.#isTouched && this.step !== "done"));
    $effect(() => () => this.task.cancel());
  }

  /** Our own export says itself where everything goes. */
  get isOwnExport(): boolean {
    return this.reading?.format === "register";
  }

  get plan(): ImportPlan {
    return {
      source: this.reading?.source ?? "",
      mapping: [...this.mapping],
      status: this.status,
      decisions: [...this.decisions].map(([row, decision]) => ({ row, decision })),
    };
  }

  async pick(): Promise<void> {
    const file = await this.task.run(() => call("file_pick", { purpose: "list_to_import", suggested: null }));
    if (file) await this.read(file);
  }

  async read(file: PickedFile, sheet: string | null = null, hasHeader: boolean | null = null): Promise<void> {
    const before = this.file;
    this.file = file;
    const reading = await this.task.run((options) => call("import_read", { what: "providers", file: file.file, text: null, sheet, has_header: hasHeader }, options));
    if (!reading) {
      this.file = before;
      return;
    }
    this.reading = reading;
    this.mapping = reading.columns.map((column) => column.field);
    this.#isTouched = false;
    this.decisions.clear();
    this.preview = this.result = null;
    this.step = "map";
    if (this.isOwnExport) await this.compare();
  }

  map(index: number, field: string | null): void {
    this.mapping = this.mapping.map((was, at) => (at === index ? field : was));
    this.#isTouched = true;
  }

  async compare(): Promise<void> {
    const preview = await this.task.run((options) => call("import_preview", this.plan, options));
    if (!preview) return;
    this.preview = preview;
    this.step = "preview";
  }

  decide(row: number, decision: RowDecision | null): void {
    if (decision) this.decisions.set(row, decision);
    else this.decisions.delete(row);
    this.#decided();
  }

  decideAllAsNew(): void {
    for (const { row, outcome } of this.preview?.rows ?? []) {
      if (outcome.kind === "possible" && !this.decisions.has(row)) this.decisions.set(row, { kind: "create" });
    }
    this.#decided();
  }

  takeDecisionsBack(): void {
    this.decisions.clear();
    this.#decided();
  }

  async run(): Promise<void> {
    clearTimeout(this.#timer);
    this.isRunning = true;
    const result = await this.task.run((options) => call("import_run", this.plan, options));
    this.isRunning = false;
    if (!result) return;
    this.result = result;
    this.step = "done";
  }

  /** Back to the first step, with nothing kept. */
  restart(): void {
    this.reading = this.preview = this.result = this.file = null;
    this.decisions.clear();
    this.mapping = [];
    this.status = "proposed";
    this.#isTouched = false;
    this.task.failure = null;
    this.step = "choose";
  }

  #decided(): void {
    this.#isTouched = true;
    this.isCounting = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#count(() => call("import_preview", this.plan)), SETTLED_AFTER);
  }
}
