import type { Catalogue } from "../index.svelte";

export const risk: Catalogue["risk"] = {
  low: "Faible",
  medium: "Moyen",
  high: "Élevé",
  very_high: "Très élevé",
  notAssessed: "non évalué",
};
