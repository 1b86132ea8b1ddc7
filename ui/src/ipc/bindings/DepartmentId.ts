export type DepartmentId = string;
