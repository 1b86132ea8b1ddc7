export type HeldCertification = { standard: string, scope: string | null, valid_from: string | null, valid_until: string | null };
