import type { ContactRole } from "./ContactRole";

export type Contact = { role: ContactRole, name: string | null, email: string | null, phone: string | null };
