// The labels of the vocabulary, as the program gives them for the chosen language.

import type { CountryChoice } from "../ipc/bindings/CountryChoice";
import type { DataCategoryChoice } from "../ipc/bindings/DataCategoryChoice";
import type { RecordFieldChoice } from "../ipc/bindings/RecordFieldChoice";
import type { RequirementChoice } from "../ipc/bindings/RequirementChoice";
import type { Vocabulary } from "../ipc/bindings/Vocabulary";
import type { Choosable } from "../components/match";

const NOTHING: Vocabulary = {
  countries: [], personal_data_categories: [], data_subject_categories: [], provider_categories: [], certifications: [],
  provider_statuses: [], provider_roles: [], our_roles: [], volumes: [], directions: [], sign_ons: [], clients_told: [],
  fact_groups: [], link_kinds: [], contact_roles: [], evidence_kinds: [], requirements: [], supervisory_authorities: [],
  activity_roles: [], activity_statuses: [], recipient_kinds: [], dpia_statuses: [], data_rights: [], security_families: [],
  no_transfer_reasons: [], transfer_decisions: [], grounds: [], verdict_statuses: [], tia_outcomes: [], measure_kinds: [], dpf_statuses: [],
  notice_decisions: [], objection_outcomes: [], change_kinds: [], legal_lists: [], legal_bases: [], special_conditions: [],
  criminal_condition: { id: "", label: "", article: "", note: null, needs_law: false },
  record_chapters: [], record_fields: [], record_exemption: "", mechanisms: [], organisations: [], transfer_rules: [], transfer_notes: [],
  tia_steps: [], essential_guarantees: [], supplementary_measures: [], due_rules: [],
};

type List = { [Key in keyof Vocabulary]: Vocabulary[Key] extends { id: string; label: string }[] ? Key : never }[keyof Vocabulary];

class Words {
  all = $state.raw<Vocabulary>(NOTHING);

  #maps: Map<List, Map<string, string>> = $derived.by(() => {
    void this.all;
    return new Map();
  });

  /** The label of an id; the id itself where the vocabulary has none. */
  label(list: List, id: string): string {
    let map = this.#maps.get(list);
    if (!map) {
      map = new Map(this.all[list].map((choice) => [choice.id, choice.label]));
      this.#maps.set(list, map);
    }
    return map.get(id) ?? id;
  }

  labels(list: List, ids: readonly string[]): string[] {
    return ids.map((id) => this.label(list, id));
  }

  country(id: string): CountryChoice | undefined {
    return this.all.countries.find((country) => country.id === id);
  }

  dataCategory(id: string): DataCategoryChoice | undefined {
    return this.all.personal_data_categories.find((category) => category.id === id);
  }

  requirement(id: string): RequirementChoice | undefined {
    return this.all.requirements.find((requirement) => requirement.id === id);
  }

  /** A field of the record of processing. */
  recordField(id: string): RecordFieldChoice | undefined {
    return this.all.record_fields.find((field) => field.id === id);
  }

  /** Choices for a combobox. */
  choices(list: List): Choosable[] {
    return this.all[list].map(({ id, label }) => ({ value: id, label }));
  }

  countries: Choosable[] = $derived(this.all.countries.map(({ id, label, spellings }) => ({ value: id, label, also: [id, ...spellings] })));

  dataCategories: Choosable[] = $derived(this.all.personal_data_categories.map(({ id, label, examples }) => ({ value: id, label, hint: examples, also: [id] })));
}

export const words = new Words();

/** The choices of a list whose ids are the values of a wire type, for Select and RadioRow. */
export function options<T extends string>(list: readonly { id: string; label: string }[]): { value: T; label: string }[] {
  return list.map(({ id, label }) => ({ value: id as T, label }));
}
