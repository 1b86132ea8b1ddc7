import type { FileToken } from "./FileToken";

export type ReportReissue = { number: string, file: FileToken };
