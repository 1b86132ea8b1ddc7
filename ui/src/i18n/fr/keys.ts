import type { Catalogue } from "../index.svelte";

export const keys: Catalogue["keys"] = {
  title: "Touches",
  chapters: [
    {
      title: "Partout",
      keys: [
        ["Ctrl K", "tout chercher"],
        ["Ctrl N", "nouveau prestataire ; dans Traitements, nouvelle activité ou nouveau client"],
        ["Ctrl F / /", "chercher dans cette liste, sinon dans les prestataires"],
        ["Ctrl Z", "reprendre la dernière modification"],
        ["Ctrl L", "verrouiller le registre, s’il est scellé"],
        ["Alt ← / Alt →", "précédent et suivant"],
        ["F1", "aide"],
        ["?", "ces touches"],
      ],
    },
    {
      title: "Dans les listes",
      keys: [
        ["↑ / ↓", "une ligne"],
        ["Page ↑ / Page ↓", "dix lignes"],
        ["Début / Fin", "première et dernière ligne"],
        ["Entrée", "ouvrir"],
        ["Espace", "sélectionner la ligne"],
        ["Ctrl A", "sélectionner toute la page"],
      ],
    },
    {
      title: "Dans les formulaires",
      keys: [
        ["Ctrl S", "enregistrer"],
        ["Échap", "quitter ; demande avant toute perte"],
        ["Alt ↓", "ouvrir une liste de choix"],
        ["Entrée", "prendre le choix, ajouter l’entrée"],
      ],
    },
    {
      title: "Examiner les réponses d’un département",
      keys: [
        ["J / K", "outil suivant et précédent"],
        ["T", "reprendre ce qui est coché"],
        ["L", "tout laisser"],
      ],
    },
    {
      title: "Décider des prestataires proposés",
      keys: [
        ["N", "aucune donnée personnelle"],
        ["X", "pas un prestataire"],
        ["U", "en service"],
        ["D", "département"],
        ["R", "rôle"],
        ["S", "passer"],
      ],
    },
    {
      title: "Examiner des réponses",
      keys: [
        ["1 / 2 / 3 / 4 / 5", "répondue, vague, refusée, sans objet, sans réponse"],
        ["Entrée", "accepter la proposition, ou conserver, et continuer"],
        ["J / K", "question suivante, précédente ; les flèches aussi"],
        ["+ / −", "maturité plus haute ou plus basse, par pas de 25"],
        ["E", "niveau de preuve"],
        ["P / R / A", "décrire la preuve, remarque, redemander"],
        ["Ctrl Entrée", "conserver et continuer pendant la saisie"],
        ["Échap", "d’un champ, revenir à la question"],
      ],
    },
  ],
};
