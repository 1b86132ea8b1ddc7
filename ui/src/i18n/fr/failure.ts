import type { Catalogue } from "../index.svelte";
import { plural } from "./plural";

const entities: Record<string, string> = {
  provider: "ce prestataire",
  service: "ce service",
  department: "ce département",
  organisation: "cette organisation",
  evidence: "cette preuve",
  report: "ce rapport",
  fact: "ce fait",
  person: "cette personne",
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const failure: Catalogue["failure"] = {
  entity: (id: string) => entities[id] ?? "cette fiche",
  invalid: (count: number) => `Non enregistré : ${plural(count, "champ est à revoir", "champs sont à revoir")}.`,
  notFound: (entity: string) => `Le registre ne contient plus ${entity}, peut-être à la suite d’un retrait entre-temps. Revenez à la liste.`,
  conflict: "Quelqu’un a enregistré cette fiche après que vous l’avez ouverte. Rien de votre saisie n’a été enregistré, et rien n’en est perdu.",
  storage: (cause: string) => `Le fichier du registre n’a pas pu être lu ou écrit : ${cause}. Vérifiez que le disque est présent et qu’il n’est pas plein, puis réessayez.`,
  internal: (reference: string) => `Une erreur s’est produite dans le programme lui-même. Votre registre est inchangé. Référence pour le journal : ${reference}`,

  refusal: {
    noRegisterOpen: "Aucun registre n’est ouvert. Ouvrez-en ou créez-en un d’abord.",
    unknownCommand: (name: string) => `Le programme ne connaît pas la commande « ${name} ».`,
    noSuchFile: (file: string) => `${file} ne s’y trouve plus. Le fichier a peut-être été déplacé ou renommé.`,
    fileExists: (file: string) => `${file} existe déjà. Choisissez un autre nom.`,
    notARegister: (file: string) => `${file} n’est pas un registre Provident.`,
    damaged: (file: string, detail: string) => `${file} est endommagé (${detail}). Ouvrez la dernière bonne copie.`,
    newerSchema: (file: string, found: number, known: number) =>
      `${file} a été écrit par une version plus récente de Provident (format ${found} ; cette version connaît le ${known}). Mettez le programme à jour pour l’ouvrir.`,
    olderSchema: (file: string) => `${file} a été écrit par une version antérieure de Provident. Une personne qui peut y écrire doit l’ouvrir une fois avec celle-ci. S’il s’agit d’une copie à lire, demandez-en une nouvelle.`,
    heldBySomebody: (file: string, who: string, machine: string, since: string) =>
      `${file} est en cours d’écriture par ${who} sur ${machine} depuis le ${since}. Vous pouvez l’ouvrir en lecture seule.`,
    readOnly: "Ce registre est ouvert en lecture seule : rien ne peut y être modifié.",
    inUse: (entity: string, count: number) => `${sentence(entity)} est encore utilisé à ${plural(count, "endroit", "endroits")}. Retirez-le d’abord à cet endroit.`,
    cancelled: "Annulé. Rien n’a été modifié.",
    diskFull: "Le disque est plein. Rien n’a été écrit. Faites de la place, puis réessayez.",
    tooLarge: (file: string, limit: string) => `${file} est trop volumineux. La limite est de ${limit}.`,
    unreadable: {
      too_large: (file: string, most: string) => `${file} est trop volumineux. La limite est de ${most}.`,
      bomb: (file: string) => `${file} se décompresse en bien plus qu’une liste n’en demande et n’a pas été ouvert.`,
      not_a_table: (file: string, found: string) => `${file} est ${found}, pas une liste. Enregistrez-le en CSV, XLSX ou ODS.`,
      too_many_rows: (file: string, most: string) => `${file} a plus de ${most} lignes. Divisez-le.`,
      too_many_columns: (file: string, most: string) => `${file} a plus de ${most} colonnes. Divisez-le.`,
      empty: (file: string) => `Il n’y a rien à lire dans ${file}.`,
      damaged: (file: string, detail: string) => `${file} est endommagé (${detail}).`,
      no_sheet: (file: string, name: string) => `${file} n’a pas de feuille « ${name} ».`,
      unwritten: (file: string, detail: string) => `${file} n’a pas pu être écrit (${detail}).`,
      found: { pdf: "un PDF", picture: "une image", program: "un programme", database: "une base de données", web_page: "une page web", archive: "une archive", no_text: "autre chose que du texte" },
    },
    isAFolder: (file: string) => `${file} est un dossier.`,
    nothingToImport: (file: string) => `Il n’y a rien à importer dans ${file}.`,
    noDesktop: "Cela ne fonctionne que dans le programme de bureau.",
    changedSince: "Une fiche a été modifiée depuis : l’ensemble ne peut plus être repris. Ouvrez-la et son historique pour voir ce qu’elle était.",
    nothingToTakeBack: "Il n’y a rien ici qui puisse être repris.",
    sameProvider: "C’est la même fiche. Choisissez-en deux différentes.",
    fileMoved: (file: string) => `${file} a été déplacé, renommé ou remplacé pendant qu’il était ouvert. Rien n’a été écrit. Remettez-le à sa place et réessayez, ou fermez le registre et ouvrez-le à son nouvel emplacement.`,
    notTheSample: "Ce n’est pas la société d’exemple créée par le programme.",
    sealed: (file: string) => `${file} est scellé. Il s’ouvre avec une phrase secrète.`,
    notSealed: (file: string) => `${file} n’est pas scellé : il s’ouvre sans phrase secrète.`,
    wrongPassphrase: "Cette phrase secrète n’ouvre pas le registre. Vérifiez la langue du clavier et la touche Verr. Maj., puis réessayez.",
    keysMissing: (file: string) => `${file} manque. Ce fichier se place à côté du registre et l’ouvre : remettez-le, ou restaurez une sauvegarde, qui en contient une copie.`,
    keysUnreadable: (file: string) => `${file} n’est pas un fichier de clés, ou il est endommagé. Remettez le bon, ou restaurez une sauvegarde.`,
    keysDoNotFit: (file: string) => `${file} appartient à un autre registre ou à un état plus ancien de celui-ci. Remettez le bon, ou restaurez une sauvegarde.`,
    passphraseTaken: "Quelqu’un d’autre ouvre ce registre avec la même phrase secrète. Choisissez-en une autre.",
    openElsewhere: (file: string) => `${file} est ouvert dans un autre programme, ne serait-ce qu’en lecture. Fermez-le là-bas, puis réessayez.`,
    mayNot: {
      dpo: "Cela n’est pas possible ici.",
      deputy: "Seul un délégué à la protection des données peut le faire. Adressez-vous à la personne qui tient le registre.",
      read_only: "Vous avez ouvert ce registre en lecture seule. Adressez-vous à la personne qui le tient pour modifier quelque chose.",
    },
    lastOfficer: "Plus personne ne déciderait qui peut ouvrir le registre. Nommez d’abord un autre délégué à la protection des données.",
    yourself: "Personne ne se retire son propre accès. Un autre délégué à la protection des données peut le faire.",
    otherRegister: (file: string) => `${file} est la sauvegarde d’un autre registre.`,
    fileGone: "Le fichier choisi n’est plus connu. Choisissez-le à nouveau.",
  },

  fault: {
    required: "Nécessaire pour enregistrer.",
    tooLong: (max: number, length: number) => `Au plus ${plural(max, "caractère tient", "caractères tiennent")} ici ; il y en a ${length.toLocaleString("fr-FR")}.`,
    notAnEmail: (value: string) => `« ${value} » n’est pas une adresse e-mail.`,
    notAUrl: (value: string) => `« ${value} » n’est pas une adresse web. Elle devrait ressembler à https://example.com.`,
    notACountry: (value: string) => `« ${value} » n’est pas un pays connu.`,
    notInList: (value: string) => `« ${value} » n’est pas dans la liste.`,
    notADate: (value: string) => `« ${value} » n’est pas une date.`,
    notANumber: (value: string) => `« ${value} » n’est pas un nombre entier.`,
    malformed: (detail: string) => `Cela ne peut pas être lu : ${detail}.`,
    endsBeforeStart: "La fin précède le début.",
    inTheFuture: "Ce jour est dans le futur.",
    knownAndUnknown: "Une valeur est donnée et le champ est marqué inconnu. Gardez l’un des deux.",
    twice: (value: string) => `« ${value} » est donné deux fois.`,
    tooWeak: "Trop facile à deviner. Plusieurs mots sans rapport entre eux sont sûrs et faciles à retenir.",
    mistypedKey: "Cela ressemble à une clé de secours avec une faute de frappe. Comparez-la à la clé imprimée, groupe par groupe.",
    moreThan: (max: number) => `Au plus ${plural(max, "entrée tient", "entrées tiennent")} ici.`,
  },
};
