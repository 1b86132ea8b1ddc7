// What a form keeps of what is typed into it: where it is, what it held at first, what it holds now.
// Read with care: an older program may have written it.

import type { KeptDraft } from "../ipc/bindings/KeptDraft";
import type { Route } from "./router.svelte";

/** Where a record is typed. */
export type FormRoute = Extract<Route, { screen: "provider_form" | "service_form" | "activity_form" | "client_form" | "transfer_form" | "tia_form" | "interview" | "desk_assessment" | "questionnaire" | "settings" }>;

export interface Kept extends KeptDraft {
  route: FormRoute;
  draft: Typed;
}

/** Drafts as JSON: as texts they come back with their fields in the same order, and are compared so. */
export interface Typed {
  /** As the record was when it was read: what a conflict is compared with. */
  start: string;
  typed: string;
}

/** The place of a form, without what only led to a field of it. */
export function formRoute(route: unknown): FormRoute | null {
  if (!isRecord(route)) return null;
  const { screen, id, provider, transfer } = route;
  const isId = id === null || typeof id === "string";
  if ((screen === "provider_form" || screen === "activity_form" || screen === "client_form") && isId) return { screen, id };
  if ((screen === "service_form" || screen === "transfer_form") && isId && typeof provider === "string") return { screen, provider, id };
  if (screen === "desk_assessment" && typeof id === "string") return { screen, id };
  if (screen === "questionnaire" && typeof id === "string") return { screen, id };
  if (screen === "interview" && typeof id === "string") return { screen, id };
  if (screen === "tia_form" && typeof transfer === "string") return { screen, transfer };
  return screen === "settings" ? { screen, section: "organisation" } : null;
}

/** `null` for what no form of this program can take over. */
export function keptOf(found: KeptDraft | null): Kept | null {
  const route = formRoute(found?.route);
  if (!found || !route || !isRecord(found.draft)) return null;
  const { start, typed } = found.draft;
  if (typeof start !== "string" || typeof typed !== "string" || !recordIn(start) || !recordIn(typed)) return null;
  return { route, draft: { start, typed }, revision: found.revision };
}

/** Whether what was kept has the fields of this draft. */
export function fits({ draft: { typed } }: Kept, draft: unknown): boolean {
  const fields = (value: unknown) => (isRecord(value) ? Object.keys(value).sort().join() : "");
  return fields(recordIn(typed)) === fields(draft);
}

/** What the record is called; empty while it has no name. */
export function nameOf({ draft: { typed } }: Kept): string {
  const name = recordIn(typed)?.name;
  return typeof name === "string" ? name.trim() : "";
}

function recordIn(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
