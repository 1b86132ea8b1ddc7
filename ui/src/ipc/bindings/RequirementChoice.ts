export type RequirementChoice = { id: string, label: string, why: string, article: string };
