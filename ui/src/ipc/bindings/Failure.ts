import type { Fault } from "./Fault";
import type { Refusal } from "./Refusal";

export type Failure = { "kind": "invalid", fields: Array<Fault> } | { "kind": "not_found", entity: string, id: string } | { "kind": "conflict", revision: number } | { "kind": "refused", reason: Refusal } | { "kind": "storage", cause: string } | { "kind": "internal", reference: string };
