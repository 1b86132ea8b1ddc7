import type { FileToken } from "./FileToken";

export type PickedFile = { file: FileToken, name: string, size: number | null };
