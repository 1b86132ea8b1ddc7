import type { Catalogue } from "../index.svelte";

export const first: Catalogue["first"] = {
  title: "Provident",
  lead: "Le registre qu’un délégué à la protection des données tient de chaque prestataire.",
  what: [
    "Ce que chaque prestataire fait pour vous, quelles données personnelles il reçoit, et où elles vont.",
    "Qui a déclaré ou vérifié chaque fait, quand, et ce qui manque encore.",
    "Un seul fichier sur votre disque, ni serveur ni compte. Ses rapports sont ce que lit un auditeur.",
  ],
  create: {
    title: "Créer mon registre",
    text: "Un registre nouveau et vide pour votre organisation.",
    organisation: "Nom de l’organisation",
    button: "Créer mon registre",
    needed: "Écrivez d’abord le nom de votre organisation.",
  },
  open: {
    title: "Ouvrir un registre",
    text: "Un fichier qui se termine par .provident.",
    button: "Ouvrir un registre",
  },
  sample: {
    title: "Voir la société d’exemple",
    text: "Une société de messagerie inventée, à Lyon, avec une quinzaine de prestataires. Modifiez ce que vous voulez : elle est à jeter.",
    button: "Voir la société d’exemple",
  },
  recent: {
    title: "Registres récents",
    missing: "introuvable",
    forgetName: (name: string) => `Oublier ${name}`,
    openedOn: (when: string) => `ouvert le ${when}`,
  },
  held: {
    openReadOnly: "Ouvrir en lecture seule",
  },
};
