//! One run of one questionnaire on one respondent: who was asked, when, what came back, what we think of it.
//! What the answers say is left to `questionnaire`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, PARAGRAPH};
use crate::fault::{Fault, FaultCode};
use crate::id::{AssessmentId, DepartmentId, ProviderId};
use crate::lists::Language;
use crate::questionnaire::{Answer, Answers, Card, Question, Questionnaire, QuestionnaireKind, Scoring, first_day};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    Prepared,
    Sent,
    Reminded,
    Received,
    InReview,
    Closed,
    Withdrawn,
}

/// How the questions reach whoever answers them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// One HTML file.
    Page,
    /// The same in a ZIP, for mail gateways that hold HTML back.
    Archive,
    /// An XLSX workbook; what comes back is not sealed.
    Workbook,
    /// In the program, beside the respondent.
    Interview,
    /// Answered by us from what the provider publishes.
    Desk,
}

/// Whom it asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Respondent {
    Provider(ProviderId),
    Department(DepartmentId),
}

impl Respondent {
    pub fn kind(self) -> QuestionnaireKind {
        match self {
            Respondent::Provider(_) => QuestionnaireKind::Provider,
            Respondent::Department(_) => QuestionnaireKind::Department,
        }
    }
}

/// What happens to an assessment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Send,
    Remind,
    Receive,
    Review,
    Close,
    Withdraw,
}

impl AssessmentState {
    /// Nothing of it changes any more.
    pub fn is_over(self) -> bool {
        matches!(self, AssessmentState::Closed | AssessmentState::Withdrawn)
    }

    /// Somebody else has to do something.
    pub fn is_waiting(self) -> bool {
        matches!(self, AssessmentState::Sent | AssessmentState::Reminded)
    }

    /// The state after a step; none where the step cannot be taken.
    pub fn after(self, step: Step) -> Option<AssessmentState> {
        use AssessmentState::{Closed, InReview, Prepared, Received, Reminded, Sent, Withdrawn};
        match (step, self) {
            (_, Closed | Withdrawn) => None,
            (Step::Send, Prepared | Sent) => Some(Sent),
            (Step::Send, other) => Some(other),
            (Step::Remind, Sent | Reminded) => Some(Reminded),
            (Step::Remind, _) => None,
            // Answers to what nobody said was sent are answers.
            (Step::Receive, Prepared | Sent | Reminded | Received) => Some(Received),
            (Step::Receive, InReview) => Some(InReview),
            (Step::Review | Step::Close, Prepared | Sent | Reminded) => None,
            (Step::Review, Received | InReview) => Some(InReview),
            (Step::Close, Received | InReview) => Some(Closed),
            (Step::Withdraw, _) => Some(Withdrawn),
        }
    }
}

/// One round. What a person may change is in [`AssessmentDraft`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Assessment {
    pub respondent: Respondent,
    /// Id and version of the questionnaire it began with.
    pub questionnaire: String,
    pub version: u32,
    /// From 1, counted per respondent and questionnaire.
    pub round: u32,
    /// The one that this one asks something again of.
    pub follow_up_of: Option<AssessmentId>,
    /// Only these main questions; all where empty.
    pub only: Vec<String>,
    /// What is said to a question that is asked again.
    pub remarks: BTreeMap<String, String>,
    pub state: AssessmentState,
    pub way: Way,
    pub language: Language,
    pub prepared_on: NaiveDate,
    pub sent_on: Option<NaiveDate>,
    pub reminded_on: Vec<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Who of us looks after it.
    pub owner: Option<String>,
    pub note: Option<String>,
    /// Answers and cards it goes out with.
    pub answers: Answers,
    pub cards: Vec<Card>,
}

/// What a person says of an assessment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentDraft {
    pub way: Way,
    pub language: Language,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub owner: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

impl AssessmentDraft {
    pub fn check(&self) -> Result<AssessmentDraft, Vec<Fault>> {
        let mut check = Check::default();
        let draft = AssessmentDraft {
            owner: check.line("owner", self.owner.as_deref(), NAME),
            note: check.text("note", self.note.as_deref(), PARAGRAPH),
            ..self.clone()
        };
        check.finish(draft)
    }
}

impl Assessment {
    pub fn put(&mut self, draft: AssessmentDraft) {
        self.way = draft.way;
        self.language = draft.language;
        self.due_on = draft.due_on;
        self.owner = draft.owner;
        self.note = draft.note;
    }

    /// Takes the step, where it can be taken.
    pub fn step(&mut self, step: Step, on: NaiveDate) -> bool {
        let Some(state) = self.state.after(step) else { return false };
        self.state = state;
        match step {
            Step::Send => self.sent_on = self.sent_on.or(Some(on)),
            Step::Remind => self.reminded_on.push(on),
            Step::Receive => self.received_on = Some(on),
            Step::Review => {}
            Step::Close => self.closed_on = Some(on),
            Step::Withdraw => self.withdrawn_on = Some(on),
        }
        true
    }

