// The sentence for a failure, a refusal or a fault. What happened, then what to do.

import type { Failure, Fault, FaultCode, Refusal } from "../ipc/failure";
import type { ExchangeFault } from "../ipc/bindings/ExchangeFault";
import type { LegalFault } from "../ipc/bindings/LegalFault";
import { bytes, date, instant, number } from "./format";
import { t } from "./index.svelte";

export function failureText(failure: Failure): string {
  const words = t.failure;
  switch (failure.kind) {
    case "invalid": return words.invalid(failure.fields.length);
    case "not_found": return words.notFound(words.entity(failure.entity));
    case "conflict": return words.conflict;
    case "refused": return refusalText(failure.reason);
    case "storage": return words.storage(failure.cause);
    case "internal": return words.internal(failure.reference);
  }
}

export function refusalText(reason: Refusal): string {
  const words = t.failure.refusal;
  switch (reason.code) {
    case "no_register_open": return words.noRegisterOpen;
    case "unknown_command": return words.unknownCommand(reason.name);
    case "no_such_file": return words.noSuchFile(reason.file);
    case "file_exists": return words.fileExists(reason.file);
    case "not_a_register": return words.notARegister(reason.file);
    case "damaged": return words.damaged(reason.file, reason.detail);
    case "newer_schema": return words.newerSchema(reason.file, reason.found, reason.known);
    case "older_schema": return words.olderSchema(reason.file);
    case "held_by_somebody": return words.heldBySomebody(reason.file, reason.who, reason.machine, instant(reason.since));
    case "read_only": return words.readOnly;
    case "in_use": return words.inUse(t.failure.entity(reason.entity), reason.count);
    case "cancelled": return words.cancelled;
    case "disk_full": return words.diskFull;
    case "too_large": return words.tooLarge(reason.file, bytes(reason.limit));
    case "unreadable": return unreadText(reason.file, reason.why);
    case "is_a_folder": return words.isAFolder(reason.file);
    case "nothing_to_import": return words.nothingToImport(reason.file);
    case "no_desktop": return words.noDesktop;
    case "file_gone": return words.fileGone;
    case "changed_since": return words.changedSince;
    case "list_moved": return words.listMoved;
    case "nothing_to_take_back": return words.nothingToTakeBack;
    case "file_moved": return words.fileMoved(reason.file);
    case "not_the_sample": return words.notTheSample;
    case "same_provider": return words.sameProvider;
    case "sealed": return words.sealed(reason.file);
    case "not_sealed": return words.notSealed(reason.file);
    case "wrong_passphrase": return words.wrongPassphrase;
    case "keys_missing": return words.keysMissing(reason.file);
    case "keys_unreadable": return words.keysUnreadable(reason.file);
    case "keys_do_not_fit": return words.keysDoNotFit(reason.file);
    case "passphrase_taken": return words.passphraseTaken;
    case "open_elsewhere": return words.openElsewhere(reason.file);
    case "may_not": return words.mayNot[reason.role];
    case "last_officer": return words.lastOfficer;
    case "yourself": return words.yourself;
    case "other_register": return words.otherRegister(reason.file);
    case "not_a_list": return words.notAList(reason.file, legalText(reason.why));
    case "nothing_to_publish": return words.nothingToPublish;
    case "not_a_questionnaire": return words.notAQuestionnaire(reason.file);
    case "shipped_questionnaire": return words.shippedQuestionnaire;
    case "not_published": return words.notPublished;
    case "other_respondent": return words.otherRespondent;
    case "assessment_over": return words.assessmentOver;
    case "assessment_runs": return words.assessmentRuns;
    case "not_in_this_state": return words.notInThisState;
    case "nothing_to_ask": return words.nothingToAsk;
    case "nothing_came_back": return words.nothingCameBack;
  }
}

function unreadText(file: string, why: ExchangeFault): string {
  const words = t.failure.refusal.unreadable;
  switch (why.kind) {
    case "too_large": return words.too_large(file, bytes(why.limit * 1_048_576));
    case "bomb": return words.bomb(file);
    case "not_a_table": return words.not_a_table(file, words.found[why.found]);
    case "too_many_rows": return words.too_many_rows(file, number(why.most));
    case "too_many_columns": return words.too_many_columns(file, number(why.most));
    case "empty": return words.empty(file);
    case "damaged": return words.damaged(file, why.detail);
    case "no_sheet": return words.no_sheet(file, why.name);
    case "unwritten": return words.unwritten(file, why.detail);
  }
}

/** Why a file is no list of rules to take over. */
function legalText(why: LegalFault): string {
  const words = t.failure.refusal.list;
  switch (why.kind) {
    case "malformed": return words.malformed(why.detail);
    case "no_list": return words.noList;
    case "older": return words.older(date(why.found), date(why.held));
    case "in_the_future": return words.inTheFuture(date(why.found));
    case "empty": return words.empty;
    case "twice": return words.twice(why.key);
    case "other_key": return words.otherKey(why.key, why.found);
    case "entry": return words.entry(number(why.at), why.detail);
  }
}

export function faultText(code: FaultCode): string {
  const words = t.failure.fault;
  switch (code.kind) {
    case "required": return words.required;
    case "too_long": return words.tooLong(code.max, code.length);
    case "not_an_email": return words.notAnEmail(code.value);
    case "not_a_url": return words.notAUrl(code.value);
    case "not_a_country": return words.notACountry(code.value);
    case "not_in_list": return words.notInList(code.value);
    case "not_a_date": return words.notADate(code.value);
    case "not_a_number": return words.notANumber(code.value);
    case "malformed": return words.malformed(code.detail);
    case "ends_before_start": return words.endsBeforeStart;
    case "in_the_future": return words.inTheFuture;
    case "in_the_past": return words.inThePast;
    case "known_and_unknown": return words.knownAndUnknown;
    case "twice": return words.twice(code.value);
    case "more_than": return words.moreThan(code.max);
    case "above": return words.above(number(code.max));
    case "loop": return words.loop;
    case "not_together": return words.notTogether(code.expected, code.found);
    case "too_weak": return words.tooWeak;
    case "mistyped_key": return words.mistypedKey;
  }
}

/** Faults by the path of their field, ready for forms: `{ "contacts.2.email": "…" }`. */
export function faultsByField(faults: readonly Fault[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const fault of faults) {
    const text = faultText(fault.code);
    found[fault.field] = found[fault.field] ? `${found[fault.field]} ${text}` : text;
  }
  return found;
}

