//! A failure as one English sentence.

use provident_api::{Failure, Refusal};

pub fn sentence(failure: &Failure) -> String {
    match failure {
        Failure::Invalid { fields } => {
            let faults: Vec<String> = fields.iter().map(|fault| fault.to_string().trim().to_owned()).collect();
            faults.join("; ")
        }
        Failure::NotFound { entity, id } => format!("{entity} {id:?} is not in the register"),
        Failure::Conflict { revision } => format!("the record has changed meanwhile (now revision {revision})"),
        Failure::Refused { reason } => refusal(reason),
        Failure::Storage { cause } => cause.clone(),
        Failure::Internal { reference } => format!("a fault of the program itself: {reference}"),
    }
}

fn refusal(reason: &Refusal) -> String {
    match reason {
        Refusal::NoRegisterOpen => "no register is open".into(),
        Refusal::UnknownCommand { name } => format!("there is no command {name:?}"),
        Refusal::NoSuchFile { file } => format!("{file}: there is no such file"),
        Refusal::FileExists { file } => format!("{file}: the file exists already"),
        Refusal::NotARegister { file } => format!("{file}: this is not a Provident register"),
        Refusal::Damaged { file, detail } => format!("{file}: the register is damaged ({detail})"),
        Refusal::NewerSchema { file, found, known } => {
            format!("{file}: written by a newer Provident (schema {found}, this program knows {known})")
        }
        Refusal::OlderSchema { file } => {
            format!("{file}: written by an older Provident; somebody who may write in it must open it once first")
        }
        Refusal::HeldBySomebody { file, who, machine, since } => format!("{file}: open for writing by {who} on {machine} since {since}"),
        Refusal::ReadOnly => "the register is open for reading only".into(),
        Refusal::InUse { entity, count } => format!("{entity} is still used in {count} places"),
        Refusal::Cancelled => "cancelled, nothing was written".into(),
        Refusal::DiskFull => "the disk is full, nothing was written".into(),
        Refusal::TooLarge { file, limit } => format!("{file}: larger than the {} MB allowed", limit / 1_048_576),
        Refusal::Unreadable { file, why } => format!("{file}: {why}"),
        Refusal::IsAFolder { file } => format!("{file}: this is a folder"),
        Refusal::NothingToImport { file } => format!("{file}: there is nothing in it to import"),
        Refusal::NoDesktop => "this needs a desktop".into(),
        Refusal::ListMoved => "the list that is held has changed since they were compared".into(),
        Refusal::ChangedSince => "a record was changed again since".into(),
        Refusal::NothingToTakeBack => "there is nothing to take back".into(),
        Refusal::SameProvider => "both are the same provider".into(),
        Refusal::NotTheSample => "this is not the program's own sample register".into(),
        Refusal::FileMoved { file } => format!("{file}: moved or replaced while it was open"),
        Refusal::Sealed { file } => {
            format!("{file}: sealed; give its passphrase in PROVIDENT_PASSPHRASE or with --passphrase-file")
        }
        Refusal::NotSealed { file } => format!("{file}: not sealed; it opens without a passphrase"),
        Refusal::WrongPassphrase => "this passphrase does not open it".into(),
        Refusal::KeysMissing { file } => format!("{file}: the key file beside the register is missing"),
        Refusal::KeysUnreadable { file } => format!("{file}: this is not the key file of a register"),
        Refusal::KeysDoNotFit { file } => format!("{file}: the key file of another register, or of an older state of this one"),
        Refusal::PassphraseTaken => "somebody else has this passphrase already".into(),
        Refusal::OpenElsewhere { file } => format!("{file}: open elsewhere; it must be closed there first"),
        Refusal::MayNot { role } => format!("whoever has this passphrase may not do this (role {role:?})"),
        Refusal::LastOfficer => "nobody would be left who decides who may open the register".into(),
        Refusal::Yourself => "nobody takes their own way in away".into(),
        Refusal::NotAList { file, why } => format!("{file} is not taken over: {why}"),
        Refusal::NothingToPublish => "there is nothing new to publish".into(),
        Refusal::NotAQuestionnaire { file, detail } => format!("{file}: this is not a questionnaire ({detail})"),
        Refusal::ShippedQuestionnaire => "a questionnaire that is shipped is copied, not changed".into(),
        Refusal::NotPublished => "this questionnaire was never published".into(),
        Refusal::OtherRespondent => "this questionnaire asks somebody else".into(),
        Refusal::AssessmentOver => "the assessment is closed or withdrawn, and stays as it is".into(),
        Refusal::AssessmentRuns => "the assessment is still under way".into(),
        Refusal::NotInThisState => "the assessment is not as far as that".into(),
        Refusal::NothingToAsk => "no question is marked to be asked again".into(),
        Refusal::NothingCameBack => "no answers have come back yet".into(),
        Refusal::OtherRegister { file } => format!("{file}: a backup of another register"),
        Refusal::FileGone => "the file is no longer known, choose it again".into(),
    }
}
