// What every form of a record does: keep the draft, know whether it changed, save it,
// keep what was typed when that fails, and say each fault at its field.

import { tick } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { focusField } from "../components/focusField";
import { faultText } from "../i18n/failure";
import { asFailure, type Failure, type Fault } from "../ipc/failure";
import { router } from "./router.svelte";

export interface FieldFault {
  path: string;
  text: string;
}

interface Settings<Draft, View> {
  /** The draft as it is sent: what was marked unknown and then filled in is known. */
  send: (draft: Draft, revision: number | null) => Promise<View>;
  done: (view: View) => void;
  /** From a path of the sent draft to the path of the field on the screen. */
  place?: (path: string, draft: Draft) => string;
}

export class RecordForm<Draft, View> {
  draft = $state() as Draft;
  revision = $state<number | null>(null);
  isBusy = $state(false);
  /** The revision somebody else saved meanwhile. */
  conflict = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  root = $state<HTMLElement>();
  /** Fields that hold a text their control cannot read, with what is wrong. */
  readonly unread = new SvelteMap<string, string>();
  #faults = $state.raw<FieldFault[]>([]);
  #start = $state("");
  #settings: Settings<Draft, View>;

  constructor(draft: Draft, settings: Settings<Draft, View>) {
    this.#settings = settings;
    this.load(draft, null);
    router.guard(() => this.isDirty);
  }

  load(draft: Draft, revision: number | null): void {
    this.draft = draft;
    this.revision = revision;
    this.#start = JSON.stringify(draft);
    this.#faults = [];
    this.conflict = null;
    this.failure = null;
    this.unread.clear();
  }

  get isDirty(): boolean {
    return JSON.stringify(this.draft) !== this.#start || this.unread.size > 0;
  }

  get faults(): FieldFault[] {
    return [...[...this.unread].map(([path, text]) => ({ path, text })), ...this.#faults];
  }

  /** What is wrong with a field, or with one of its entries. */
  error(path: string): string | undefined {
    const texts = this.#faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`)).map((fault) => fault.text);
    return texts.length ? [...new Set(texts)].join(" ") : undefined;
  }

  /** For a control that cannot read what is typed. */
  read(path: string, isUnread: boolean, text: string): void {
    if (isUnread) this.unread.set(path, text);
    else this.unread.delete(path);
  }

  async save(): Promise<void> {
    if (this.isBusy) return;
    if (this.unread.size > 0) return this.#showFaults();
    this.isBusy = true;
    this.failure = null;
    this.#faults = [];
    try {
      const view = await this.#settings.send($state.snapshot(this.draft) as Draft, this.revision);
      this.#start = JSON.stringify(this.draft);
      this.conflict = null;
      this.#settings.done(view);
    } catch (thrown) {
      this.#take(asFailure(thrown));
    } finally {
      this.isBusy = false;
    }
  }

  /** After a conflict: what is on the screen counts. */
  async saveOver(): Promise<void> {
    this.revision = this.conflict;
    this.conflict = null;
    await this.save();
  }

  focus(path: string): void {
    if (this.root) focusField(this.root, path);
  }

  #take(failure: Failure): void {
    if (failure.kind === "conflict") this.conflict = failure.revision;
    else if (failure.kind === "invalid") {
      this.#faults = failure.fields.map((fault) => this.#placed(fault));
      void this.#showFaults();
    } else this.failure = failure;
    if (failure.kind !== "invalid") void this.#showNotice();
  }

  #placed(fault: Fault): FieldFault {
    return { path: this.#settings.place?.(fault.field, this.draft) ?? fault.field, text: faultText(fault.code) };
  }

  /** What went wrong stands above the chapters, perhaps out of sight. */
  async #showNotice(): Promise<void> {
    await tick();
    this.root?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }

  async #showFaults(): Promise<void> {
    await tick();
    this.root?.querySelector<HTMLElement>("[data-faults]")?.focus();
  }
}
