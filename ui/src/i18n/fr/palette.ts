import type { Catalogue } from "../index.svelte";

export const palette: Catalogue["palette"] = {
  title: "Tout chercher",
  hint: "Un prestataire, un service, une activité, un client, un rapport ou ce que vous voulez faire",
  found: "Ce qui a été trouvé",
  count: (count: number) => (count < 2 ? `${count} résultat` : `${count} résultats`),
  providers: "Prestataires",
  services: "Services",
  activities: "Activités de traitement",
  clients: "Clients",
  actions: "Aller et faire",
  reports: "Rapports émis",
  commands: {
    asController: "Registre des activités en tant que responsable du traitement",
    asProcessor: "Registre des activités en tant que sous-traitant",
    clients: "Nos clients",
    newActivity: "Nouvelle activité de traitement",
    newClient: "Nouveau client",
    importActivities: "Importer un registre des activités",
    importClients: "Importer des clients",
    flow: "Où vont nos données",
    concentration: "Concentration par pays, groupe et prestataire",
    otherTheme: "Passer du clair au sombre et inversement",
    otherLanguage: "Switch to English",
    keys: "Voir toutes les touches",
  },
};
