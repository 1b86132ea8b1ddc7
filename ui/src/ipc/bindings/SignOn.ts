export type SignOn = "company_sso" | "own_password" | "second_factor" | "shared_account" | "api_key";
