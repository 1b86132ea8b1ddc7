export type CountryChoice = { id: string, label: string, spellings: Array<string>, is_eea: boolean, is_adequate: boolean };
