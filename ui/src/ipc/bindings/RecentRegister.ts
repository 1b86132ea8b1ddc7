import type { FileToken } from "./FileToken";

export type RecentRegister = { file: FileToken, name: string, place: string, organisation: string, opened_at: string, exists: boolean };
