//! What only the transfer register, the public list of sub-processors and its notice say, in
//! English and in French.

use provident_domain::lists::Language;

use super::words::words;

words! { TransferWord;
    Us: "Us", "Nous";
    AllServices: "all services", "tous les services";
    Undecided: "Proposed, not decided", "Proposé, non décidé";
    NotNamed: "an importer not named yet", "un importateur pas encore nommé";
    From: "from", "depuis";
    Until: "until", "jusqu’au";
    To: "To", "Destinataire";
    Leg: "From → to", "De → vers";
    Service: "Service", "Service";
    Countries: "Countries", "Pays";
    CountryOrOrganisation: "Country or organisation", "Pays ou organisation";
    Legs: "Transfers", "Transferts";
    Ground: "Ground", "Fondement";
    State: "State", "État";
    Verdict: "Verdict", "Appréciation";
    DecisionInForce: "Adequacy decision in force", "Décision d’adéquation en vigueur";
    NoDecision: "none", "aucune";
    SomeRecipients: "for some recipients only", "pour certains destinataires seulement";
    FineCount: "in order", "conformes";
    AttentionCount: "need attention", "demandent attention";
    BreachCount: "breaches", "non-conformités";
    UndecidedCount: "proposed, not decided", "proposés, non décidés";
    EmptyTransfers: "No transfer outside the EEA is recorded or proposed.", "Aucun transfert hors de l’EEE n’est enregistré ni proposé.";
    ByCountry: "By country", "Par pays";
    NeedAttention: "What needs attention", "Ce qui demande attention";
    AllFine: "Nothing needs attention: every transfer decided on stands on a ground that counts.", "Rien ne demande attention : chaque transfert décidé repose sur un fondement valable.";
    What: "What", "Constat";
    Rule: "Rule", "Règle";
    Article: "Article", "Article";
    Since: "Date it speaks of", "Date en cause";
    ToDo: "What to do", "À faire";
    Source: "Source", "Source";
    LastVerified: "last verified", "dernière vérification le";
    VerifiedOn: "Last verified", "Dernière vérification";
    PerCountry: "Country by country", "Pays par pays";
    Decided: "Decided", "Décision";
    NotDecided: "Proposed, not decided yet", "Proposés, pas encore décidés";
    AllTransfers: "All transfers", "Tous les transferts";
    Tool: "Ground and tool", "Fondement et outil";
    ValidUntil: "Holds until", "Tient jusqu’au";
    Safeguards: "Assessment and safeguards (Art. 49(6))", "Évaluation et garanties (art. 49, par. 6)";
    Signed: "signed", "signé le";
    NotSigned: "no date of signature", "sans date de signature";
    LookedUp: "looked up", "consulté le";
    Tias: "Transfer impact assessments", "Analyses d’impact des transferts";
    NoTias: "No transfer impact assessment is recorded.", "Aucune analyse d’impact de transfert n’est enregistrée.";
    Outcome: "Outcome", "Conclusion";
    Assessed: "Assessed", "Analysé";
    NextReview: "Next review", "Prochain réexamen";
    Measures: "Supplementary measures", "Mesures supplémentaires";
    NoMeasures: "none", "aucune";
    Overdue: "overdue", "en retard";
    RestsOn: "What the verdicts rest on", "Sur quoi reposent les appréciations";
    List: "List", "Liste";
    Provider: "Provider", "Prestataire";
    Exporter: "Exporter", "Exportateur";
    Importer: "Importer", "Importateur";
    Mechanism: "Tool", "Outil";
    SignedOn: "Signed on", "Signé le";
    Decision: "Adequacy decision", "Décision d’adéquation";
    DecidedBy: "Decided by", "Décidé par";
    DecidedOn: "Decided on", "Décidé le";
    Reason: "Reason", "Motif";
    TiaOutcome: "Impact assessment", "Analyse d’impact";
    TiaOn: "Assessed on", "Analysé le";
    TiaReview: "Next review on", "Réexamen le";
    SubProcessor: "Sub-processor", "Sous-traitant ultérieur";
    Services: "What it does", "Prestation";
    Name: "Name", "Nom";
    Address: "Address", "Adresse";
    Established: "Established in", "Établi en";
    ProcessedIn: "Data held in or seen from", "Données conservées ou consultées depuis";
    Mechanisms: "Ground of transfers", "Fondement des transferts";
    InsideEea: "None needed: inside the EEA", "Aucun requis : dans l’EEE";
    OnTheList: "Companies on the list", "Entreprises de la liste";
    NoSubProcessor: "We use no sub-processor.", "Nous ne faisons appel à aucun sous-traitant ultérieur.";
    ListIntro: "These companies process personal data for our clients on our behalf (Art. 28(2) and 28(4) GDPR).", "Ces entreprises traitent pour notre compte des données personnelles de nos clients (art. 28, par. 2 et 4, RGPD).";
    Chain: "Who works for them", "Qui travaille pour eux";
    ChainHint: "As they have told us; each company stands indented below the one that engages it.", "Tel qu’ils nous l’ont indiqué ; chaque entreprise figure en retrait sous celle qui fait appel à elle.";
    NoChain: "Nobody on record for", "Personne d’enregistré pour";
    Company: "Company", "Entreprise";
    EngagedSince: "Since", "Depuis";
    AsOf: "List as of", "Liste au";
    EffectiveOn: "Applies from", "Applicable à partir du";
    Questions: "Questions and objections", "Questions et objections";
    Change: "Change", "Changement";
    NoChange: "Nothing has changed since the list before.", "Rien n’a changé depuis la liste précédente.";
    NewOne: "New sub-processor", "Nouveau sous-traitant ultérieur";
    GoneOne: "No longer a sub-processor", "N’est plus sous-traitant ultérieur";
    ChangedOne: "Changed", "Modifié";
    Greeting: "Dear client,", "Madame, Monsieur,";
    WhatChanges: "What changes", "Ce qui change";
    NothingChanges: "There is no change to announce.", "Il n’y a aucun changement à annoncer.";
    FromWhen: "From when", "À partir de quand";
    RightToObject: "Your right to object", "Votre droit d’objection";
    ContractDecides: "What follows from an objection is set by our contract with you.", "Les suites d’une objection sont fixées par notre contrat avec vous.";
    Contact: "Contact", "Contact";
    ContactOpen: "[fill in how to reach us: nothing is recorded yet]", "[indiquer comment nous joindre : rien n’est encore enregistré]";
    Dpo: "Data protection officer:", "Délégué à la protection des données :";
}

/// "Changes since the list of 3 March 2026".
pub fn changes_since(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("Changes since the list of {day}"),
        Language::Fr => format!("Changements depuis la liste du {day}"),
    }
}
