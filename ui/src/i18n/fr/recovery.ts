import type { Catalogue } from "../index.svelte";

export const recovery: Catalogue["recovery"] = {
  offer: {
    title: "Une clé à mettre en lieu sûr",
    text: "Si toutes les phrases secrètes sont oubliées, personne ne peut ouvrir ce registre, et personne ne peut les réinitialiser. Une clé de secours imprimée, dans un coffre, l’ouvre alors.",
    make: "Faire une clé de secours",
    later: "Plus tard",
  },
  title: "La clé de secours",
  making: "La clé se fait…",
  text: "Elle ouvre le registre comme une phrase secrète. Elle n’est montrée que maintenant et n’est gardée nulle part : imprimez-la ou écrivez-la, et mettez-la où vous gardez ce qui ne doit pas se perdre.",
  onlyThis: "Une clé de secours faite auparavant n’ouvre plus rien.",
  key: "Clé de secours",
  save: "L’enregistrer pour l’imprimer",
  fileName: (register: string) => `${register} clé de secours.txt`,
  saved: (file: string) => `Enregistrée sous ${file}. Imprimez-la, mettez le papier en lieu sûr, puis supprimez le fichier.`,
  putAway: "Je l’ai mise en lieu sûr",
  notYet: "La clé n’est plus montrée ensuite. Mettez-la d’abord en lieu sûr, puis fermez ; ou faites-en une autre plus tard dans les réglages.",
};
