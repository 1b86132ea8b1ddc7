export type Choice = { id: string, label: string };
