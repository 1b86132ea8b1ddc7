export type DataCategoryChoice = { id: string, label: string, examples: string, is_special: boolean };
