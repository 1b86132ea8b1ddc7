//! The reports on questionnaires: blank to be read, and one round as it was answered and judged.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::ReviewDraft;
use provident_domain::id::{AssessmentId, ProviderId};
use provident_domain::questionnaire::{Answers, Attachment, QuestionnaireKind};
use provident_report::Document;
use provident_report::kinds::facts::{Decided, Issue};
use provident_report::kinds::questionnaire_blank::questionnaire_blank;
use provident_report::kinds::questionnaire_completed::questionnaire_completed;
use provident_report::kinds::questionnaire_facts::{BlankFacts, CompletedFacts, Reply, RoundBefore};
use provident_store::{AnswerSet, AssessmentFilter, Reading, StoredAssessment, StoredReview};

use super::assessment::named;
use super::questionnaire::{asked_now, shipped_for};
use super::review::{answers_of, asked, sets_of};
use crate::failure::Failure;

/// The one for providers unless another is named.
pub(super) fn blank(reading: &Reading, questionnaire: Option<&str>, issue: &Issue) -> Result<Document, Failure> {
    let id = questionnaire.unwrap_or(&shipped_for(QuestionnaireKind::Provider).id);
    let questionnaire = asked_now(reading, id)?;
    let facts = BlankFacts {
        questionnaire: &questionnaire,
        respondent: None,
        asked_by: issue.organisation.dpo_name.clone(),
        reply_to: issue.organisation.dpo_email.clone().or_else(|| issue.organisation.contact_email.clone()),
        due_on: None,
    };
    Ok(questionnaire_blank(&facts, issue))
}

/// The round named, else the last of a provider that came back.
pub(super) fn completed(
    reading: &Reading,
    assessment: Option<AssessmentId>,
    provider: Option<ProviderId>,
    issue: &Issue,
) -> Result<Document, Failure> {
    let held = match (assessment, provider) {
        (Some(id), _) => reading.assessment(id)?,
        (None, Some(provider)) => last_of(reading, provider)?,
        (None, None) => return Err(super::report::missing("provider")),
    };
    let questionnaire = asked(reading, &held.assessment)?;
    let reviews = reading.reviews(held.id)?;
    let before = reading.round_before(&held)?.map(|before| round_before(reading, &before)).transpose()?;
    let facts = CompletedFacts {
        questionnaire: &questionnaire,
        assessment: &held.assessment,
        respondent: named(reading, held.assessment.respondent)?.0,
        reply: reply(reading, &held)?,
        reviewed: last_word(&reviews),
        reviews: words(reviews),
        before,
    };
    Ok(questionnaire_completed(&facts, issue))
}

fn last_of(reading: &Reading, provider: ProviderId) -> Result<StoredAssessment, Failure> {
    let filter = AssessmentFilter { provider: Some(provider), ..AssessmentFilter::default() };
    let came_back =
        reading.assessments(&filter)?.into_iter().find(|line| line.answer_sets > 0 && line.stored.assessment.follow_up_of.is_none());
    let held = came_back.map(|line| line.stored);
    held.ok_or_else(|| Failure::NotFound { entity: "assessment".into(), id: provider.to_string() })
}

fn reply(reading: &Reading, held: &StoredAssessment) -> Result<Option<Reply>, Failure> {
    let sets = sets_of(reading, held)?;
    let Some(first) = sets.first() else { return Ok(None) };
    Ok(Some(Reply {
        sender: first.sender.clone(),
        received_from: first.came_from.clone(),
        is_sealed: first.is_sealed,
        finished_on: first.finished_at.as_ref().and_then(|at| at.get(..10)?.parse().ok()),
        digest: first.file_name.as_ref().map(|_| first.digest.clone()),
        answers: answers_of(reading, held)?,
        cards: first.cards.clone().unwrap_or_default(),
        attachments: attachments(&sets),
        erased_on: first.erased_on,
    }))
}

fn attachments(sets: &[AnswerSet]) -> Vec<Attachment> {
    sets.iter().flat_map(|set| &set.attachments).map(|kept| kept.attachment.clone()).collect()
}

fn words(reviews: BTreeMap<String, StoredReview>) -> BTreeMap<String, ReviewDraft> {
    reviews.into_iter().map(|(question, held)| (question, held.review)).collect()
}

fn last_word(reviews: &BTreeMap<String, StoredReview>) -> Option<Decided> {
    let last = reviews.values().max_by(|one, other| one.at.cmp(&other.at))?;
    let on: NaiveDate = last.at.get(..10)?.parse().ok()?;
    Some(Decided { by: last.by.clone(), on })
}

fn round_before(reading: &Reading, held: &StoredAssessment) -> Result<RoundBefore, Failure> {
    let sets = sets_of(reading, held)?;
    let is_erased = sets.first().is_some_and(|set| set.erased_on.is_some());
    Ok(RoundBefore {
        round: held.assessment.round,
        on: held.assessment.closed_on.or(held.assessment.received_on),
        answers: if is_erased { Answers::new() } else { answers_of(reading, held)? },
        cards: sets.first().and_then(|set| set.cards.clone()).unwrap_or_default(),
        attachments: attachments(&sets),
        reviews: words(reading.reviews(held.id)?),
        is_erased,
    })
}
