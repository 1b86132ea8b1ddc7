import type { ClientImpact } from "./ClientImpact";
import type { DepartmentId } from "./DepartmentId";
import type { Direction } from "./Direction";
import type { OurRole } from "./OurRole";
import type { PersonalDataUse } from "./PersonalDataUse";
import type { ProviderRole } from "./ProviderRole";
import type { ServiceField } from "./ServiceField";
import type { StaffAccess } from "./StaffAccess";

export type ServiceDraft = { name: string, departments: Array<DepartmentId>, owner: string | null, our_role: OurRole | null, their_role: ProviderRole | null, purpose: string | null, data_fields: Array<string>, data: Array<PersonalDataUse>, direction: Direction | null, storage_countries: Array<string>, access_countries: Array<string>, transfer_note: string | null, staff_access: StaffAccess, client_impact: ClientImpact, unknown: Array<ServiceField>, notes: string | null };
