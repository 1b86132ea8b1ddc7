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
    text: "Un registre nouveau et vide pour votre organisation, scellé par une phrase secrète.",
    organisation: "Nom de l’organisation",
    button: "Créer mon registre",
    needed: "Écrivez d’abord le nom de votre organisation.",
  },
  founder: {
    name: "Votre nom",
    nameNeeded: "Écrivez d’abord votre nom.",
    unsealed: "Ne pas le sceller",
    unsealedHint: "Quiconque obtient le fichier peut alors le lire. Vous pourrez le sceller plus tard.",
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
  other: {
    title: "Autres voies",
    restore: "Restaurer une sauvegarde",
    folder: "Faire un registre d’un dossier exporté",
  },
  restore: {
    title: "Restaurer une sauvegarde",
    text: "Le registre est refait à partir d’une sauvegarde. Ce qui se trouve à sa place est mis de côté, jamais écrasé.",
    backup: "Sauvegarde",
    choose: "Choisir la sauvegarde",
    needed: "Choisissez d’abord la sauvegarde.",
    passphrase: "Phrase secrète",
    passphraseHint: "Celle qui valait le jour de la sauvegarde, ou la clé de secours. Une sauvegarde non scellée n’en demande pas.",
    passphraseNeeded: "Cette sauvegarde est scellée. Écrivez la phrase secrète de son jour.",
    suggested: "Registre restauré.provident",
    button: "Restaurer",
  },
  folder: {
    title: "Faire un registre d’un dossier exporté",
    text: "Le dossier contient register.json et les preuves, tels que Provident les a exportés. Un dossier où quoi que ce soit a été modifié est refusé en entier.",
    folder: "Dossier",
    choose: "Choisir le dossier",
    needed: "Choisissez d’abord le dossier.",
    button: "Faire le registre",
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
