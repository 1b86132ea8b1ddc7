// Why a file of answers was left untouched, in words.

import { bytes } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";
import type { AnswersFault } from "../../ipc/bindings/AnswersFault";
import type { AnswersRefusal } from "../../ipc/bindings/AnswersRefusal";

export function refusalOf(reason: AnswersRefusal): string {
  const why = t.questionnaires.taken.why;
  switch (reason.code) {
    case "unreadable": return faultOf(reason.why);
    case "too_large": return why.too_large(bytes(reason.limit));
    case "other_register": return why.other_register;
    case "unknown_assessment": return why.unknown_assessment;
    case "other_version": return why.other_version(reason.found, reason.expected);
    case "assessment_over": return why.assessment_over(reason.respondent);
    case "no_file": return why.no_file(reason.cause);
  }
}

function faultOf(fault: AnswersFault): string {
  const why = t.questionnaires.taken.why;
  switch (fault.kind) {
    case "damaged": return why.damaged(fault.what);
    case "too_large": return why.too_large(bytes(fault.limit));
    case "too_many_files": return why.too_many_files(fault.most);
    case "malformed": return why.malformed(fault.detail);
    case "not_answers":
    case "newer":
    case "cut_short":
    case "other_key":
    case "not_a_key": return why[fault.kind];
  }
}
