import type { IssuedReport } from "./IssuedReport";

export type IssueResult = { report: IssuedReport, is_again: boolean, is_recorded: boolean, replaced_glyphs: number, file_name: string };
