export type CertificationName = { id: string | null, text: string };
