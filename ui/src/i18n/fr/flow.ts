import type { Catalogue } from "../index.svelte";
import { plural } from "./plural";

export const flow: Catalogue["flow"] = {
  title: "Transferts",
  tabs: { label: "Transferts", list: "Registre", flow: "Où vont nos données", concentration: "Concentration" },

  list: {
    lead: (total: number) => `${plural(total, "transfert", "transferts")}, les plus graves d’abord.`,
    leadFiltered: (total: number) => `${plural(total, "transfert correspond", "transferts correspondent")}.`,
    sums: "Transferts par verdict",
    sum: { breach: "non conformes", attention: "à examiner", fine: "conformes", open: "à décider" },
    search: "Chercher un transfert",
    searchHint: "Prestataire, service, importateur…",
    filter: {
      label: "Filtres",
      status: "Verdict",
      ground: "Fondement",
      country: "Pays",
      search: (what: string) => `Chercher : ${what.toLowerCase()}`,
      open: "Seulement ceux à décider",
      decided: "Seulement ceux qui sont décidés",
      remove: (filter: string) => `Retirer le filtre ${filter}`,
      clear: "Effacer tous les filtres",
    },
    table: "Transferts",
    columns: { provider: "Prestataire", leg: "De → vers", service: "Service", countries: "Pays", verdict: "Verdict" },
    open: "à décider",
    why: (provider: string, leg: string) => `(${provider}, ${leg}) : pourquoi`,
    none: "Aucun transfert consigné",
    noneText: "Les transferts sont proposés à partir des lieux des services et des sous-traitants ultérieurs. Indiquez où chaque service stocke ses données et d’où elles sont consultées ; décidez ensuite de chaque transfert chez son prestataire.",
    toProviders: "Voir les prestataires",
    noMatch: "Aucun transfert ne correspond",
    noMatchText: "Essayez avec moins de mots, ou retirez un filtre.",
  },

  picture: {
    lead: "Ce que chaque département envoie, à quel prestataire, et dans quel pays. Une bande est aussi épaisse que le nombre de ses services.",
    label: "Où vont nos données : départements, prestataires, pays",
    heads: ["Département", "Prestataire", "Pays"],
    as: "Afficher comme",
    views: { picture: "Image", table: "Tableau" },
    legend: "Sur quoi reposent les transferts",
    legendHint: "Choisissez-en un pour le voir seul.",
    noDepartment: "aucun département indiqué",
    noCountry: "lieu non indiqué",
    others: (count: number) => plural(count, "autre prestataire", "autres prestataires"),
    services: (count: number) => plural(count, "service", "services"),
    box: (name: string, services: string) => `${name} ${services}`,
    tip: (department: string, provider: string, country: string, ground: string, services: string) => `${department} → ${provider} → ${country}. ${ground}, ${services}`,
    table: "Où vont nos données",
    columns: { department: "Département", provider: "Prestataire", country: "Pays", ground: "Fondement", services: "Services" },
    none: "Il n’y a encore rien à dessiner",
    noneText: "L’image montre les services comportant des données personnelles des prestataires qui travaillent pour nous. Indiquez pour un service quels départements l’utilisent et où se trouvent ses données.",
  },

  concentration: {
    lead: (providers: number, services: number, activities: number) =>
      `Tout ce qui dépend d’un seul pays, d’une seule société mère, d’un seul prestataire. Les parts se rapportent à ${plural(services, "service comportant", "services comportant")} des données personnelles chez ${plural(providers, "prestataire", "prestataires")}, et à ${plural(activities, "activité de traitement", "activités de traitement")}.`,
    countries: "Par pays",
    countriesText: "Où les données sont stockées ou d’où elles sont consultées. Un service présent dans deux pays compte dans chacun.",
    parents: "Par société mère",
    parentsText: "Les prestataires d’une même société partagent son sort, et le droit dont elle relève.",
    providers: "Par prestataire",
    providersText: "Ce qui s’arrête si l’un d’eux s’arrête.",
    columns: { country: "Pays", parent: "Société mère", provider: "Prestataire", providers: "Prestataires", services: "Services", activities: "Activités", special: "Catégories particulières" },
    none: { countries: "Aucun lieu n’est encore indiqué.", parents: "Aucune société mère n’est encore nommée. Elle se saisit dans le formulaire du prestataire.", providers: "Aucun prestataire ne travaille encore pour nous." },
  },
};
