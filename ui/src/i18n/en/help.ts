export interface HelpChapter {
  id: string;
  title: string;
  /** Paragraphs. */
  text: string[];
  /** Numbered, one action each. */
  steps?: string[];
  /** A picture of the window: its file name without language and ending, and what it shows. */
  picture?: { name: string; alt: string };
}

export const help = {
  title: "Help",
  subtitle: "How to keep a register of providers with this program, from the first list to the printed dossier.",
  contents: "Chapters",
  keysLink: "Show all keys",
  chapters: [
    {
      id: "first",
      title: "The first five minutes",
      text: ["A register is one file on your disk. Nobody else can see it, and nothing is sent anywhere. To try things out, open the sample company: it is invented, and each look at it starts afresh."],
      steps: [
        "Create a register: the name of your organisation, yours, a passphrase, and where the file lies.",
        "Import the list of providers you have today, or add the first provider by hand. A name is enough.",
        "Open a provider. What is missing stands at the top; each entry leads to its field.",
        "Print the dossier: preview first, then save it as PDF.",
      ],
      picture: { name: "provider", alt: "A provider with what is missing at the top and the proof beside each fact" },
    },
    {
      id: "today",
      title: "Today",
      text: [
        "The program opens on Today. First come the figures, each of which opens what it counts. Then what is late, whatever it belongs to: certificates that ended, facts to verify again, transfers to settle, objections, activities to confirm, actions. Then what falls due in the next 30 days, the least complete records, and what was stated but never compared with a source.",
        "On the right stands what was written lately. What is new since you last closed the register at this desk is marked.",
      ],
      picture: { name: "today", alt: "Today, with figures, late things, open records and the latest changes" },
    },
    {
      id: "import",
      title: "Importing a list",
      text: [
        "CSV, Excel and OpenDocument files are read. The program finds separator, encoding, dates and columns by itself and shows what it found; you correct each match. Nothing is saved before the preview.",
        "Providers with the same name are updated. Whatever may be the same under another name is offered to you, never merged silently. What no field takes becomes a note, and the file itself is kept as evidence. Importing the same file twice changes nothing.",
        "Reconcile compares names from accounting or single sign-on with the register, and offers what is missing as proposed providers. Deciding on those takes one key each.",
      ],
      picture: { name: "import", alt: "The preview of an import, row by row" },
    },
    {
      id: "facts",
      title: "Declared, verified, unknown",
      text: [
        "Each group of facts about a provider (identity, data, locations, transfers, sub-processors, staff access, contract, certifications) says who stands behind it. It is declared when somebody stated it. It is verified when somebody compared it with a source, on a day, with the evidence named.",
        "Changing a fact takes its verification back to declared. Verifying is apart from editing: press Verify beside the fact, or “with source” to name the document and the page.",
        "“Asked, nobody knows” is an answer. It is kept, printed, and still counts as missing. Saving never refuses an incomplete record.",
      ],
    },
    {
      id: "services",
      title: "Services, roles and data",
      text: [
        "A provider can be several things at once, so the role belongs to the service: processor, sub-processor of ours, independent controller, joint controller, or no personal data (Art. 4(7), 4(8), 26, 28). There is no default: nobody is a processor until you say so.",
        "Storage and access both count. Support staff who look at data from outside the European Economic Area make a transfer (Art. 44). Special categories of data (Art. 9) and data on convictions (Art. 10) are derived from the categories you choose.",
      ],
    },
    {
      id: "processing",
      title: "Records of processing",
      picture: { name: "activity", alt: "A processing activity with its letters, its next date and its fields" },
      text: [
        "An authority asks for these records first. As controller (Art. 30(1)) we write down what we do for ourselves: with our staff, our prospects, our suppliers. As processor (Art. 30(2)) we write down what we do for clients. Processing has a tab for each, and one for the clients.",
        "The form goes chapter by chapter, with plain words, the article and an example beside each field. The services that carry an activity out are links to providers, never typed again: what is known there about places, transfers and sub-processors is shown here. From a service you can begin an activity that is filled in already.",
        "The letters of the article show what is complete and what is still missing. A draft may stay incomplete; the report says so. Once in a while somebody confirms that an activity is still true: press “Confirm it is still true”, and the next date is set by itself.",
        "Clients can be imported. Those who share a standard contract are put into a group, so that one line stands for all of them.",
      ],
      steps: [
        "Open Processing, and add an activity or import the record you have today.",
        "Name it, choose its services, and read what they bring along.",
        "Fill in what the letters still ask for. “Asked, nobody knows” is an answer here too.",
        "Print the record under Reports, as PDF or as a workbook.",
      ],
    },
    {
      id: "transfers",
      title: "Transfers",
      picture: { name: "transfers", alt: "Where our data goes: departments, providers and countries, joined by bands in the colour of the ground" },
      text: [
        "A transfer is a leg: somebody subject to the Regulation gives data to a separate company outside the European Economic Area, to be stored there or to be seen from there. A company established in the United States that stores in Frankfurt is one; our own people on a journey are none; a parent company abroad is a note, not a leg.",
        "The program proposes legs from the places of the services and from the sub-processors. Nothing counts until a person confirms a leg, or sets it aside with a reason. This is done at the provider, in the tab Transfers.",
        "Each leg gets a verdict: inside the area, adequate, in need of a tool, a tool that no longer counts, an assessment that is missing. Open it to read why, what to do, and where the rule stands. “As of another day” shows how the verdicts will be then, so that a decision that ends is seen before it ends.",
        "Where standard clauses or binding rules are the tool, an assessment is needed: six steps, after the Recommendations 01/2020 of the European Data Protection Board, with the measures you add and the day of the next look.",
        "The screen Transfers lists all of them, the worst first. It also draws where our data goes, from department to provider to country, and shows what hangs on one country, one parent company or one provider. The lists behind the verdicts are in Settings, Lists and rules: they can be corrected with a source, and updated from a file without losing your corrections.",
      ],
    },
    {
      id: "sub-processors",
      title: "Sub-processors",
      text: [
        "A provider has providers of its own, as deep as you like. Each is one line with name, address, country, service and since when. Where it is one that you use yourself, link the two: then you see what stops when it stops.",
        "Most providers publish their list as a page. Save it or copy the table, and choose Compare with a new list: what was added, removed or changed is shown line by line, and you take over what is right. The old list stays in the history.",
        "A notice of change begins a clock: the days in which you may object come from the contract. Where clients must be told first, the last day to tell them is counted too. Both stand in the calendar until you decide.",
        "Where we are the processor, our own providers are sub-processors of our clients. Our sub-processors makes the public list of them, shows the difference since it was last published, and drafts the notice to clients with the day from which it takes effect.",
      ],
    },
    {
      id: "dates",
      title: "Dates",
      text: [
        "Anything with a date has a rule: when it is due, from what, and what settles it. “What settles it” in the calendar says so for each line. What is settled leaves the list by itself; nothing is ticked off by hand.",
        "Something can be put off, with a reason and an end. It stays in the list, marked, and comes back on its day. Whoever reads the register sees who put it off and why.",
        "For everything else there are actions: something you undertake to do by a day, for a provider, for a processing activity or for the register as a whole. Mark it as done with a word on what was done.",
      ],
    },
    {
      id: "many",
      title: "Many at once, and taking back",
      text: [
        "In the list of providers, tick several rows and set status, department, role or owner for all of them. Two records of one provider are merged from the same place: you choose which value stays where they differ, and nothing of either is lost.",
        "After such a change the program offers to take it back. That works as long as nobody changed those records since.",
      ],
    },
    {
      id: "reports",
      title: "Reports",
      text: [
        "The provider dossier holds everything on one provider; the provider register lists all of them, or those of the present filter. The two records of processing, the transfer register and the list of sub-processors are laid out as an authority reads them, and can be had as a workbook too. All are made in English or French and can be printed as of another day: the facts stay today’s, the rules and due dates are those of that day.",
        "A report’s number is made of its content. The same register on the same day gives the same file, byte for byte. Every issued report is kept and can be saved again.",
      ],
      picture: { name: "report", alt: "A provider dossier in its preview" },
    },
    {
      id: "file",
      title: "The file and its history",
      text: [
        "Everything lies in one file that ends in .provident, evidence included. A sealed register has its keys in a second file beside it, NAME.provident-keys: move the two together. One person writes at a time; somebody who opens it meanwhile reads, and is told who is writing.",
        "Every change has a line in the history: who, when, before and after. The lines are chained, so that a line that was altered is found. Settings, This register checks the whole file and gives the head of the chain to note down.",
      ],
    },
    {
      id: "sealed",
      title: "Sealed, and never lost",
      text: [
        "A sealed register is encrypted, evidence and history included. Whoever finds, copies or is sent the file reads nothing without a passphrase. What protects it is the passphrase: four or five words that do not belong together are strong and easy to keep in mind. It does not protect a register that is open before somebody else’s eyes, nor reports and exports, which anybody can read.",
        "Nobody can reset a passphrase. That is what the recovery key is for: a key to print and to put into a safe, which opens the register when every passphrase is forgotten. It is shown only once. Making a new one ends the one before.",
        "Each person has a passphrase of their own, in Settings, Access. A data protection officer decides who that is; a deputy writes; whoever only reads changes nothing. Taking somebody’s way in away gives the register another key, but a copy they made before still opens with what they know.",
        "Ctrl L locks the register, and so does time without use; how long is set under This desk. When the computer sleeps, it is locked in any case. What was being typed into a form is kept inside the register and offered when it is opened again.",
        "Each day on which the register is used, a backup is made beside it in the folder NAME.provident-backups, and another before a large import. A backup of a sealed register is sealed too, and opens with the passphrases of its day. Settings, Backups shows what would change before one is restored; what is there now is backed up first. Where the register itself is gone, the first screen restores a backup. A disk that fails takes the backups on it along: keep one elsewhere.",
        "The history is a chain: each line is sealed with the line before. A line altered in between is found. But whoever can write the whole file could write the whole chain anew. It proves something only against a head that was kept elsewhere: note it on paper or in a signed report, and compare it later.",
      ],
    },
  ] as HelpChapter[],
};
