import type { Catalogue } from "../index.svelte";

export const shell: Catalogue["shell"] = {
  mainNavigation: "Navigation principale",
  today: "Aujourd’hui",
  find: "Chercher",
  help: "Aide",
  providers: "Prestataires",
  import: "Import",
  reports: "Rapports",
  settings: "Réglages",
  sample: "société d’exemple",
  closeRegister: "Fermer le registre",
  readOnlyHeld: (who: string, machine: string, since: string) => `Lecture seule : ${who} écrit sur ${machine} depuis le ${since}.`,
  readOnly: "Lecture seule : ce registre ne peut pas être modifié ici.",
  migratedCopy: (file: string) => `Ce registre a été mis à jour. Une copie de son état antérieur est conservée sous ${file}.`,
  back: "Précédent",
  forward: "Suivant",
  version: (version: string) => `Provident ${version}`,
  unsaved: {
    title: "Quitter sans enregistrer ?",
    text: "Votre saisie n’a pas été enregistrée.",
    stay: "Continuer la saisie",
    leave: "Abandonner les modifications",
  },
  startFailed: "Provident n’a pas pu démarrer.",
};
