import type { Catalogue } from "../index.svelte";

export const help: Catalogue["help"] = {
  title: "Aide",
  subtitle: "Tenir un registre de prestataires avec ce programme, de la première liste au dossier imprimé.",
  contents: "Chapitres",
  keysLink: "Voir toutes les touches",
  chapters: [
    {
      id: "first",
      title: "Les cinq premières minutes",
      text: ["Un registre est un seul fichier sur votre disque. Personne d’autre ne le voit, et rien n’est envoyé nulle part. Pour essayer, ouvrez la société d’exemple : elle est inventée, et chaque visite repart de zéro."],
      steps: [
        "Créez un registre : le nom de votre organisation, le vôtre, une phrase secrète, et l’endroit du fichier.",
        "Importez la liste de prestataires que vous avez aujourd’hui, ou ajoutez le premier à la main. Un nom suffit.",
        "Ouvrez un prestataire. Ce qui manque figure en haut ; chaque élément mène à son champ.",
        "Imprimez le dossier : l’aperçu d’abord, puis l’enregistrement en PDF.",
      ],
      picture: { name: "provider", alt: "Un prestataire, ce qui manque en haut et la preuve à côté de chaque fait" },
    },
    {
      id: "today",
      title: "Aujourd’hui",
      text: [
        "Le programme s’ouvre sur Aujourd’hui. D’abord les chiffres, dont chacun ouvre ce qu’il compte. Puis ce qui est en retard, où que cela se trouve : certificats échus, faits à revérifier, transferts à régulariser, oppositions, activités à confirmer, actions. Ensuite ce qui échoit dans les 30 jours, les fiches les moins complètes, et ce qui a été déclaré sans jamais être comparé à une source.",
        "À droite figure ce qui a été écrit récemment. Ce qui est nouveau depuis votre dernière fermeture du registre sur ce poste est marqué.",
      ],
      picture: { name: "today", alt: "Aujourd’hui : chiffres, retards, fiches ouvertes et dernières modifications" },
    },
    {
      id: "import",
      title: "Importer une liste",
      text: [
        "Les fichiers CSV, Excel et OpenDocument sont lus. Le programme trouve lui-même séparateur, encodage, dates et colonnes et montre ce qu’il a trouvé ; vous corrigez chaque association. Rien n’est enregistré avant l’aperçu.",
        "Les prestataires de même nom sont mis à jour. Tout ce qui pourrait être le même sous un autre nom vous est proposé, jamais réuni en silence. Ce qu’aucun champ ne prend devient une note, et le fichier lui-même est gardé comme preuve. Importer deux fois le même fichier ne change rien.",
        "Le rapprochement compare les noms de la comptabilité ou de l’authentification unique au registre, et propose ce qui manque. Décider de ces prestataires proposés prend une touche chacun.",
      ],
      picture: { name: "import", alt: "L’aperçu d’un import, ligne par ligne" },
    },
    {
      id: "facts",
      title: "Déclaré, vérifié, inconnu",
      text: [
        "Chaque groupe de faits sur un prestataire (identité, données, lieux, transferts, sous-traitants ultérieurs, accès du personnel, contrat, certifications) dit qui s’en porte garant. Il est déclaré quand quelqu’un l’a affirmé. Il est vérifié quand quelqu’un l’a comparé à une source, tel jour, la preuve étant nommée.",
        "Modifier un fait ramène sa vérification à déclaré. Vérifier est distinct de modifier : appuyez sur Vérifier à côté du fait, ou sur « avec la source » pour nommer le document et la page.",
        "« Demandé, personne ne sait » est une réponse. Elle est gardée, imprimée, et compte toujours comme manquante. Enregistrer ne refuse jamais une fiche incomplète.",
      ],
    },
    {
      id: "services",
      title: "Services, rôles et données",
      text: [
        "Un prestataire peut être plusieurs choses à la fois ; le rôle appartient donc au service : sous-traitant, sous-traitant ultérieur, responsable de traitement indépendant, responsable conjoint, ou aucune donnée personnelle (art. 4(7), 4(8), 26, 28). Il n’y a pas de valeur par défaut : personne n’est sous-traitant avant que vous ne le disiez.",
        "Stockage et accès comptent tous deux. Un support qui consulte des données depuis l’extérieur de l’Espace économique européen constitue un transfert (art. 44). Les catégories particulières (art. 9) et les données sur les condamnations (art. 10) se déduisent des catégories choisies.",
      ],
    },
    {
      id: "processing",
      title: "Registres des activités de traitement",
      picture: { name: "activity", alt: "Une activité de traitement avec ses lettres, sa prochaine échéance et ses rubriques" },
      text: [
        "Une autorité demande d’abord ces registres. Comme responsable du traitement (art. 30(1)), nous consignons ce que nous faisons pour nous-mêmes : avec notre personnel, nos prospects, nos fournisseurs. Comme sous-traitant (art. 30(2)), nous consignons ce que nous faisons pour nos clients. Traitements a un onglet pour chacun, et un pour les clients.",
        "Le formulaire va de chapitre en chapitre, avec une explication simple, l’article et un exemple à côté de chaque champ. Les services qui réalisent une activité sont des liens vers des prestataires, jamais saisis une seconde fois : ce qui y est connu des lieux, des transferts et des sous-traitants ultérieurs s’affiche ici. Depuis un service, vous pouvez commencer une activité déjà remplie.",
        "Les lettres de l’article montrent ce qui est complet et ce qui manque encore. Un brouillon peut rester incomplet ; le rapport le dit. De temps en temps, quelqu’un confirme qu’une activité est toujours exacte : appuyez sur « Confirmer que c’est toujours vrai », et la prochaine date se fixe d’elle-même.",
        "Les clients s’importent. Ceux qui partagent un contrat type se rangent dans un groupe : une ligne suffit alors pour tous.",
      ],
      steps: [
        "Ouvrez Traitements, puis ajoutez une activité ou importez le registre que vous avez aujourd’hui.",
        "Nommez-la, choisissez ses services, et lisez ce qu’ils apportent.",
        "Complétez ce que les lettres demandent encore. « Demandé, personne ne sait » est ici aussi une réponse.",
        "Imprimez le registre sous Rapports, en PDF ou en classeur.",
      ],
    },
    {
      id: "transfers",
      title: "Les transferts",
      picture: { name: "transfers", alt: "Où vont nos données : départements, prestataires et pays, reliés par des bandes à la couleur du fondement" },
      text: [
        "Un transfert est un trajet : quelqu’un qui est soumis au règlement remet des données à une société distincte hors de l’Espace économique européen, pour y être stockées ou consultées. Une société établie aux États-Unis qui stocke à Francfort en est un ; nos propres collaborateurs en voyage n’en sont pas un ; une société mère à l’étranger est une remarque, pas un trajet.",
        "Le programme propose des trajets à partir des lieux des services et des sous-traitants ultérieurs. Rien ne compte avant qu’une personne ne confirme un trajet, ou ne l’écarte avec un motif. Cela se fait chez le prestataire, dans l’onglet Transferts.",
        "Chaque trajet reçoit un verdict : à l’intérieur de l’espace, adéquat, à munir d’un outil, outil qui n’est plus valable, analyse manquante. Ouvrez-le pour lire pourquoi, que faire, et où figure la règle. « À une autre date » montre ce que seront alors les verdicts : une décision qui prend fin se voit avant sa fin.",
        "Quand l’outil est constitué de clauses types ou de règles contraignantes, une analyse d’impact du transfert (AIT) est nécessaire : six étapes, d’après les recommandations 01/2020 du Comité européen de la protection des données, avec les mesures que vous ajoutez et la date du prochain examen.",
        "L’écran Transferts les liste tous, les plus graves d’abord. Il dessine aussi où vont nos données, du département au prestataire puis au pays, et montre ce qui dépend d’un seul pays, d’une seule société mère ou d’un seul prestataire. Les listes derrière les verdicts sont sous Réglages, Listes et règles : elles se corrigent avec une source, et se mettent à jour depuis un fichier sans perdre vos corrections.",
      ],
    },
    {
      id: "sub-processors",
      title: "Les sous-traitants ultérieurs",
      text: [
        "Un prestataire a ses propres prestataires, aussi loin que l’on veut. Chacun est une ligne avec nom, adresse, pays, service et date de début. S’il s’agit d’un prestataire que vous utilisez vous-même, reliez les deux : vous voyez alors ce qui s’arrête s’il s’arrête.",
        "La plupart des prestataires publient leur liste sur une page. Enregistrez-la ou copiez le tableau, puis choisissez Comparer à une nouvelle liste : ce qui a été ajouté, retiré ou modifié s’affiche ligne par ligne, et vous reprenez ce qui est juste. L’ancienne liste reste dans l’historique.",
        "Un avis de changement fait partir un délai : les jours pendant lesquels vous pouvez vous opposer viennent du contrat. Si des clients doivent d’abord être informés, le dernier jour pour le faire est compté aussi. Les deux figurent à l’échéancier jusqu’à votre décision.",
        "Là où nous sommes le sous-traitant, nos propres prestataires sont des sous-traitants ultérieurs de nos clients. Nos sous-traitants ultérieurs en établit la liste publique, montre la différence depuis sa dernière publication, et rédige l’avis aux clients avec le jour de prise d’effet.",
      ],
    },
    {
      id: "dates",
      title: "Les échéances",
      text: [
        "Tout ce qui a une date a une règle : quand l’échéance tombe, à partir de quoi, et ce qui la règle. « Ce qui la règle », dans l’échéancier, le dit pour chaque ligne. Ce qui est réglé quitte la liste de soi-même ; rien ne se coche à la main.",
        "Une échéance peut être reportée, avec un motif et une fin. Elle reste dans la liste, marquée, et revient à sa date. Qui lit le registre voit qui l’a reportée et pourquoi.",
        "Pour tout le reste, il y a les actions : ce que vous vous engagez à faire pour un jour donné, pour un prestataire, pour une activité de traitement ou pour le registre dans son ensemble. Marquez-la comme réalisée, avec un mot sur ce qui a été fait.",
      ],
    },
    {
      id: "many",
      title: "Plusieurs à la fois, et revenir en arrière",
      text: [
        "Dans la liste des prestataires, cochez plusieurs lignes et fixez statut, département, rôle ou responsable pour toutes. Deux fiches d’un même prestataire se réunissent au même endroit : vous choisissez la valeur qui reste là où elles diffèrent, et rien d’aucune n’est perdu.",
        "Après une telle modification, le programme propose de la reprendre. Cela fonctionne tant que personne n’a modifié ces fiches depuis.",
      ],
    },
    {
      id: "reports",
      title: "Rapports",
      text: [
        "Le dossier de prestataire contient tout sur un prestataire ; le registre des prestataires les liste tous, ou ceux du filtre en cours. Les deux registres des activités de traitement, le registre des transferts et la liste des sous-traitants ultérieurs sont présentés comme une autorité les lit, et existent aussi en classeur. Tous existent en français et en anglais et peuvent être imprimés à une autre date : les faits restent ceux d’aujourd’hui, règles et échéances sont celles de ce jour.",
        "Le numéro d’un rapport est tiré de son contenu. Le même registre le même jour donne le même fichier, octet pour octet. Chaque rapport émis est gardé et peut être enregistré à nouveau.",
      ],
      picture: { name: "report", alt: "Un dossier de prestataire dans son aperçu" },
    },
    {
      id: "file",
      title: "Le fichier et son historique",
      text: [
        "Tout se trouve dans un seul fichier qui se termine par .provident, preuves comprises. Un registre scellé a ses clés dans un second fichier à côté, NOM.provident-keys : déplacez-les ensemble. Une seule personne écrit à la fois ; qui l’ouvre entre-temps le lit, et apprend qui écrit.",
        "Chaque modification a sa ligne dans l’historique : qui, quand, avant et après. Les lignes sont enchaînées, de sorte qu’une ligne altérée se repère. Réglages, Ce registre contrôle tout le fichier et donne la tête de la chaîne, à noter.",
      ],
    },
    {
      id: "sealed",
      title: "Scellé, et jamais perdu",
      text: [
        "Un registre scellé est chiffré, preuves et historique compris. Qui trouve, copie ou reçoit le fichier n’y lit rien sans phrase secrète. C’est la phrase secrète qui protège : quatre ou cinq mots sans rapport entre eux sont solides et faciles à retenir. Elle ne protège pas un registre ouvert sous les yeux d’autrui, ni les rapports et les exports, que chacun peut lire.",
        "Personne ne peut réinitialiser une phrase secrète. C’est à cela que sert la clé de secours : une clé à imprimer et à mettre dans un coffre, qui ouvre le registre quand toutes les phrases secrètes sont oubliées. Elle n’est montrée qu’une fois. En faire une nouvelle met fin à la précédente.",
        "Chaque personne a sa propre phrase secrète, dans Réglages, Accès. Un délégué à la protection des données décide de qui ouvre le registre ; un adjoint écrit ; qui ne fait que lire ne modifie rien. Retirer son accès à quelqu’un donne une autre clé au registre, mais une copie faite auparavant s’ouvre toujours avec ce que cette personne sait.",
        "Ctrl L verrouille le registre, et un temps sans usage aussi ; sa durée se règle sous Ce poste. Quand l’ordinateur se met en veille, le registre est verrouillé dans tous les cas. Ce que vous écriviez dans un formulaire est gardé à l’intérieur du registre et proposé à la prochaine ouverture.",
        "Chaque jour où le registre sert, une sauvegarde se fait à côté de lui, dans le dossier NOM.provident-backups, et une autre avant un grand import. La sauvegarde d’un registre scellé est scellée elle aussi, et s’ouvre avec les phrases secrètes de son jour. Réglages, Sauvegardes montre ce qui changerait avant d’en restaurer une ; l’état présent est d’abord sauvegardé. Si le registre lui-même a disparu, le premier écran restaure une sauvegarde. Un disque en panne emporte les sauvegardes qu’il porte : gardez-en une ailleurs.",
        "L’historique est une chaîne : chaque ligne est scellée avec la précédente. Une ligne altérée entre deux se repère. Mais qui peut écrire tout le fichier pourrait récrire toute la chaîne. Elle ne prouve quelque chose que face à une tête gardée ailleurs : notez-la sur papier ou dans un rapport signé, et comparez-la plus tard.",
      ],
    },
  ],
};
