import type { FileToken } from "./FileToken";
import type { ImportPlan } from "./ImportPlan";

export type RefusedSave = { plan: ImportPlan, file: FileToken };
