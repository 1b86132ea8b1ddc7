// What every form of a record does: keep the draft, know whether it changed, save it,
// keep what was typed when that fails or the register is locked, and say each fault at its field.

import { tick, untrack } from "svelte";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { focusField } from "../components/focusField";
import { faultText } from "../i18n/failure";
import type { KeptDraft } from "../ipc/bindings/KeptDraft";
import { asFailure, type Failure, type Fault } from "../ipc/failure";
import { drafts } from "./drafts.svelte";
import { fits, type FormRoute, formRoute } from "./kept";
import { router } from "./router.svelte";

export interface FieldFault {
  path: string;
  text: string;
}

/** A field in which what is typed and what was saved meanwhile differ. */
export interface Disagreement {
  key: string;
  mine: unknown;
  theirs: unknown;
  /** Changed on both sides: only a person can say which counts. */
  isBoth: boolean;
}

interface Settings<Draft, View> {
  /** The draft as it is sent: what was marked unknown and then filled in is known. */
  send: (draft: Draft, revision: number | null) => Promise<View>;
  done: (view: View) => void;
  /** The record as it is now, after a conflict. */
  read?: () => Promise<{ draft: Draft; revision: number }>;
  /** From a path of the sent draft to the path of the field on the screen. */
  place?: (path: string, draft: Draft) => string;
  /** Where the form is, if the route does not say so. */
  at?: FormRoute;
}

export class RecordForm<Draft, View> {
  draft = $state() as Draft;
  revision = $state<number | null>(null);
  isBusy = $state(false);
  /** What somebody else saved meanwhile. */
  theirs = $state.raw<{ draft: Draft; revision: number } | null>(null);
  /** Fields for which what was saved meanwhile counts. */
  readonly taken = new SvelteSet<string>();
  failure = $state.raw<Failure | null>(null);
  root = $state<HTMLElement>();
  /** Fields that hold a text their control cannot read, with what is wrong. */
  readonly unread = new SvelteMap<string, string>();
  #faults = $state.raw<FieldFault[]>([]);
  #start = $state("");
  #settings: Settings<Draft, View>;
  readonly #at: FormRoute | null;

  constructor(draft: Draft, settings: Settings<Draft, View>) {
    this.#settings = settings;
    this.#at = settings.at ?? formRoute(router.route);
    this.load(draft, null);
    router.guard(() => this.isDirty, () => drafts.done(this));
    $effect(() => {
      const { isDirty } = this;
      untrack(() => (isDirty ? this.#keep() : drafts.done(this)));
    });
    $effect(() => () => drafts.done(this));
  }

  load(draft: Draft, revision: number | null): void {
    this.draft = draft;
    this.revision = revision;
    this.#start = JSON.stringify(draft);
    this.#faults = [];
    this.theirs = null;
    this.failure = null;
    this.unread.clear();
    this.#takeOver(revision === null);
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
      this.theirs = null;
      this.#settings.done(view);
    } catch (thrown) {
      this.#take(asFailure(thrown));
    } finally {
      this.isBusy = false;
    }
  }

  /** Field by field, what the person typed against what was saved meanwhile. */
  get disagreements(): Disagreement[] {
    if (!this.theirs) return [];
    const [base, mine, theirs] = [JSON.parse(this.#start), this.draft, this.theirs.draft] as Record<string, unknown>[];
    const differ = (a: unknown, b: unknown) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
    return Object.keys(mine ?? {})
      .filter((key) => differ(mine?.[key], theirs?.[key]))
      .map((key) => ({ key, mine: mine?.[key], theirs: theirs?.[key], isBoth: differ(base?.[key], mine?.[key]) && differ(base?.[key], theirs?.[key]) }));
  }

  /** After a conflict: of each field the side that was chosen. */
  async saveChosen(): Promise<void> {
    const { theirs } = this;
    if (!theirs) return;
    const chosen = this.draft as Record<string, unknown>;
    for (const { key, theirs: value } of this.disagreements) if (this.taken.has(key)) chosen[key] = structuredClone(value);
    this.revision = theirs.revision;
    this.theirs = null;
    await this.save();
  }

  /** After a conflict: nothing of what was typed counts. */
  takeTheirs(): void {
    if (this.theirs) this.load(this.theirs.draft, this.theirs.revision);
  }

  focus(path: string): void {
    if (this.root) focusField(this.root, path);
  }

  #take(failure: Failure): void {
    if (failure.kind === "conflict" && this.#settings.read) void this.#compare(this.#settings.read);
    else if (failure.kind === "invalid") {
      this.#faults = failure.fields.map((fault) => this.#placed(fault));
      void this.#showFaults();
    } else this.failure = failure;
    if (failure.kind !== "invalid") void this.#showNotice();
  }

  /** What only one side changed is taken from that side. */
  async #compare(read: () => Promise<{ draft: Draft; revision: number }>): Promise<void> {
    try {
      this.theirs = await read();
      const base = JSON.parse(this.#start) as Record<string, unknown>;
      const isMine = ({ key, mine }: Disagreement) => JSON.stringify(base[key] ?? null) !== JSON.stringify(mine ?? null);
      this.taken.clear();
      for (const one of this.disagreements) if (!isMine(one)) this.taken.add(one.key);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
    void this.#showNotice();
  }

  /** What was typed before the register was closed, over what was just read. */
  #takeOver(isNew: boolean): void {
    const kept = this.#at && drafts.take(this.#at, isNew);
    if (!kept || !fits(kept, this.draft)) return;
    this.draft = JSON.parse(kept.draft.typed) as Draft;
    this.revision = kept.revision;
    this.#start = kept.draft.start;
  }

  #keep(): void {
    const at = this.#at;
    if (!at) return;
    const read = (): KeptDraft => ({ route: at, draft: { start: this.#start, typed: JSON.stringify(this.draft) }, revision: this.revision });
    drafts.typed(this, read);
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
