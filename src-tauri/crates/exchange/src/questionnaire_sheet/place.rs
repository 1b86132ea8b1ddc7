//! What a row and a column are for, as the text of a hidden key. Ids of questions and options have no stroke.

use provident_domain::id::{ProviderId, ServiceId};
use uuid::Uuid;

/// What of an answer is written there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Part {
    Value,
    Comment,
    Unknown,
    NotApplicable,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum RowKey {
    Head,
    Question(String, Part),
    Option(String, String),
    /// What a head of department says of a tool that is known.
    Standing,
    /// Of the sender.
    Name,
    Function,
    Email,
}

impl RowKey {
    pub fn text(&self) -> String {
        match self {
            RowKey::Head => "head".into(),
            RowKey::Question(id, Part::Value) => format!("question/{id}"),
            RowKey::Question(id, Part::Comment) => format!("comment/{id}"),
            RowKey::Question(id, Part::Unknown) => format!("unknown/{id}"),
            RowKey::Question(id, Part::NotApplicable) => format!("not_applicable/{id}"),
            RowKey::Option(id, option) => format!("option/{id}/{option}"),
            RowKey::Standing => "standing".into(),
            RowKey::Name => "sender/name".into(),
            RowKey::Function => "sender/function".into(),
            RowKey::Email => "sender/email".into(),
        }
    }

    pub fn from_text(text: &str) -> Option<RowKey> {
        let parts: Vec<&str> = text.trim().split('/').collect();
        Some(match parts[..] {
            ["head"] => RowKey::Head,
            ["question", id] => RowKey::Question(id.into(), Part::Value),
            ["comment", id] => RowKey::Question(id.into(), Part::Comment),
            ["unknown", id] => RowKey::Question(id.into(), Part::Unknown),
            ["not_applicable", id] => RowKey::Question(id.into(), Part::NotApplicable),
            ["option", id, option] => RowKey::Option(id.into(), option.into()),
            ["standing"] => RowKey::Standing,
            ["sender", "name"] => RowKey::Name,
            ["sender", "function"] => RowKey::Function,
            ["sender", "email"] => RowKey::Email,
            _ => return None,
        })
    }
}

/// A tool that has a column of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CardKey {
    pub id: Uuid,
    pub service: Option<ServiceId>,
    pub provider: Option<ProviderId>,
    pub is_known: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum ColumnKey {
    /// The number that the respondent sees.
    Number,
    /// What is only to be read.
    Text,
    Answer(Part),
    Card(CardKey),
    /// Of a table.
    Column(String),
    /// Which tool a row of a table belongs to.
    Tool,
}

impl ColumnKey {
    pub fn text(&self) -> String {
        match self {
            ColumnKey::Number => "number".into(),
            ColumnKey::Text => "text".into(),
            ColumnKey::Answer(Part::Value) => "answer".into(),
            ColumnKey::Answer(Part::Comment) => "comment".into(),
            ColumnKey::Answer(Part::Unknown) => "unknown".into(),
            ColumnKey::Answer(Part::NotApplicable) => "not_applicable".into(),
            ColumnKey::Card(CardKey { id, service, provider, is_known }) => {
                let or_none = |id: Option<Uuid>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
                let (service, provider) = (or_none(service.map(|id| id.0)), or_none(provider.map(|id| id.0)));
                format!("card/{id}/{service}/{provider}/{}", u8::from(*is_known))
            }
            ColumnKey::Column(id) => format!("column/{id}"),
            ColumnKey::Tool => "tool".into(),
        }
    }

    pub fn from_text(text: &str) -> Option<ColumnKey> {
        let parts: Vec<&str> = text.trim().split('/').collect();
        Some(match parts[..] {
            ["number"] => ColumnKey::Number,
            ["text"] => ColumnKey::Text,
            ["answer"] => ColumnKey::Answer(Part::Value),
            ["comment"] => ColumnKey::Answer(Part::Comment),
            ["unknown"] => ColumnKey::Answer(Part::Unknown),
            ["not_applicable"] => ColumnKey::Answer(Part::NotApplicable),
            ["card", id, service, provider, is_known] => {
                let id_of = |text: &str| text.parse::<Uuid>().ok();
                let (service, provider) = (id_of(service).map(ServiceId), id_of(provider).map(ProviderId));
                ColumnKey::Card(CardKey { id: id.parse().ok()?, service, provider, is_known: is_known == "1" })
            }
            ["column", id] => ColumnKey::Column(id.into()),
            ["tool"] => ColumnKey::Tool,
            _ => return None,
        })
    }
}