    /// Waiting for answers that should have been there.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.state.is_waiting() && self.due_on.is_some_and(|due| due < today)
    }

    /// The questions it asks.
    pub fn asks(&self, questionnaire: &Questionnaire) -> Questionnaire {
        if self.only.is_empty() { questionnaire.clone() } else { questionnaire.only(&self.only) }
    }
}

/// What the reviewer takes an answer for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    Answered,
    Vague,
    Refused,
    NotApplicable,
    Unanswered,
}

/// How much stands behind an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProofLevel {
    None,
    Internal,
    /// Issued by a third party.
    Independent,
}

/// What proves an answer, compared with what it should be about.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Proof {
    /// What it is, such as `ISO 27001 certificate`.
    pub title: String,
    /// To whom it was issued: a host's certificate is not the provider's.
    pub holder: Option<String>,
    pub is_theirs: Option<bool>,
    pub service: Option<String>,
    pub covers_service: Option<bool>,
    pub site: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    /// Where it stands, such as `p. 4`.
    pub place: Option<String>,
}

/// The reviewer's word on one main question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewDraft {
    pub state: AnswerState,
    /// 0 to 100.
    #[serde(default)]
    pub maturity: Option<u8>,
    #[serde(default)]
    pub level: Option<ProofLevel>,
    #[serde(default)]
    pub proof: Option<Proof>,
    #[serde(default)]
    pub remark: Option<String>,
    /// What is to be asked again, in words the respondent reads.
    #[serde(default)]
    pub follow_up: Option<String>,
}

impl ReviewDraft {
    pub fn check(&self) -> Result<ReviewDraft, Vec<Fault>> {
        let mut check = Check::default();
        if self.maturity.is_some_and(|maturity| maturity > 100) {
            check.fault("maturity", FaultCode::Above { max: 100 });
        }
        let remark = check.text("remark", self.remark.as_deref(), PARAGRAPH);
        if self.state == AnswerState::NotApplicable && remark.is_none() {
            check.fault("remark", FaultCode::Required);
        }
        let proof = self.proof.as_ref().map(|proof| proof_of(&mut check, proof));
        let follow_up = check.text("follow_up", self.follow_up.as_deref(), PARAGRAPH);
        check.finish(ReviewDraft { remark, proof, follow_up, ..self.clone() })
    }
}

fn proof_of(check: &mut Check, proof: &Proof) -> Proof {
    if proof.issued_on.zip(proof.expires_on).is_some_and(|(issued, expires)| expires < issued) {
        check.fault("proof.expires_on", FaultCode::EndsBeforeStart);
    }
    Proof {
        title: check.name("proof.title", &proof.title),
        holder: check.line("proof.holder", proof.holder.as_deref(), NAME),
        service: check.line("proof.service", proof.service.as_deref(), NAME),
        site: check.line("proof.site", proof.site.as_deref(), LINE),
        place: check.line("proof.place", proof.place.as_deref(), LINE),
        ..proof.clone()
    }
}

