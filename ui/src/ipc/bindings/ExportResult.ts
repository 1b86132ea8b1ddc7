export type ExportResult = { file_name: string, providers: number, services: number };
