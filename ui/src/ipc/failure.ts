// How a command fails, told apart from anything else that may be thrown.

import type { Failure } from "./bindings/Failure";

export type { Failure } from "./bindings/Failure";
export type { Refusal } from "./bindings/Refusal";
export type { Fault } from "./bindings/Fault";
export type { FaultCode } from "./bindings/FaultCode";

const KINDS: readonly Failure["kind"][] = ["invalid", "not_found", "conflict", "refused", "storage", "internal"];

export function isFailure(value: unknown): value is Failure {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return KINDS.some((kind) => kind === value.kind);
}

/** Whatever a promise was rejected with, as a failure the screens can word. */
export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  if (typeof thrown === "string") return { kind: "internal", reference: thrown };
  if (thrown instanceof Error) return { kind: "internal", reference: thrown.message };
  return { kind: "internal", reference: String(thrown) };
}

/** A cancelled task is no failure to report. */
export function isCancelled(failure: Failure): boolean {
  return failure.kind === "refused" && failure.reason.code === "cancelled";
}
