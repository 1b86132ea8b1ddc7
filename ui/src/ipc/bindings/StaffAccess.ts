import type { SignOn } from "./SignOn";

export type StaffAccess = { people: number | null, administrators: number | null, roles: Array<string>, sign_on: Array<SignOn>, leavers: string | null, last_review: string | null };
