import type { Choice } from "./Choice";
import type { CountryChoice } from "./CountryChoice";
import type { DataCategoryChoice } from "./DataCategoryChoice";
import type { RequirementChoice } from "./RequirementChoice";

export type Vocabulary = { countries: Array<CountryChoice>, personal_data_categories: Array<DataCategoryChoice>, data_subject_categories: Array<Choice>, provider_categories: Array<Choice>, certifications: Array<Choice>, provider_statuses: Array<Choice>, provider_roles: Array<Choice>, our_roles: Array<Choice>, volumes: Array<Choice>, directions: Array<Choice>, sign_ons: Array<Choice>, clients_told: Array<Choice>, fact_groups: Array<Choice>, link_kinds: Array<Choice>, contact_roles: Array<Choice>, evidence_kinds: Array<Choice>, requirements: Array<RequirementChoice>, supervisory_authorities: Array<Choice> };
