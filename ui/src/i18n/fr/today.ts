import type { Catalogue } from "../index.svelte";
import { plural } from "./plural";

const named = (name: string | null, count: number) => (name !== null && count === 1 ? name : plural(count, "prestataire", "prestataires"));

export const today: Catalogue["today"] = {
  title: "Aujourd’hui",
  lead: (day: string, late: number, soon: number) =>
    `${day}. ${late === 0 ? "Rien n’est en retard" : `${plural(late, "chose est", "choses sont")} en retard`}, ${soon === 0 ? "rien n’échoit" : `${plural(soon, "échoit", "échoient")}`} dans les 30 jours.`,
  figures: {
    label: "Chiffres",
    of: (count: string) => `sur ${count}`,
    complete: (count: number) => (count < 2 ? "prestataire actif a une fiche complète" : "prestataires actifs ont une fiche complète"),
    verified: (count: number) => (count < 2 ? "groupe de faits est vérifié" : "groupes de faits sont vérifiés"),
    outside: (count: number) => (count < 2 ? "prestataire actif emporte des données hors de l’EEE" : "prestataires actifs emportent des données hors de l’EEE"),
    proposed: (count: number) => (count < 2 ? "prestataire proposé attend une décision" : "prestataires proposés attendent une décision"),
  },
  late: {
    title: "En retard",
    none: "Rien n’est en retard.",
    table: "Ce qui est en retard",
    more: (count: number) => `et ${count.toLocaleString("fr-FR")} de plus`,
    since: (days: number) => plural(days, "jour", "jours"),
  },
  soon: {
    title: "Les 30 prochains jours",
    table: "Ce qui échoit dans les 30 prochains jours",
    today: "aujourd’hui",
  },
  columns: { provider: "Prestataire", what: "Quoi", since: "Retard", due: "Échéance", missing: "Ce qui pèse le plus", complete: "Complet", unverified: "Non vérifié" },
  what: {
    verification: (groups: string) => `À vérifier de nouveau : ${groups}`,
    verificationEnded: (groups: string) => `Vérification périmée : ${groups}`,
    certification: (standard: string, on: string) => `${standard} : certificat valable jusqu’au ${on}`,
    certificationEnded: (standard: string, on: string) => `${standard} : certificat échu le ${on}`,
  },
  incomplete: {
    title: "Les moins complets",
    all: "tous les incomplets",
    none: "Chaque prestataire actif a une fiche complète.",
    table: "Prestataires actifs dont la fiche est la moins complète",
  },
  unverified: {
    title: "Déclaré, pas vérifié",
    all: "tous les non vérifiés",
    none: "Chaque fait déclaré a été vérifié par quelqu’un.",
    table: "Prestataires dont des faits ne sont vérifiés par personne",
  },
  deeds: {
    title: "Ce qui a changé",
    since: (when: string) => `Votre dernier passage : ${when}.`,
    first: "Ce registre est ouvert sur ce poste pour la première fois.",
    nothingNew: "Rien n’a changé depuis.",
    isNew: "nouveau depuis votre dernier passage",
    none: "Rien n’a encore été écrit.",
    by: (who: string, when: string) => `${who}, ${when}`,
    said: {
      organisation_save: () => "Organisation modifiée",
      department_save: () => "Départements modifiés",
      department_remove: () => "Un département retiré",
      provider_save: (name, count) => `${named(name, count)} : enregistré`,
      provider_triage: (name, count) => `${named(name, count)} : décidé`,
      provider_change: (name, count) => `${named(name, count)} : modifié ensemble`,
      provider_merge: (name, count) => `${named(name, count)} : réuni`,
      service_save: (name, count) => `${named(name, count)} : service enregistré`,
      service_remove: (name, count) => `${named(name, count)} : service retiré`,
      fact_verify: (name, count) => `${named(name, count)} : faits vérifiés`,
      fact_declare: (name, count) => `${named(name, count)} : faits ramenés à déclaré`,
      evidence_add: (name, count) => `${named(name, count)} : preuve ajoutée`,
      evidence_remove: (name, count) => `${named(name, count)} : preuve retirée`,
      import_run: (_, count) => `Liste importée : ${plural(count, "prestataire", "prestataires")}`,
      reconcile_run: (_, count) => `Liste rapprochée : ${plural(count, "prestataire proposé", "prestataires proposés")}`,
      sample_create: (_, count) => `Société d’exemple créée : ${plural(count, "prestataire", "prestataires")}`,
      register_sample: (_, count) => `Société d’exemple créée : ${plural(count, "prestataire", "prestataires")}`,
      register_create: () => "Registre créé",
      undo: (name, count) => `Repris : ${named(name, count)}`,
    },
    other: (name: string | null, count: number) => `${named(name, count)} : modifié`,
  },
};
