import type { FileToken } from "./FileToken";

export type ImportRead = { file: FileToken, sheet: string | null };
