//! The table `issued_report`: what was handed out, so that it can be handed out again.

use chrono::NaiveDate;
use provident_domain::evidence::content_digest;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::act::Writing;
use crate::fault::{StoreFault, Stored};
use crate::history::{ISSUED, printed_head};
use crate::register::Reading;
use crate::value::{json, parsed};

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Issued {
    /// Made of kind, date and content digest.
    pub number: String,
    pub kind: String,
    pub title: String,
    /// `en` or `fr`.
    pub language: String,
    pub issued_on: NaiveDate,
    /// RFC 3339.
    pub at: String,
    pub who: String,
    /// SHA-256 of the PDF, hexadecimal.
    pub digest: String,
    pub pages: u32,
    /// The document as JSON, to be laid out again.
    #[serde(skip)]
    pub document: String,
}

/// What stands in the history: the report and the SHA-256 of its document.
#[derive(Serialize)]
struct Payload<'a> {
    #[serde(flatten)]
    issued: &'a Issued,
    content: String,
}

/// The payload of the history line about a report, to compare it with the record: as it is written
/// now, and as it was before documents were in it.
pub(crate) fn payloads(issued: &Issued) -> [String; 2] {
    [json(&Payload { issued, content: content_digest(issued.document.as_bytes()) }), json(issued)]
}

impl Reading<'_> {
    /// Newest first.
    pub fn issued_reports(&self) -> Stored<Vec<Issued>> {
        let mut statement = self.connection.prepare(
            "SELECT number, kind, title, language, issued_on, at, who, digest, pages, '{}' AS document
               FROM issued_report
              ORDER BY at DESC, number",
        )?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn issued_report(&self, number: &str) -> Stored<Issued> {
        find(self.connection, number)?.ok_or_else(|| StoreFault::NotFound { entity: "report", id: number.into() })
    }

    /// Seal of the history as printed in reports: lines that only record issuing are left out.
    pub fn printed_head(&self) -> Stored<Option<String>> {
        Ok(printed_head(self.connection)?.map(|seal| provident_domain::history::digest_text(&seal)))
    }
}

impl Writing<'_> {
    /// Records an issued report. The same number is the same report: false, and nothing is written.
    pub fn record_issued(&mut self, issued: &Issued) -> Stored<bool> {
        if find(&self.transaction, &issued.number)?.is_some() {
            return Ok(false);
        }
        self.transaction.execute(
            "INSERT INTO issued_report (number, kind, title, language, issued_on, at, who, digest, pages, document)
             VALUES (:number, :kind, :title, :language, :issued_on, :at, :who, :digest, :pages, :document)",
            named_params! {
                ":number": issued.number, ":kind": issued.kind, ":title": issued.title, ":language": issued.language,
                ":issued_on": issued.issued_on.to_string(), ":at": issued.at, ":who": issued.who,
                ":digest": issued.digest, ":pages": issued.pages, ":document": issued.document,
            },
        )?;
        let [payload, _] = payloads(issued);
        self.record(ISSUED, &issued.number, None, Some(&payload))?;
        Ok(true)
    }
}

fn find(connection: &Connection, number: &str) -> Stored<Option<Issued>> {
    let found = connection
        .query_row(
            "SELECT number, kind, title, language, issued_on, at, who, digest, pages, document
               FROM issued_report
              WHERE number = ?1",
            [number],
            read,
        )
        .optional()?;
    Ok(found)
}

fn read(row: &Row) -> rusqlite::Result<Issued> {
    Ok(Issued {
        number: row.get("number")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        language: row.get("language")?,
        issued_on: parsed(row, "issued_on")?,
        at: row.get("at")?,
        who: row.get("who")?,
        digest: row.get("digest")?,
        pages: row.get("pages")?,
        document: row.get("document")?,
    })
}
