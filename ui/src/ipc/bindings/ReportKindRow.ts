export type ReportKindRow = { kind: string, title: string, description: string, needs_provider: boolean };
