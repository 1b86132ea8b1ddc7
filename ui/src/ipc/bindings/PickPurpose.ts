export type PickPurpose = "register_to_create" | "register_to_open" | "list_to_import" | "evidence_to_add" | "report_to_save" | "export_to_save" | "refused_rows_to_save";
