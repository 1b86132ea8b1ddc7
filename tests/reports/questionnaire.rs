//! The blank and the completed questionnaire, read back from the PDF.

mod data;
mod hostile;

use provident_api::assets::lists;
use provident_domain::lists::Language;
use provident_domain::questionnaire::Questionnaire;
use provident_report::Document;

use super::Printed;
use super::record::{says, says_not, squeezed};
use crate::reader;
use data::{Round, of};

const LANGUAGES: [Language; 2] = [Language::En, Language::Fr];

/// The words of the PDF in reading order, without white space.
fn printed(document: &Document) -> String {
    let printed = Printed::of(document);
    squeezed(&reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &printed.path(), &["-"]))
}

#[track_caller]
fn in_order(text: &str, facts: &[&str]) {
    let mut rest = text;
    for fact in facts {
        let at = rest.find(&squeezed(fact)).unwrap_or_else(|| panic!("{fact:?} is not there, or not behind the one before:\n{text}"));
        rest = &rest[at + squeezed(fact).len()..];
    }
}

/// No word stands beyond the margins of its page.
#[track_caller]
fn stays_within_margins(printed: &Printed) {
    let boxes = reader::run("poppler-utils", "pdftotext", &["-bbox", "-enc", "UTF-8"], &printed.path(), &["-"]);
    let number = |line: &str, name: &str| -> f32 {
        let from = line.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{name} in {line}")).1;
        from.split('"').next().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{name} in {line}"))
    };
    let (mut width, mut height, mut words) = (0.0, 0.0, 0);
    for line in boxes.lines().map(str::trim_start) {
        if line.starts_with("<page ") {
            (width, height) = (number(line, "width"), number(line, "height"));
        } else if line.starts_with("<word ") {
            words += 1;
            assert!(number(line, "xMin") > 47.0 && number(line, "xMax") < width - 46.0, "beside the page: {line}");
            assert!(number(line, "yMin") > 20.0 && number(line, "yMax") < height - 20.0, "above or below the page: {line}");
        }
    }
    assert!(words > 100, "{words} words");
}

#[test]
fn every_questionnaire_is_valid_and_stays_on_its_pages() {
    for language in LANGUAGES {
        let blank = [data::provider(), data::department()].map(|questionnaire| data::blank(&questionnaire, language));
        let completed = [data::of_provider(), data::of_department()].map(|round| round.document(language));
        for document in blank.iter().chain(&completed) {
            let printed = Printed::of(document);
            reader::is_valid(&printed.path());
            stays_within_margins(&printed);
            assert_eq!(printed.pdf.replaced_glyphs, 0, "the typeface has every character of {}", document.title);
        }
    }
}

/// Each text that a respondent has to read, in the order in which it is asked.
fn asked(questionnaire: &Questionnaire, language: Language) -> Vec<&str> {
    let mut texts = vec![questionnaire.title.get(language), questionnaire.introduction.get(language)];
    for section in &questionnaire.sections {
        texts.push(section.title.get(language));
        for question in questionnaire.questions.iter().filter(|question| question.section == section.id) {
            texts.extend(question.title.as_ref().map(|title| title.get(language)));
            texts.push(question.text.get(language));
            texts.extend(question.help.as_ref().map(|help| help.get(language)));
            texts.extend(question.options.iter().map(|option| option.text.get(language)));
            texts.extend(question.evidence.iter().map(|expected| expected.get(language)));
        }
    }
    texts
}

#[test]
fn a_blank_one_shows_all_that_is_asked_in_order() {
    for questionnaire in [data::provider(), data::department()] {
        for language in LANGUAGES {
            let text = printed(&data::blank(&questionnaire, language));
            for part in asked(&questionnaire, language) {
                says(&text, part);
            }
            let headings: Vec<&str> =
                questionnaire.questions.iter().map(|question| question.title.as_ref().unwrap_or(&question.text).get(language)).collect();
            in_order(&text, &headings);
        }
    }
}

#[test]
fn a_blank_one_offers_the_categories_of_data_and_room_to_say_that_one_does_not_know() {
    let text = printed(&data::blank(&data::department(), Language::En));
    for category in lists().personal_data_categories() {
        says(&text, &category.label.en);
    }
    says(&text, "I do not know");
    says(&text, "Please use one copy of these pages for each tool or service.");
}

#[test]
fn a_blank_one_tells_nobody_how_it_is_judged() {
    let questionnaire = data::provider();
    let text = printed(&data::blank(&questionnaire, Language::En));
    for sign in questionnaire.questions.iter().flat_map(|question| &question.vague_signs) {
        says_not(&text, &sign.en);
    }
    says_not(&text, "5e5e5e5e");
}

#[test]
fn a_condition_is_said_in_words() {
    let text = printed(&data::blank(&data::provider(), Language::En));
    in_order(&text, &["5c What happened", "Only if the answer to 5b is “Yes”."]);
    let text = printed(&data::blank(&data::provider(), Language::Fr));
    in_order(&text, &["5c Que s’est-il passé", "Seulement si la réponse à la question 5b est « Oui »."]);
}

