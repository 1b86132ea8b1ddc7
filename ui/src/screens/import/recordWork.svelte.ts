// One import of processing activities or of clients, from the chosen file to its result.

import type { ActivityRole } from "../../ipc/bindings/ActivityRole";
import type { ImportReading } from "../../ipc/bindings/ImportReading";
import type { ImportResult } from "../../ipc/bindings/ImportResult";
import type { PickedFile } from "../../ipc/bindings/PickedFile";
import type { RecordPlan } from "../../ipc/bindings/RecordPlan";
import type { RecordPreview } from "../../ipc/bindings/RecordPreview";
import { call } from "../../ipc/rpc";
import { router } from "../../shell/router.svelte";
import { Task } from "../../shell/task.svelte";
import type { Step } from "./work.svelte";

export type RecordKind = "activities" | "clients";

export class RecordWork {
  readonly what: RecordKind;
  readonly task = new Task();
  step = $state<Step>("choose");
  file = $state.raw<PickedFile | null>(null);
  reading = $state.raw<ImportReading | null>(null);
  mapping = $state.raw<(string | null)[]>([]);
  /** Of activities that say none themselves: nobody decides it but a person. */
  role = $state<ActivityRole | null>(null);
  preview = $state.raw<RecordPreview | null>(null);
  result = $state.raw<ImportResult | null>(null);
  isRunning = $state(false);
  #isTouched = $state(false);

  constructor(what: RecordKind) {
    this.what = what;
    router.guard(() => this.isRunning || (this.#isTouched && this.step !== "done"));
    $effect(() => () => this.task.cancel());
  }

  get plan(): RecordPlan {
    return { what: this.what, source: this.reading?.source ?? "", mapping: [...this.mapping], role: this.role };
  }

  async pick(): Promise<void> {
    const file = await this.task.run(() => call("file_pick", { purpose: "list_to_import", suggested: null }));
    if (file) await this.read(file);
  }

  async read(file: PickedFile, sheet: string | null = null, hasHeader: boolean | null = null): Promise<void> {
    const before = this.file;
    this.file = file;
    const reading = await this.task.run((options) => call("import_read", { what: this.what, file: file.file, text: null, sheet, has_header: hasHeader }, options));
    if (!reading) {
      this.file = before;
      return;
    }
    this.reading = reading;
    this.mapping = reading.columns.map((column) => column.field);
    this.#isTouched = false;
    this.preview = this.result = null;
    this.step = "map";
  }

  map(index: number, field: string | null): void {
    this.mapping = this.mapping.map((was, at) => (at === index ? field : was));
    this.#isTouched = true;
  }

  async compare(): Promise<void> {
    const preview = await this.task.run((options) => call("record_import_preview", this.plan, options));
    if (!preview) return;
    this.preview = preview;
    this.step = "preview";
  }

  async run(): Promise<void> {
    this.isRunning = true;
    const result = await this.task.run((options) => call("record_import_run", this.plan, options));
    this.isRunning = false;
    if (!result) return;
    this.result = result;
    this.step = "done";
  }

  /** Back to the first step, with nothing kept. */
  restart(): void {
    this.file = this.reading = this.preview = this.result = null;
    this.mapping = [];
    this.role = null;
    this.#isTouched = false;
    this.task.failure = null;
    this.step = "choose";
  }
}
