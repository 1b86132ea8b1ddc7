import type { ImportCounts } from "./ImportCounts";
import type { PreviewRow } from "./PreviewRow";

export type ImportPreview = { counts: ImportCounts, rows: Array<PreviewRow>, unmapped_columns: Array<string> };
