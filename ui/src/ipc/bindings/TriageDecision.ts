import type { DepartmentId } from "./DepartmentId";
import type { ProviderRole } from "./ProviderRole";

export type TriageDecision = { "kind": "no_personal_data" } | { "kind": "not_a_provider" } | { "kind": "in_use" } | { "kind": "department", department: DepartmentId } | { "kind": "role", role: ProviderRole };
