import type { Catalogue } from "../index.svelte";
import { plural } from "./plural";

export const reports: Catalogue["reports"] = {
  title: "Rapports",
  subtitle: "Ce que lit un auditeur. Chaque rapport porte un numéro tiré de son contenu.",
  tabs: { label: "Rapports", make: "Nouveau rapport", issued: "Rapports émis", export: "Export" },

  make: {
    settings: "Que faut-il imprimer",
    kind: "Rapport",
    provider: "Prestataire",
    providerHint: "Tapez une partie du nom.",
    providerNeeded: "Choisissez un prestataire pour voir son rapport.",
    scope: "Prestataires compris",
    all: "Tous les prestataires",
    filter: (count: string) => `Filtre actuel (${count})`,
    filterHint: "Pour imprimer une partie du registre, filtrez la liste des prestataires et choisissez-y « Imprimer le registre ».",
    language: "Langue du rapport",
    languages: { en: "Anglais", fr: "Français" },
    on: "À la date du",
    onHint: "Aujourd’hui sauf indication. Les faits restent ceux d’aujourd’hui ; règles et échéances sont celles de ce jour. Par exemple 2026-12-31.",
    preview: "Aperçu",
    previewOf: (title: string) => `Aperçu : ${title}`,
    working: "Préparation de l’aperçu",
    save: "Enregistrer en PDF",
    saving: "Écriture du PDF",
    noKinds: "Aucun rapport n’est disponible.",
  },

  issue: {
    saved: (file: string) => `Enregistré sous ${file}`,
    number: (number: string, pages: number) => `Rapport ${number}, ${plural(pages, "page", "pages")}.`,
    again: "Le même contenu a déjà été émis : il garde son numéro.",
    notRecorded: "Le registre est ouvert en lecture seule : cette émission n’y est pas consignée.",
    replaced: (count: number) => `${plural(count, "caractère n’a", "caractères n’ont")} pas de dessin dans les polices et ${count < 2 ? "est imprimé" : "sont imprimés"} par un signe de remplacement visible (□). Repérez-le avant de remettre le rapport.`,
  },

  issued: {
    table: "Rapports émis",
    columns: { number: "Numéro", title: "Rapport", kind: "Type", on: "À la date du", at: "Émis", who: "Par", pages: "Pages", actions: "Actions" },
    again: "Enregistrer à nouveau",
    againName: (number: string) => `Enregistrer ${number} à nouveau`,
    none: "Aucun rapport n’a encore été émis",
    noneText: "Chaque rapport enregistré en PDF figure ici avec son numéro et peut être enregistré à nouveau.",
    working: (number: string) => `Nouvelle écriture de ${number}`,
  },

  exports: {
    heading: "Exporter le registre",
    text: "Des fichiers qu’un tableur ouvre et que Provident réimporte sans perte. Aucune cellule ne peut lancer de formule.",
    whole: "Registre entier (XLSX)",
    wholeText: "Chaque prestataire avec ses services, une feuille chacun.",
    wholeButton: "Exporter le registre entier",
    fields: "Champs des prestataires (CSV)",
    fieldsText: "Une ligne par prestataire, pour d’autres programmes.",
    fieldsButton: "Exporter les champs",
    working: "Export du registre",
    done: (file: string) => `Exporté sous ${file}`,
    counts: (providers: number, services: number) => `${plural(providers, "prestataire", "prestataires")} et ${plural(services, "service", "services")}.`,
    fallbackName: "registre",
  },

  document: {
    number: "Numéro du rapport",
    issued: "Émis",
    organisation: "Organisation",
    history: "Tête de l’historique",
    moreRows: (count: number) => `Afficher ${plural(count, "ligne de plus", "lignes de plus")}`,
    allRows: (count: number) => (count < 2 ? "Afficher la ligne" : `Afficher les ${count.toLocaleString("fr-FR")} lignes`),
    rowsShown: (shown: string, all: string) => `Les ${shown} premières lignes sur ${all}`,
  },
};
