export type Figure = { value: string, label: string };
