// The reviewer's word while it is made: nothing is said until a state is chosen.

import type { AnswerState } from "../../ipc/bindings/AnswerState";
import type { Proof } from "../../ipc/bindings/Proof";
import type { ReviewDraft } from "../../ipc/bindings/ReviewDraft";
import type { ReviewQuestion } from "../../ipc/bindings/ReviewQuestion";

export interface Judgement extends Omit<ReviewDraft, "state" | "proof" | "title"> {
  state: AnswerState | null;
  proof: Omit<Proof, "title"> & { title: string | null };
}

export const STATES: readonly AnswerState[] = ["answered", "vague", "refused", "not_applicable", "unanswered"];
export const STEPS = [0, 25, 50, 75, 100] as const;

const NO_PROOF: Judgement["proof"] = { title: null, holder: null, is_theirs: null, service: null, covers_service: null, site: null, issued_on: null, expires_on: null, place: null };

export function judgementOf(question: ReviewQuestion | null): Judgement {
  const review = question?.review;
  const proof = review ? review.proof : (question?.suggested_proof ?? null);
  return {
    state: review?.state ?? null, maturity: review?.maturity ?? null, level: review?.level ?? null,
    proof: { ...NO_PROOF, ...proof }, remark: review?.remark ?? null, follow_up: review?.follow_up ?? null,
  };
}

/** `null` while no state was chosen. */
export function sent({ state, proof, ...rest }: Judgement): ReviewDraft | null {
  if (state === null) return null;
  return { ...rest, state, proof: hasProof(proof) ? { ...proof, title: proof.title ?? "" } : null };
}

export function hasProof(proof: Judgement["proof"]): boolean {
  return Object.values(proof).some((part) => part !== null);
}

/** One step of 25 up or down, from where it is. */
export function stepped(maturity: number | null, by: 1 | -1): number {
  if (maturity === null) return by > 0 ? 25 : 0;
  const next = by > 0 ? STEPS.find((step) => step > maturity) : STEPS.findLast((step) => step < maturity);
  return next ?? maturity;
}
