export type ImportField = { id: string, label: string };
