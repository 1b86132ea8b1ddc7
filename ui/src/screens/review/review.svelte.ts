// Going through the answers of one round: one question at a time, what the reviewer says of it, and how
// that is kept. What is said is kept as soon as the question is left.

import type { ReviewDraft } from "../../ipc/bindings/ReviewDraft";
import type { ReviewQuestion } from "../../ipc/bindings/ReviewQuestion";
import type { ReviewView } from "../../ipc/bindings/ReviewView";
import { asFailure, type Failure } from "../../ipc/failure";
import { faultsByField } from "../../i18n/failure";
import { call } from "../../ipc/rpc";
import { type Judgement, judgementOf, sent } from "./judgement";

export class Reviewing {
  view = $state.raw<ReviewView | null>(null);
  at = $state(0);
  draft = $state<Judgement>(judgementOf(null));
  failure = $state.raw<Failure | null>(null);
  errors = $state.raw<Record<string, string>>({});
  isBusy = $state(false);
  /** Dates that cannot be read. */
  isUnread = $state(false);
  #start = $state("");
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  get current(): ReviewQuestion | undefined {
    return this.view?.questions[this.at];
  }

  get count(): number {
    return this.view?.questions.length ?? 0;
  }

  get isDirty(): boolean {
    return JSON.stringify(this.draft) !== this.#start;
  }

  async load(): Promise<void> {
    try {
      const view = await call("review_show", { id: this.#id });
      const isFirst = this.view === null;
      this.view = view;
      if (isFirst) this.moveTo(Math.max(0, view.questions.findIndex(({ review }) => review === null)));
      else if (!this.isDirty) this.moveTo(this.at);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  moveTo(at: number): void {
    this.at = Math.max(0, Math.min(at, this.count - 1));
    this.draft = judgementOf(this.current ?? null);
    this.#start = JSON.stringify(this.draft);
    this.errors = {};
    this.isUnread = false;
  }

  /** The next one without a word of the reviewer, or else the next. */
  get next(): number {
    const questions = this.view?.questions ?? [];
    const open = questions.findIndex(({ review }, at) => at > this.at && review === null);
    return open >= 0 ? open : Math.min(this.at + 1, this.count - 1);
  }

  /** As it looks before a person looked, where nobody has said anything yet. */
  suggest(): void {
    const { current, draft } = this;
    if (!current || draft.state !== null) return;
    draft.state = current.suggested_state;
    draft.maturity ??= current.suggested_maturity;
  }

  /** True when nothing stands in the way of going on. */
  async save(): Promise<boolean> {
    const review = sent($state.snapshot(this.draft) as Judgement);
    if (!review || !this.isDirty || this.view?.is_over) return true;
    return this.isUnread ? false : this.#send(review);
  }

  takeBack(): Promise<boolean> {
    return this.#send(null);
  }

  async #send(review: ReviewDraft | null): Promise<boolean> {
    const question = this.current?.question;
    if (!question || this.isBusy) return false;
    this.isBusy = true;
    this.failure = null;
    this.errors = {};
    try {
      this.view = await call("review_save", { assessment: this.#id, question, review });
      this.moveTo(this.at);
      return true;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.kind === "invalid") this.errors = faultsByField(failure.fields);
      else this.failure = failure;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
