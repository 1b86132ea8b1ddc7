//! Which questions to whom: the mark that every sheet bears in a cell that nobody sees.

use provident_domain::lists::Language;
use provident_domain::questionnaire::QuestionnaireKind;
use uuid::Uuid;

use crate::answers_file::Answered;
use crate::words::{from_id, id_of};

const MARK: &str = "provident-questionnaire";
const VERSION: &str = "1";

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetIds {
    pub register: Uuid,
    pub assessment: Uuid,
    /// This very file.
    pub copy: Uuid,
    pub questionnaire: Answered,
    pub kind: QuestionnaireKind,
    pub language: Language,
}

/// What a sheet is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Role {
    About,
    Questions,
    /// The rows of one question.
    Table(String),
    /// What drop-down lists offer.
    Lists,
}

impl Role {
    fn text(&self) -> String {
        match self {
            Role::About => "about".into(),
            Role::Questions => "questions".into(),
            Role::Table(question) => format!("table:{question}"),
            Role::Lists => "lists".into(),
        }
    }

    fn from_text(text: &str) -> Option<Role> {
        match text {
            "about" => Some(Role::About),
            "questions" => Some(Role::Questions),
            "lists" => Some(Role::Lists),
            _ => text.strip_prefix("table:").map(|question| Role::Table(question.into())),
        }
    }
}

impl SheetIds {
    pub(super) fn mark(&self, role: &Role) -> String {
        let SheetIds { register, assessment, copy, questionnaire, kind, language } = self;
        let (kind, language, role) = (id_of(kind), id_of(language), role.text());
        format!("{MARK}/{VERSION}/{register}/{assessment}/{copy}/{}/{}/{kind}/{language}/{role}", questionnaire.id, questionnaire.version)
    }

    pub(super) fn from_mark(text: &str) -> Option<(SheetIds, Role)> {
        let parts: Vec<&str> = text.trim().split('/').collect();
        let [MARK, VERSION, register, assessment, copy, id, version, kind, language, role] = parts[..] else { return None };
        let questionnaire = Answered { id: id.to_owned(), version: version.parse().ok()? };
        let ids = SheetIds {
            register: register.parse().ok()?,
            assessment: assessment.parse().ok()?,
            copy: copy.parse().ok()?,
            questionnaire,
            kind: from_id(kind)?,
            language: from_id(language)?,
        };
        Some((ids, Role::from_text(role)?))
    }
}