#[test]
fn the_first_pages_say_who_was_asked_what_came_back_and_what_does_not_hold() {
    in_order(
        &printed(&data::of_provider().document(Language::En)),
        &[
            "Granvelour Cloud",
            "Round 2 · closed 20 November 2026",
            "Sent 2 October 2026, as a file for the browser · Reminded: 20 October 2026, 3 November 2026",
            "Received 9 November 2026 · after the due date",
            "Théodore Granvel · Information security officer",
            "Came from security@granvelour.example, by mail",
            "sealed to the key of this register; sealing hides, it does not prove who wrote",
            &"a7".repeat(32),
            "Reviewed Camille Orvane, 20 November 2026",
            "What they said",
            "7 answered 1 vague 1 refused 2 open 1 not applicable",
            "5 Incidents and notice to us vague 24 hours are ticked",
            "9 Joiners, leavers, reviews and logs refused",
            "10 Data-protection organisation and purpose limits open",
            "12 Keeping, returning and erasing open",
            "Each answer in short",
            "1 Security management",
            "answered 100 (was 75) independent",
        ],
    );
}

#[test]
fn each_question_stands_with_its_answer_the_reviewers_word_and_its_evidence() {
    in_order(
        &printed(&data::of_provider().document(Language::En)),
        &[
            "8 Authentication and least privilege",
            "Which rules apply to the accounts that can reach our data?",
            "– One personal account per user, no sharing",
            "Not ticked: Multi-factor authentication for all users who can see our data; Administrator access limited in time",
            "8a How many people on your side can see our data? 14",
            "Judged answered · maturity 65 of 100",
            "independent · SOC 2 Type II report, section 4 · held by: Sirocco Racks BV",
            "issued to somebody else",
            "GDPR Art. 5(1)(f), 25(2)",
            "11a The list",
            "Company Address Contact Task",
            "Sirocco Racks BV",
            "Evidence index",
            "E1 Granvelour ISO 27001 certificate 2026.pdf · application/pdf · 412 kB",
            &"c1".repeat(32),
            "1, 1b independent",
        ],
    );
}

#[test]
fn what_changed_shows_both_sides_and_says_which_way_it_went() {
    in_order(
        &printed(&data::of_provider().document(Language::En)),
        &[
            "What changed since round 1",
            "Round 1, 14 November 2025",
            "Management system in operation",
            "Management system checked by an independent body",
            "better (+25)",
            "Within 48 hours, written procedure",
            "worse (−50)",
            "2 others are as they were.",
        ],
    );
}

#[test]
fn a_department_shows_each_tool_with_what_nobody_knows_and_what_is_missing() {
    let text = printed(&data::of_department().document(Language::En));
    in_order(
        &text,
        &[
            "Came from not recorded",
            "not sealed: whoever had the file could read and change it",
            "3 tools 1 new 1 corrected 1 no longer used",
            "1 Voyago Business (\"the travel tool\") Voyago SA new Who gives access and takes it away;",
            "2 Payroll Paie Claire SARL corrected",
            "and 18 more",
            "What changed since round 1",
            "Payroll · Countries of storage France, Morocco France changed",
            "Old planner – – no longer listed",
            "1 Voyago Business",
            "Bastien Orlège · bastien@lumeria-mail.example",
            "In use since 2024",
            "Identity",
            "Countries of storage I do not know",
            "Voyago Inc. United States DPF",
            "E1 Contract Voyago.pdf",
            "2 Payroll (corrected)",
            "Evidence index",
            "Tool 1: Contract or terms",
        ],
    );
}

#[test]
fn a_file_that_came_again_is_no_difference() {
    let mut round = data::of_provider();
    let before = round.before.as_mut().expect("a round before");
    (before.answers, before.reviews) = (round.reply.as_ref().expect("answers").answers.clone(), round.reviews.clone());
    before.attachments = round.reply.as_ref().expect("answers").attachments.clone();
    let reply = round.reply();
    for file in &mut reply.attachments {
        file.id = format!("again-{}", file.id);
    }
    for answer in reply.answers.values_mut() {
        answer.files.iter_mut().for_each(|id| *id = format!("again-{id}"));
    }
    says(&printed(&round.document(Language::En)), "No answer and no judgement differs.");
}

#[test]
fn what_has_not_come_back_is_said_and_nothing_else() {
    let mut round = data::of_provider();
    (round.reply, round.reviews, round.before) = (None, of(serde_json::json!({})), None);
    let text = printed(&round.document(Language::En));
    says(&text, "Nothing has come back yet.");
    for part in ["What they said", "Evidence index", "How it travelled"] {
        says_not(&text, part);
    }
}

#[test]
fn erased_answers_leave_the_reviewers_word_and_the_digests() {
    let mut round: Round = data::of_provider();
    let reply = round.reply();
    reply.answers.clear();
    reply.erased_on = Some(crate::ground::day("2026-11-22"));
    let text = printed(&round.document(Language::En));
    for part in ["What was written was erased when its retention ended", "maturity 100 of 100", "Answer erased", &"c1".repeat(32)] {
        says(&text, part);
    }
    says_not(&text, "Answer no answer");
}

#[test]
fn of_an_erased_round_only_the_reviewers_word_is_compared() {
    let mut round = data::of_provider();
    let before = round.before.as_mut().expect("a round before");
    (before.is_erased, before.answers) = (true, of(serde_json::json!({})));
    let text = printed(&round.document(Language::En));
    in_order(&text, &["What changed since round 1", "only the reviewer’s words are compared", "maturity 75 of 100", "better (+25)"]);
    let mut department = data::of_department();
    let before = department.before.as_mut().expect("a round before");
    before.cards.clear();
    before.is_erased = true;
    says_not(&printed(&department.document(Language::En)), "newly listed");
}

#[test]
fn a_desk_assessment_says_that_we_answered() {
    let mut round = data::of_provider();
    round.assessment.way = provident_domain::assessment::Way::Desk;
    let text = printed(&round.document(Language::Fr));
    says(&text, "Rempli par nous d’après les documents que le prestataire publie");
    says_not(&text, "Acheminement");
}
