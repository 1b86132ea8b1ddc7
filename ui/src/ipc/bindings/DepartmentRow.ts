import type { Department } from "./Department";
import type { DepartmentId } from "./DepartmentId";

export type DepartmentRow = { id: DepartmentId, revision: number, department: Department, services: number };
