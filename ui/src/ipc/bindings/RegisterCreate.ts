import type { FileToken } from "./FileToken";

export type RegisterCreate = { file: FileToken, organisation: string };
