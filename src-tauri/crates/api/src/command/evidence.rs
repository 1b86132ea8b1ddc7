//! Documents kept in the register as proof.

use provident_domain::evidence::{EvidenceDraft, LARGEST_EVIDENCE};
use provident_domain::id::{EvidenceId, ProviderId};
use provident_domain::name::clean_text;
use provident_store::file::private_folder;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use super::provider::{ProviderView, view};
use crate::app::{Call, media_type};
use crate::dispatch::Done;
use crate::failure::{Failure, shown};
use crate::place::{file_failure, read_file, write_private_file};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceAdd {
    pub file: FileToken,
    pub draft: EvidenceDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceOne {
    pub id: EvidenceId,
}

/// Reads the file and keeps it. Gives the provider's page, when it belongs to one.
pub(crate) fn add(call: &Call, arguments: EvidenceAdd) -> Result<Done<Option<ProviderView>>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let content = read_file(&path, LARGEST_EVIDENCE)?;
    let evidence = arguments.draft.check(&shown(&path), &content, call.app.clock.today())?;
    call.write(|writing| {
        if let Some(provider) = evidence.provider {
            writing.reading().provider(provider)?;
        }
        Ok(writing.add_evidence(EvidenceId(uuid::Uuid::now_v7()), &evidence, &content)?)
    })?;
    changed(call, evidence.provider)
}

pub(crate) fn remove(call: &Call, arguments: EvidenceOne) -> Result<Done<Option<ProviderView>>, Failure> {
    let (provider, command) = call.write_as_command(|writing| Ok(writing.remove_evidence(arguments.id)?))?;
    Ok(changed(call, provider)?.with_undo(command))
}

/// How a piece of evidence is shown inside the window.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidencePreview {
    /// Served by its digest.
    Picture {
        digest: String,
    },
    Pdf {
        digest: String,
    },
    /// The beginning of it, made safe to show.
    Text {
        text: String,
        is_whole: bool,
    },
    /// Nothing the window can show.
    Other,
}

/// How many characters of a text are shown.
const SHOWN: usize = 20_000;

pub(crate) fn preview(call: &Call, arguments: EvidenceOne) -> Result<Done<EvidencePreview>, Failure> {
    call.read(|reading| {
        let digest = reading.evidence_one(arguments.id)?.evidence.digest;
        let content = reading.evidence_content(&digest)?;
        Ok(Done::read(match media_type(&content) {
            "application/pdf" => EvidencePreview::Pdf { digest },
            "image/png" | "image/jpeg" => EvidencePreview::Picture { digest },
            _ => std::str::from_utf8(&content).map_or(EvidencePreview::Other, shown_text),
        }))
    })
}

fn shown_text(text: &str) -> EvidencePreview {
    let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
    EvidencePreview::Text { is_whole: end == text.len(), text: clean_text(&text[..end], SHOWN).unwrap_or_default() }
}

/// A copy in a private temporary folder, opened in the system's own program. Only on request.
pub(crate) fn open(call: &Call, arguments: EvidenceOne) -> Result<Done<()>, Failure> {
    // While the register is held: what a lock empties is not filled again after it.
    let path = call.read(|reading| {
        let held = reading.evidence_one(arguments.id)?;
        let content = reading.evidence_content(&held.evidence.digest)?;
        let folder = call.app.opened_outside().join(&held.evidence.digest[..16]);
        private_folder(&folder).map_err(|cause| file_failure("making", &folder, &cause))?;
        let path = folder.join(plain_name(&held.evidence.file_name));
        write_private_file(&path, &content)?;
        Ok(path)
    })?;
    call.app.desk.open_outside(&path).map_err(|cause| file_failure("opening outside", &path, &cause))?;
    Ok(Done::read(()))
}

/// A file name that cannot leave its folder.
pub(crate) fn plain_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|letter| if letter.is_alphanumeric() || "._- ()".contains(letter) { letter } else { '_' }).collect();
    let plain = plain.trim_matches(['.', ' ']).to_owned();
    if plain.is_empty() { "evidence".into() } else { plain }
}

fn changed(call: &Call, provider: Option<ProviderId>) -> Result<Done<Option<ProviderView>>, Failure> {
    let Some(id) = provider else { return Ok(Done::changed(None, &["evidence", "history"])) };
    let tag = format!("provider:{id}");
    Ok(Done::changed(Some(call.read(|reading| view(reading, id))?), &["evidence", "providers", &tag, "history"]))
}
