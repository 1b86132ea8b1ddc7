export type CountryCode = string;
