import type { DepartmentId } from "./DepartmentId";

export type DepartmentRemove = { id: DepartmentId, revision: number };
