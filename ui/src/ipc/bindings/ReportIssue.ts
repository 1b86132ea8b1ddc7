import type { FileToken } from "./FileToken";
import type { ReportRequest } from "./ReportRequest";

export type ReportIssue = { request: ReportRequest, file: FileToken };
