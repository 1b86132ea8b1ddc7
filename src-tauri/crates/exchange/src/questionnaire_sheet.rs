//! stub
use crate::ExchangeFault;
use crate::answers_file::{AnswersFault, AnswersFile};
use provident_domain::lists::{Language, Lists};
use provident_domain::questionnaire::{AnswerRemark, Answers, Card, Questionnaire};
use std::collections::BTreeMap;
pub struct SheetOf<'a> {
    pub register: &'a str,
    pub assessment: uuid::Uuid,
    pub copy: uuid::Uuid,
    pub organisation: &'a str,
    pub asked_by: &'a str,
    pub reply_to: Option<&'a str>,
    pub respondent: &'a str,
    pub due_on: Option<chrono::NaiveDate>,
    pub language: Language,
    pub questionnaire: &'a Questionnaire,
    pub remarks: &'a BTreeMap<String, String>,
    pub answers: &'a Answers,
    pub cards: &'a [Card],
    pub lists: &'a Lists,
}
pub fn questionnaire_sheet(_: &SheetOf) -> Result<Vec<u8>, ExchangeFault> {
    Ok(Vec::new())
}
pub fn is_questionnaire_sheet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}
pub fn read_questionnaire_sheet(
    _: &[u8],
    _: &Lists,
    _: &dyn Fn(&str, u32) -> Option<Questionnaire>,
) -> Result<(AnswersFile, Vec<AnswerRemark>), AnswersFault> {
    Err(AnswersFault::NotAnswers)
}
