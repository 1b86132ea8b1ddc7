import type { Catalogue } from "../index.svelte";

export const merge: Catalogue["merge"] = {
  title: "Réunir deux prestataires",
  subtitle: "Il s’avère qu’ils ne font qu’un. Choisissez ce qui compte là où ils diffèrent.",
  table: "Ce que les deux fiches disent différemment",
  field: "Champ",
  keeps: "cette fiche est gardée",
  goes: "cette fiche y est versée",
  noChoices: "Elles ne se contredisent en rien.",
  services: "Services",
  evidence: "Preuves",
  move: (count: number) => (count === 0 ? "aucun" : `${count} à reprendre`),
  promises: [
    "Le nom qui n’est pas retenu devient un autre nom, pour que les imports trouvent les deux.",
    "Contacts, liens, certifications et notes des deux demeurent. Une valeur non retenue est consignée dans les notes.",
    "L’historique des deux se poursuit sous une seule fiche. Vous pouvez reprendre la réunion.",
  ],
  swap: "Garder l’autre",
  merge: "Réunir",
  done: (name: string) => `Réuni dans ${name}`,
};
