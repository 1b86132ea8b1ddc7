//! Questionnaires from end to end: asked as files, answered and sealed as a browser does it, taken in, taken over,
//! reviewed and closed; and what is refused on the way.

mod answers;
mod cli;
mod department;
mod provider;
mod versions;

use std::path::PathBuf;

use provident_exchange::answers_file::{AnswersFile, AttachedFile, seal};
use serde_json::{Value, json};

use crate::program::Program;

/// The block of data in a page that was made.
pub fn asked(page: &str) -> Value {
    let (_, rest) = page.split_once(r#"id="provident-data">"#).expect("a block of data");
    let (data, _) = rest.split_once("</script>").expect("it ends");
    serde_json::from_str(data).expect("JSON")
}

/// What the page would write.
pub struct Reply {
    pub data: Value,
    pub answers: Value,
    pub cards: Value,
    pub attachments: Vec<(String, Vec<u8>)>,
}

impl Reply {
    pub fn to(page: &str) -> Reply {
        let data = asked(page);
        Reply { answers: data["answers"].clone(), cards: data["cards"].clone(), data, attachments: Vec::new() }
    }

    pub fn file(&self) -> AnswersFile {
        let data = &self.data;
        let header = json!({
            "register": data["register"], "assessment": data["assessment"], "copy": data["copy"],
            "questionnaire": { "id": data["questionnaire"]["id"], "version": data["questionnaire"]["version"] },
            "kind": data["questionnaire"]["kind"], "language": "en",
            "sender": { "name": "Maria Lopez", "function": "Head of HR" }, "finished_at": "2026-11-23T10:00:00Z",
            "answers": self.answers, "cards": self.cards,
        });
        let attachments = self.attachments.iter().enumerate().map(|(at, (name, content))| AttachedFile {
            attachment: provident_domain::questionnaire::Attachment {
                id: format!("f{}", at + 1),
                name: name.clone(),
                media_type: "application/pdf".into(),
                size: content.len() as u64,
                sha256: provident_domain::evidence::content_digest(content),
            },
            content: content.clone(),
        });
        AnswersFile { header: serde_json::from_value(header).expect("a header"), attachments: attachments.collect() }
    }

    pub fn sealed(&self) -> Vec<u8> {
        seal(&self.file(), self.data["recipient"].as_str().expect("a key")).expect("sealed")
    }
}

impl Program {
    /// Prepares one round and makes its files; gives its id and the folder.
    pub fn ask(&self, respondent: &Value, with: Value) -> (Value, PathBuf) {
        let mut prepare = json!({ "respondents": [respondent], "way": "page", "language": "en", "is_prefilled": true });
        prepare.as_object_mut().expect("an object").extend(with.as_object().expect("an object").clone());
        let id = self.call("assessment_prepare", prepare)[0].clone();
        let folder = self.desk.path(&format!("out {}", id.as_str().expect("an id")));
        self.call("assessment_files", json!({ "ids": [id], "folder": self.lend(&folder), "with_mails": true }));
        (id, folder)
    }

    /// The page in a folder of files that were made.
    pub fn page_in(&self, folder: &std::path::Path) -> String {
        let mut files = std::fs::read_dir(folder).expect("the folder").filter_map(|file| Some(file.ok()?.path()));
        let page = files.find(|path| path.extension().is_some_and(|ending| ending == "html")).expect("a page");
        std::fs::read_to_string(page).expect("a page")
    }

    pub fn take_in(&self, name: &str, bytes: &[u8]) -> Value {
        let file = self.file(name, bytes);
        self.call("answers_take", json!({ "files": [self.lend(&file)] }))[0]["outcome"].clone()
    }

    pub fn department(&self, name: &str) -> Value {
        let draft = json!({ "name": name, "head_name": "Maria Lopez", "head_email": "maria@lumeria.example" });
        let rows = self.call("department_save", json!({ "id": null, "revision": null, "draft": draft }));
        rows.as_array().expect("rows").iter().find(|row| row["department"]["name"] == name).expect("it")["id"].clone()
    }
}
