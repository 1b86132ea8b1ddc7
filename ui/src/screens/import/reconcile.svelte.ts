// A list of names compared with the register, and the names a person ticks to be added.

import { SvelteSet } from "svelte/reactivity";
import type { ImportReading } from "../../ipc/bindings/ImportReading";
import type { ImportResult } from "../../ipc/bindings/ImportResult";
import type { PickedFile } from "../../ipc/bindings/PickedFile";
import type { ReconcilePlan } from "../../ipc/bindings/ReconcilePlan";
import type { ReconcileRow } from "../../ipc/bindings/ReconcileRow";
import { call } from "../../ipc/rpc";
import { router } from "../../shell/router.svelte";
import { Task } from "../../shell/task.svelte";

/** What a column of the list can be. */
const NAME = "name";
const AMOUNT = "amount";

export class Reconciling {
  readonly task = new Task();
  file = $state.raw<PickedFile | null>(null);
  reading = $state.raw<ImportReading | null>(null);
  /** Indexes of columns, as text for their lists. */
  name = $state<string | null>(null);
  amount = $state<string | null>(null);
  rows = $state.raw<ReconcileRow[] | null>(null);
  readonly ticked = new SvelteSet<number>();
  result = $state.raw<ImportResult | null>(null);
  isAdding = $state(false);

  constructor() {
    router.guard(() => this.isAdding);
    $effect(() => () => this.task.cancel());
  }

  get plan(): ReconcilePlan {
    const columns = this.reading?.columns ?? [];
    const mapping = columns.map(({ index }) => (String(index) === this.name ? NAME : String(index) === this.amount ? AMOUNT : null));
    return { source: this.reading?.source ?? "", mapping, rows: [] };
  }

  async pick(): Promise<void> {
    const file = await this.task.run(() => call("file_pick", { purpose: "list_to_import", suggested: null }));
    if (file) await this.read(file);
  }

  async read(file: PickedFile, sheet: string | null = null): Promise<void> {
    const before = this.file;
    this.file = file;
    const reading = await this.task.run((options) => call("import_read", { what: "providers", file: file.file, text: null, sheet, has_header: null }, options));
    if (!reading) {
      this.file = before;
      return;
    }
    this.reading = reading;
    this.rows = null;
    this.result = null;
    this.ticked.clear();
    this.name = this.#column(NAME);
    this.amount = this.#column(AMOUNT);
    if (this.name !== null) await this.compare();
  }

  /** Compares again; every missing name is ticked. */
  async compare(): Promise<void> {
    if (this.name === null) {
      this.rows = null;
      return;
    }
    const rows = await this.task.run((options) => call("reconcile_preview", this.plan, options));
    if (!rows) return;
    this.rows = rows;
    this.tickMissing();
  }

  tickMissing(): void {
    this.ticked.clear();
    for (const row of this.rows ?? []) if (row.found.kind === "missing") this.ticked.add(row.row);
  }

  tick(row: number, isTicked: boolean): void {
    if (isTicked) this.ticked.add(row);
    else this.ticked.delete(row);
  }

  async add(): Promise<void> {
    this.isAdding = true;
    const rows = [...this.ticked].sort((a, b) => a - b);
    const result = await this.task.run((options) => call("reconcile_run", { ...this.plan, rows }, options));
    this.isAdding = false;
    if (result) this.result = result;
  }

  restart(): void {
    this.file = this.reading = this.rows = this.result = null;
    this.name = this.amount = null;
    this.ticked.clear();
    this.task.failure = null;
  }

  /** The column whose header says it holds this. */
  #column(field: string): string | null {
    const found = this.reading?.columns.find((column) => column.field === field);
    return found ? String(found.index) : null;
  }
}
