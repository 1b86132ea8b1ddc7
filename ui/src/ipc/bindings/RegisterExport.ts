import type { FileToken } from "./FileToken";

export type RegisterExport = { file: FileToken };
