export type DepartmentDraft = { name: string, head_name: string | null, head_email: string | null };
