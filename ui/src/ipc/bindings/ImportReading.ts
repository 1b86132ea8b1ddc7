import type { ImportColumn } from "./ImportColumn";
import type { ImportField } from "./ImportField";

export type ImportReading = { source: string, file_name: string, format: string, how_read: string, sheets: Array<string>, sheet: string, rows: number, columns: Array<ImportColumn>, fields: Array<ImportField>, remarks: Array<string> };
