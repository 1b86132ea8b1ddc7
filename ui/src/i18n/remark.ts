// The sentence for what was noticed about a list or a row.

import type { Remark } from "../ipc/bindings/Remark";
import { faultText } from "./failure";
import { number } from "./format";
import { t } from "./index.svelte";

/** What a field of a record is called; those of providers and services need no telling. */
type Naming = (field: string) => string | undefined;

const ofProviders: Naming = (field) => (t.form.fields as Record<string, string>)[field];

export function remarkText(remark: Remark, naming: Naming = ofProviders): string {
  const words = t.imports.remark;
  const fieldName = (field: string) => field.split(".").map(naming).findLast((name) => name !== undefined) ?? field;
  switch (remark.kind) {
    case "rows_above_header": return words.rowsAboveHeader(remark.count);
    case "no_header": return words.noHeader;
    case "formula_errors": return words.formulaErrors(remark.count);
    case "merged_cells": return words.mergedCells(remark.count);
    case "formulas": return words.formulas(remark.count, remark.bare);
    case "cell_cut": return words.cellCut(remark.row, number(remark.length), number(remark.most));
    case "wrong_ending": return words.wrongEnding(remark.ending, remark.holds);
    case "tables_left_out": return words.tablesLeftOut(remark.count);
    case "column": return words.column(remark.header, faultText(remark.code));
    case "row_differs": return words.rowDiffers(remark.row, fieldName(remark.field), remark.brought, remark.kept);
    case "new_department": return words.newDepartment(remark.name);
    case "no_name": return words.noName;
    case "name": return words.column(fieldName("name"), faultText(remark.code));
    case "field": return words.column(fieldName(remark.field), faultText(remark.code));
    case "service": return words.service(remark.row, fieldName(remark.field), faultText(remark.code));
    case "too_many_notes": return words.tooManyNotes(number(remark.most));
    case "brings_too_much": return words.bringsTooMuch;
    case "same_name_as": return words.sameNameAs(remark.row);
    case "not_read": return words.notRead(remark.what);
    case "service_not_read": return words.serviceNotRead(remark.row, remark.what);
  }
}
