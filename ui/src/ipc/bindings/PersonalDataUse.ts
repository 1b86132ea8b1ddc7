import type { Volume } from "./Volume";

export type PersonalDataUse = { category: string, subjects: Array<string>, volume: Volume | null };
