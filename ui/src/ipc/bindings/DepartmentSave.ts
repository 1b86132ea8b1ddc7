import type { DepartmentDraft } from "./DepartmentDraft";
import type { DepartmentId } from "./DepartmentId";

export type DepartmentSave = { id: DepartmentId | null, revision: number | null, draft: DepartmentDraft };
