import type { Catalogue } from "../index.svelte";

export const palette: Catalogue["palette"] = {
  title: "Tout chercher",
  hint: "Un prestataire, un service, un rapport ou ce que vous voulez faire",
  found: "Ce qui a été trouvé",
  count: (count: number) => (count < 2 ? `${count} résultat` : `${count} résultats`),
  providers: "Prestataires",
  services: "Services",
  actions: "Aller et faire",
  reports: "Rapports émis",
  commands: {
    otherTheme: "Passer du clair au sombre et inversement",
    otherLanguage: "Switch to English",
    keys: "Voir toutes les touches",
  },
};
