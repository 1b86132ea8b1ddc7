// The draft of an impact assessment as the form holds it.

import type { TiaStep } from "../../ipc/bindings/TiaStep";
import type { TransferImpactAssessment } from "../../ipc/bindings/TransferImpactAssessment";
import type { TransferImpactAssessmentDraft } from "../../ipc/bindings/TransferImpactAssessmentDraft";

/** Steps that are described in words; the fourth is a list of measures. */
export type DescribedStep = Exclude<TiaStep, "measures">;

export function newDraft(): TransferImpactAssessmentDraft {
  return { outcome: "in_progress", assessed_on: null, review_on: null, map: null, tool: null, law: null, measures: [], formal: null, review: null };
}

export function draftOf({ assessed_by: _, ...assessment }: TransferImpactAssessment): TransferImpactAssessmentDraft {
  return structuredClone(assessment);
}

/** A measure that nobody named is none. */
export function sent(draft: TransferImpactAssessmentDraft): TransferImpactAssessmentDraft {
  return { ...draft, measures: draft.measures.filter((one) => one.measure.trim() !== "") };
}

export function chapterOf(path: string): TiaStep | "conclusion" {
  const [head] = path.split(".");
  return head === "map" || head === "tool" || head === "law" || head === "measures" || head === "formal" || head === "review" ? head : "conclusion";
}