impl Proof {
    /// Why it counts for less than it claims.
    pub fn doubt(&self, today: NaiveDate) -> Option<ProofDoubt> {
        match self {
            Proof { is_theirs: Some(false), .. } => Some(ProofDoubt::AnothersHolder),
            Proof { covers_service: Some(false), .. } => Some(ProofDoubt::OtherService),
            Proof { expires_on: Some(expires), .. } if *expires < today => Some(ProofDoubt::Expired),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProofDoubt {
    AnothersHolder,
    OtherService,
    Expired,
}

/// What an answer suggests before a person looked: from options and dates only.
pub fn suggested_maturity(question: &Question, answer: Option<&Answer>, today: NaiveDate) -> Option<u8> {
    let answer = answer?;
    let chosen = || question.options.iter().filter(|option| answer.chose(&option.id));
    match question.scoring? {
        Scoring::Choice => chosen().next()?.score,
        Scoring::Sum => {
            let sum: u32 = chosen().map(|option| u32::from(option.score.unwrap_or_default())).sum();
            answer.has_value().then_some(sum.min(100) as u8)
        }
        Scoring::Age => match &answer.value {
            Some(crate::questionnaire::AnswerValue::Text(day)) => Some(of_age(first_day(day)?, today)),
            _ => None,
        },
    }
}

/// A date of so many months ago.
fn of_age(day: NaiveDate, today: NaiveDate) -> u8 {
    let within = |months: u32| day.checked_add_months(chrono::Months::new(months)).is_none_or(|end| today <= end);
    match () {
        () if within(12) => 100,
        () if within(18) => 75,
        () if within(24) => 50,
        () => 25,
    }
}

/// How an answer stands beside the one of the round before.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerTrend {
    NewlyRefused,
    NoLongerAnswered,
    /// Was specific, and is vague.
    NewlyVague,
    Worse,
    Better,
    /// In other words, and no better or worse.
    Reworded,
    Same,
}

/// State and maturity of both rounds.
pub fn answer_trend(was: (AnswerState, Option<u8>), is: (AnswerState, Option<u8>), is_reworded: bool) -> AnswerTrend {
    use AnswerState::{Answered, NotApplicable, Refused, Unanswered, Vague};
    match (was.0, is.0) {
        (Answered | Vague | NotApplicable | Unanswered, Refused) => return AnswerTrend::NewlyRefused,
        (Answered | Vague | NotApplicable, Unanswered) => return AnswerTrend::NoLongerAnswered,
        (Answered, Vague) => return AnswerTrend::NewlyVague,
        (Vague | Refused | Unanswered, Answered) | (Refused | Unanswered, Vague) => return AnswerTrend::Better,
        (Answered | Vague | NotApplicable, NotApplicable)
        | (NotApplicable, Answered | Vague)
        | (Refused | Unanswered, NotApplicable)
        | (Answered, Answered)
        | (Vague, Vague)
        | (Refused, Refused | Unanswered)
        | (Unanswered, Unanswered) => {}
    }
    match was.1.zip(is.1) {
        Some((was, is)) if is > was => AnswerTrend::Better,
        Some((was, is)) if is < was => AnswerTrend::Worse,
        _ if is_reworded || was.0 != is.0 => AnswerTrend::Reworded,
        _ => AnswerTrend::Same,
    }
}

/// What the answer looks like before a person looked at it.
pub fn suggested_state(answer: Option<&Answer>, is_vague: bool) -> AnswerState {
    match answer {
        Some(answer) if answer.not_applicable.is_some() => AnswerState::NotApplicable,
        Some(answer) if is_vague && answer.is_given() => AnswerState::Vague,
        Some(answer) if answer.has_value() || answer.comment.is_some() || !answer.files.is_empty() => AnswerState::Answered,
        _ => AnswerState::Unanswered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn what_is_over_stays_as_it_is() {
        for over in [AssessmentState::Closed, AssessmentState::Withdrawn] {
            for step in [Step::Send, Step::Remind, Step::Receive, Step::Review, Step::Close, Step::Withdraw] {
                assert_eq!(over.after(step), None, "{over:?} {step:?}");
            }
        }
    }

    #[test]
    fn nothing_is_closed_before_it_came_back() {
        for waiting in [AssessmentState::Prepared, AssessmentState::Sent, AssessmentState::Reminded] {
            assert_eq!((waiting.after(Step::Close), waiting.after(Step::Receive)), (None, Some(AssessmentState::Received)), "{waiting:?}");
        }
    }

    #[test]
    fn a_test_grows_old_by_the_month() {
        for (on, expected) in [("2025-11-25", 100), ("2025-11-24", 75), ("2025-05-25", 75), ("2024-11-25", 50), ("2024-11-24", 25)] {
            assert_eq!(of_age(day(on), day("2026-11-25")), expected, "{on}");
        }
    }

    #[test]
    fn a_round_is_compared_with_the_one_before() {
        use AnswerState::{Answered, NotApplicable, Refused, Unanswered, Vague};
        let check = |was, is, expected| assert_eq!(answer_trend(was, is, true), expected, "{was:?} {is:?}");
        check((Answered, Some(75)), (Vague, Some(75)), AnswerTrend::NewlyVague);
        check((Unanswered, None), (Refused, None), AnswerTrend::NewlyRefused);
        check((Vague, Some(25)), (Unanswered, None), AnswerTrend::NoLongerAnswered);
        check((Refused, None), (Vague, Some(0)), AnswerTrend::Better);
        check((Answered, Some(75)), (Answered, Some(50)), AnswerTrend::Worse);
        check((Answered, Some(50)), (Answered, None), AnswerTrend::Reworded);
        check((Answered, Some(50)), (NotApplicable, None), AnswerTrend::Reworded);
        assert_eq!(answer_trend((Refused, None), (Refused, None), false), AnswerTrend::Same);
    }

    #[test]
    fn a_hosts_certificate_is_not_the_providers() {
        let proof = |change: fn(&mut Proof)| {
            let mut proof = Proof { title: "ISO 27001".into(), ..Proof::default() };
            change(&mut proof);
            proof.doubt("2026-11-25".parse().expect("a day"))
        };
        assert_eq!(proof(|_| {}), None);
        assert_eq!(proof(|proof| proof.is_theirs = Some(false)), Some(ProofDoubt::AnothersHolder));
        assert_eq!(proof(|proof| proof.covers_service = Some(false)), Some(ProofDoubt::OtherService));
        assert_eq!(proof(|proof| proof.expires_on = "2026-11-24".parse().ok()), Some(ProofDoubt::Expired));
    }
}
