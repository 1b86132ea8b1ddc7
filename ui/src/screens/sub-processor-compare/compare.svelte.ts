// A provider's new list beside the one held: read, matched, compared, and line by line taken over.
// What a person decided (columns, countries, lines left out) outlives every failure.

import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { CountryFix } from "../../ipc/bindings/CountryFix";
import type { ImportReading } from "../../ipc/bindings/ImportReading";
import type { ListChange } from "../../ipc/bindings/ListChange";
import type { PickedFile } from "../../ipc/bindings/PickedFile";
import type { SubProcessorDifference } from "../../ipc/bindings/SubProcessorDifference";
import type { SubProcessorPlan } from "../../ipc/bindings/SubProcessorPlan";
import type { SubProcessorTree } from "../../ipc/bindings/SubProcessorTree";
import type { UncertainPlace } from "../../ipc/bindings/UncertainPlace";
import { asFailure } from "../../ipc/failure";
import { latest } from "../../ipc/latest";
import { call } from "../../ipc/rpc";
import { router } from "../../shell/router.svelte";
import { Task } from "../../shell/task.svelte";

const NAME = "name";

export class Comparing {
  readonly task = new Task();
  readonly provider: string;
  file = $state.raw<PickedFile | null>(null);
  /** What was pasted. */
  text = $state<string | null>(null);
  reading = $state.raw<ImportReading | null>(null);
  mapping = $state.raw<(string | null)[]>([]);
  difference = $state.raw<SubProcessorDifference | null>(null);
  /** Countries that a person read out of a place, by place. */
  readonly fixes = new SvelteMap<string, CountryFix>();
  /** Places as they stood when they were first found: a fixed one is certain, and still shown. */
  places = $state.raw<UncertainPlace[]>([]);
  /** Lines that stay as they are held. */
  readonly left = new SvelteSet<string>();
  listedOn = $state<string | null>(null);
  isDayUnread = $state(false);
  isAccepting = $state(false);
  #isDone = false;
  /** A table copied from a page keeps its cells apart; it counts while what was pasted is not changed. */
  #table: { shown: string; html: string } | null = null;
  #again = latest<SubProcessorDifference>((difference) => (this.difference = difference), (thrown) => (this.task.failure = asFailure(thrown)));

  constructor(provider: string) {
    this.provider = provider;
    router.guard(() => this.isAccepting || (!this.#isDone && (this.fixes.size > 0 || this.left.size > 0)));
    $effect(() => () => this.task.cancel());
  }

  get hasName(): boolean {
    return this.mapping.includes(NAME);
  }

  get plan(): SubProcessorPlan {
    return { provider: this.provider, source: this.reading?.source ?? "", mapping: [...this.mapping], fixes: [...this.fixes.values()] };
  }

  /** Positions in the list of changes. */
  get accepted(): ListChange[] {
    return (this.difference?.changes ?? []).filter((change) => this.isTaken(change));
  }

  async pick(): Promise<void> {
    const file = await this.task.run(() => call("file_pick", { purpose: "sub_processor_list_to_import", suggested: null }));
    if (file) await this.read(file);
  }

  /** What a paste carried beside the text that is shown. */
  pasted(html: string): void {
    this.#table = html.includes("<table") && this.text !== null ? { shown: this.text, html } : null;
  }

  /** A file, or what was pasted. */
  async read(file: PickedFile | null, sheet: string | null = null, hasHeader: boolean | null = null): Promise<void> {
    const text = file ? null : this.#table?.shown === this.text ? this.#table.html : this.text;
    const reading = await this.task.run((options) => call("import_read", { what: "sub_processors", file: file?.file ?? null, text, sheet, has_header: hasHeader }, options));
    if (!reading) return;
    [this.file, this.reading, this.difference] = [file, reading, null];
    this.mapping = reading.columns.map((column) => column.field);
    this.fixes.clear();
    this.left.clear();
    this.places = [];
    if (this.hasName) await this.compare();
  }

  map(index: number, field: string | null): void {
    this.mapping = this.mapping.map((was, at) => (at === index ? field : was));
    this.fixes.clear();
    this.places = [];
    if (this.hasName) void this.compare();
    else this.difference = null;
  }

  async compare(): Promise<void> {
    const difference = await this.task.run((options) => call("sub_processor_compare", this.plan, options));
    if (!difference) return;
    this.difference = difference;
    this.places = difference.uncertain;
  }

  fix({ at, field }: UncertainPlace, countries: string[]): void {
    const key = `${at} ${field}`;
    if (countries.length) this.fixes.set(key, { at, field, countries });
    else this.fixes.delete(key);
    this.#again(() => call("sub_processor_compare", this.plan));
  }

  fixed({ at, field }: UncertainPlace): string[] {
    return this.fixes.get(`${at} ${field}`)?.countries ?? [];
  }

  take(change: ListChange, isTaken: boolean): void {
    if (isTaken) this.left.delete(keyOf(change));
    else this.left.add(keyOf(change));
  }

  isTaken(change: ListChange): boolean {
    return !this.left.has(keyOf(change));
  }

  async accept(): Promise<SubProcessorTree | undefined> {
    this.isAccepting = true;
    const tree = await this.task.run((options) => call("sub_processor_accept", { plan: this.plan, accepted: this.accepted, listed_on: this.listedOn }, options));
    this.isAccepting = false;
    if (tree) this.#isDone = true;
    return tree;
  }

  /** Back to the beginning; what was pasted stays. */
  restart(): void {
    this.file = this.reading = this.difference = null;
    this.mapping = [];
    this.places = [];
    this.fixes.clear();
    this.left.clear();
    this.task.failure = null;
  }
}

/** A line keeps its key when countries are corrected and all is compared again. */
function keyOf({ id, at }: ListChange): string {
  return id ?? `at ${at}`;
}
