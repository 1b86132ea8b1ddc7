// Where one is: a history in memory with back and forward, and a guard before unsaved work.

import type { ActivityQuery } from "../ipc/bindings/ActivityQuery";
import type { ActivityRole } from "../ipc/bindings/ActivityRole";
import type { DueQuery } from "../ipc/bindings/DueQuery";
import type { ImportOf } from "../ipc/bindings/ImportOf";
import type { PickedFile } from "../ipc/bindings/PickedFile";
import type { AssessmentState } from "../ipc/bindings/AssessmentState";
import type { ProviderQuery } from "../ipc/bindings/ProviderQuery";
import type { QuestionnaireKind } from "../ipc/bindings/QuestionnaireKind";
import type { TransferDraft } from "../ipc/bindings/TransferDraft";
import type { TransferQuery } from "../ipc/bindings/TransferQuery";

export type ProviderTab = "overview" | "services" | "transfers" | "sub_processors" | "questionnaires" | "evidence" | "history";
export type ProcessingTab = ActivityRole | "clients";
export type QuestionnairesTab = QuestionnaireKind;
export type TransfersTab = "list" | "flow" | "concentration";

export type Route =
  | { screen: "today" }
  /** `isSearching` begins in the field of the search. */
  | { screen: "providers"; query?: Partial<ProviderQuery>; isSearching?: boolean }
  | { screen: "provider"; id: string; tab?: ProviderTab }
  /** `field` is a path of the draft that gets the focus. */
  | { screen: "provider_form"; id: string | null; field?: string }
  | { screen: "service_form"; provider: string; id: string | null; field?: string }
  | { screen: "merge"; keep: string; merge: string }
  | { screen: "processing"; tab?: ProcessingTab; query?: Partial<ActivityQuery> }
  | { screen: "activity"; id: string }
  /** `from` fills it in with what a provider's services say already. */
  | { screen: "activity_form"; id: string | null; role?: ActivityRole; from?: { provider: string; service?: string }; field?: string }
  | { screen: "client_form"; id: string | null }
  /** `on` is the day of the verdicts. */
  | { screen: "transfers"; tab?: TransfersTab; query?: Partial<TransferQuery>; on?: string }
  | { screen: "transfer_form"; provider: string; id: string | null; draft?: TransferDraft }
  | { screen: "tia_form"; transfer: string }
  | { screen: "sub_processor_compare"; provider: string; file?: PickedFile }
  | { screen: "our_sub_processors" }
  /** `take`: files of answers. */
  | { screen: "questionnaires"; tab?: QuestionnairesTab; states?: AssessmentState[]; take?: PickedFile[] }
  | { screen: "assessment"; id: string }
  | { screen: "intake"; id: string }
  /** Fills the window. */
  | { screen: "interview"; id: string }
  | { screen: "calendar"; query?: Partial<DueQuery> }
  | { screen: "import"; file?: PickedFile; what?: ImportOf }
  | { screen: "reconcile" }
  | { screen: "triage" }
  /** The answers of one assessment, question by question. */
  | { screen: "review"; id: string }
  /** All questionnaires, or one of them. */
  | { screen: "questionnaire"; id?: string; version?: number }
  /** The same questions answered by us, from what a provider publishes. */
  | { screen: "desk_assessment"; id: string }
  | { screen: "reports"; tab?: "make" | "issued" | "export"; copy?: string[]; kind?: string; provider?: string; query?: ProviderQuery }
  | { screen: "settings"; section?: string }
  | { screen: "help"; chapter?: string }
  /** In debug builds. */
  | { screen: "gallery" };

interface Entry {
  /** A screen is made anew when this changes. */
  key: number;
  route: Route;
}

const START: Route = { screen: "today" };

class Router {
  #entries: Entry[] = [{ key: 0, route: START }];
  #keys = 0;
  #at = $state(0);
  #version = $state(0);
  /** Whether something is unsaved, and what is to be done when that is left. */
  #guards = new Map<() => boolean, () => void>();
  /** The move that waits for the answer to "Leave without saving?". */
  #pending = $state.raw<(() => void) | null>(null);

  get entry(): Entry {
    void this.#version;
    return this.#entries[this.#at] ?? { key: 0, route: START };
  }

  get route(): Route {
    return this.entry.route;
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    void this.#version;
    return this.#at < this.#entries.length - 1;
  }

  get isAsking(): boolean {
    return this.#pending !== null;
  }

  go(route: Route): void {
    this.attempt(() => this.#push(route));
  }

  /** Takes the place of the present screen: a form that was saved is not gone back to. */
  replace(route: Route): void {
    this.attempt(() => {
      this.#entries[this.#at] = { key: ++this.#keys, route };
      this.#version++;
    });
  }

  /** Leaves a form that was saved: back to where it was opened from, if that shows the record, or else on to it. */
  finish(route: Extract<Route, { screen: "provider" | "activity" | "processing" }>): void {
    const before = this.#entries[this.#at - 1]?.route;
    if (before && isSamePlace(before, route)) this.#at--;
    else this.replace(route);
  }

  back(): void {
    if (this.canGoBack) this.attempt(() => this.#at--);
  }

  forward(): void {
    if (this.canGoForward) this.attempt(() => this.#at++);
  }

  /** Keeps what the present screen shows, for coming back to it, without making it anew. */
  remember(route: Route): void {
    const entry = this.#entries[this.#at];
    if (entry) this.#entries[this.#at] = { ...entry, route };
  }

  /** Another register: nothing of the old one can be gone back to. */
  reset(): void {
    this.#entries = [{ key: ++this.#keys, route: START }];
    this.#at = 0;
    this.#version++;
  }

  /** Asks before `move` while something is unsaved. */
  attempt(move: () => void): void {
    if ([...this.#guards.keys()].some((isDirty) => isDirty())) this.#pending = move;
    else move();
  }

  leave(): void {
    const move = this.#pending;
    this.#pending = null;
    for (const [isDirty, discard] of this.#guards) if (isDirty()) discard();
    this.#guards.clear();
    move?.();
  }

  stay(): void {
    this.#pending = null;
  }

  /** Registers a check for unsaved work while the calling component lives; `discard` is called
   *  when a person chose to leave it. */
  guard(isDirty: () => boolean, discard: () => void = () => undefined): void {
    $effect(() => {
      this.#guards.set(isDirty, discard);
      return () => void this.#guards.delete(isDirty);
    });
  }

  #push(route: Route): void {
    this.#entries = [...this.#entries.slice(0, this.#at + 1), { key: ++this.#keys, route }];
    this.#at++;
    this.#version++;
  }
}

/** Whether both show the same record, or the same list. */
function isSamePlace(one: Route, other: Route): boolean {
  return one.screen === other.screen && ("id" in one ? one.id : null) === ("id" in other ? other.id : null);
}

export const router = new Router();
