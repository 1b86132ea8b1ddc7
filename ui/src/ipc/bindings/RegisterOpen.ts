import type { FileToken } from "./FileToken";

export type RegisterOpen = { file: FileToken, read_only: boolean };
