import type { PickPurpose } from "./PickPurpose";

export type FilePick = { purpose: PickPurpose, suggested: string | null };
