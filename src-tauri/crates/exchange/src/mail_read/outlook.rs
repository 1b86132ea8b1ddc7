//! A mail as Outlook keeps it (MS-OXMSG): a compound file with one stream for each property. Of the few
//! hundred properties that there are, those are read that say who wrote what to whom.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mail_parser::{Message, MessageParser};

use super::page_text::page_text;
use super::{LARGEST_MAIL, MOST_ATTACHMENTS, MOST_PEOPLE, Mail, MailFault, MailFile, MailPerson};

pub(super) const SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Storages and streams of one mail.
const MOST_ENTRIES: usize = 50_000;
/// Bytes of the headers as they travelled.
const HEADERS: usize = 256 * 1024;
const PROPERTIES: &str = "__properties_version1.0";
/// Bytes before the first property, by what they belong to.
const OF_A_MAIL: usize = 32;
const OF_A_MAIL_WITHIN: usize = 24;
const OF_A_PERSON_OR_FILE: usize = 8;

/// Property ids (MS-OXPROPS).
mod id {
    pub const SUBJECT: u16 = 0x0037;
    pub const SUBMITTED: u16 = 0x0039;
    pub const REPRESENTED_NAME: u16 = 0x0042;
    pub const REPRESENTED_ADDRESS: u16 = 0x0065;
    pub const HEADERS: u16 = 0x007d;
    pub const RECIPIENT_TYPE: u16 = 0x0c15;
    pub const SENDER_NAME: u16 = 0x0c1a;
    pub const SENDER_ADDRESS: u16 = 0x0c1f;
    pub const DELIVERED: u16 = 0x0e06;
    pub const BODY: u16 = 0x1000;
    pub const HTML: u16 = 0x1013;
    pub const MESSAGE_ID: u16 = 0x1035;
    pub const DISPLAY_NAME: u16 = 0x3001;
    pub const ADDRESS: u16 = 0x3003;
    pub const CONTENT: u16 = 0x3701;
    pub const FILE_NAME: u16 = 0x3704;
    pub const LONG_FILE_NAME: u16 = 0x3707;
    pub const MEDIA_TYPE: u16 = 0x370e;
    pub const SMTP_ADDRESS: u16 = 0x39fe;
    pub const INTERNET_CODE_PAGE: u16 = 0x3fde;
    pub const MESSAGE_CODE_PAGE: u16 = 0x3ffd;
    pub const SENDER_SMTP: u16 = 0x5d01;
    pub const REPRESENTED_SMTP: u16 = 0x5d02;
}

/// Property types.
const LONG: u16 = 0x0003;
const OBJECT: u16 = 0x000d;
const TEXT_8: u16 = 0x001e;
const TEXT_16: u16 = 0x001f;
const TIME: u16 = 0x0040;
const BINARY: u16 = 0x0102;

pub(super) fn read(bytes: &[u8]) -> Result<Mail, MailFault> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| MailFault::Damaged { detail: error.to_string() })?;
    let mut mail = Outlook { file, left: 2 * LARGEST_MAIL };
    if !mail.file.is_stream(Path::new("/").join(PROPERTIES)) {
        return Err(MailFault::NotAMail);
    }
    if mail.file.walk().take(MOST_ENTRIES + 1).count() > MOST_ENTRIES {
        return Err(MailFault::TooManyParts);
    }
    mail.mail()
}

struct Outlook<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// Bytes that may still be taken out of it.
    left: u64,
}

/// A mail, a person or a file in it.
struct Storage {
    path: PathBuf,
    /// Properties of a fixed length, by id and type.
    fixed: HashMap<(u16, u16), [u8; 8]>,
    encoding: &'static Encoding,
}

impl Outlook<'_> {
    fn mail(&mut self) -> Result<Mail, MailFault> {
        let root = self.storage(PathBuf::from("/"), OF_A_MAIL, WINDOWS_1252);
        let root = Storage { encoding: root.code_page(id::MESSAGE_CODE_PAGE).unwrap_or(WINDOWS_1252), ..root };
        let headers = self.text(&root, id::HEADERS).filter(|headers| headers.len() <= HEADERS).unwrap_or_default();
        let travelled = MessageParser::new().parse_headers(headers.as_bytes()).unwrap_or_default();
        let has_headers = !travelled.parts.is_empty();
        let mail = Mail {
            message_id: self
                .text(&root, id::MESSAGE_ID)
                .or_else(|| has_headers.then(|| travelled.message_id().map(str::to_owned)).flatten()),
            date: root.moment(id::SUBMITTED).or_else(|| root.moment(id::DELIVERED)),
            from: Some(self.sender(&root, has_headers.then_some(&travelled))),
            to: self.recipients(&root),
            subject: self.text(&root, id::SUBJECT).unwrap_or_default(),
            text: self.body(&root),
            attachments: self.files(&root)?,
        };
        Ok(mail.cleaned())
    }

    fn storage(&mut self, path: PathBuf, head: usize, encoding: &'static Encoding) -> Storage {
        let properties = self.stream(&path.join(PROPERTIES)).unwrap_or_default();
        let entries = properties.get(head..).unwrap_or_default().as_chunks::<16>().0.iter();
        let fixed = entries
            .map(|[t0, t1, i0, i1, _, _, _, _, value @ ..]| ((u16::from_le_bytes([*i0, *i1]), u16::from_le_bytes([*t0, *t1])), *value));
        Storage { path, fixed: fixed.collect(), encoding }
    }

    /// The storages in one whose names begin like this, in their order.
    fn within(&self, storage: &Storage, prefix: &str) -> Vec<PathBuf> {
        let Ok(entries) = self.file.read_storage(&storage.path) else { return Vec::new() };
        let mut found: Vec<PathBuf> =
            entries.filter(|entry| entry.is_storage() && entry.name().starts_with(prefix)).map(|entry| entry.path().to_owned()).collect();
        found.sort();
        found
    }

    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let stream = self.file.open_stream(path).ok()?;
        stream.take(self.left).read_to_end(&mut bytes).ok()?;
        self.left -= bytes.len() as u64;
        Some(bytes)
    }

    fn value(&mut self, storage: &Storage, id: u16, kind: u16) -> Option<Vec<u8>> {
        self.stream(&storage.path.join(format!("__substg1.0_{id:04X}{kind:04X}")))
    }

    fn text(&mut self, storage: &Storage, id: u16) -> Option<String> {
        let text = match self.value(storage, id, TEXT_16) {
            Some(units) => {
                String::from_utf16_lossy(&units.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>())
            }
            None => storage.encoding.decode(&self.value(storage, id, TEXT_8)?).0.into_owned(),
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Inside one organisation Outlook writes paths of its directory where others have addresses.
    fn address(&mut self, storage: &Storage, ids: &[u16]) -> Option<String> {
        ids.iter().find_map(|id| self.text(storage, *id).filter(|text| text.contains('@')))
    }

    fn sender(&mut self, root: &Storage, travelled: Option<&Message>) -> MailPerson {
        let from = travelled.and_then(|message| message.from()).and_then(|from| from.first());
        let name = self.text(root, id::SENDER_NAME).or_else(|| self.text(root, id::REPRESENTED_NAME));
        let addresses = [id::SENDER_SMTP, id::SENDER_ADDRESS, id::REPRESENTED_SMTP, id::REPRESENTED_ADDRESS];
        let address = self.address(root, &addresses);
        MailPerson {
            name: name.or_else(|| from.and_then(|from| from.name.as_deref().map(str::to_owned))),
            address: address.or_else(|| from.and_then(|from| from.address.as_deref().map(str::to_owned))),
        }
    }

    fn recipients(&mut self, root: &Storage) -> Vec<MailPerson> {
        let mut people: Vec<(u32, MailPerson)> = Vec::new();
        for path in self.within(root, "__recip_version1.0_").into_iter().take(MOST_PEOPLE) {
            let person = self.storage(path, OF_A_PERSON_OR_FILE, root.encoding);
            let name = self.text(&person, id::DISPLAY_NAME);
            let address = self.address(&person, &[id::SMTP_ADDRESS, id::ADDRESS, id::DISPLAY_NAME]);
            // 1: to; 2: in copy; 3: in blind copy.
            people.push((person.long(id::RECIPIENT_TYPE).unwrap_or(1), MailPerson { name, address }));
        }
        people.sort_by_key(|(how, _)| *how);
        people.into_iter().map(|(_, person)| person).collect()
    }

    fn body(&mut self, root: &Storage) -> String {
        if let Some(text) = self.text(root, id::BODY) {
            return text;
        }
        let page = self.value(root, id::HTML, BINARY).map(|bytes| {
            let said = root.code_page(id::INTERNET_CODE_PAGE).unwrap_or(root.encoding);
            let encoding = if std::str::from_utf8(&bytes).is_ok() { UTF_8 } else { said };
            encoding.decode(&bytes).0.into_owned()
        });
        page.or_else(|| self.text(root, id::HTML)).map(|page| page_text(&page)).unwrap_or_default()
    }

    fn files(&mut self, root: &Storage) -> Result<Vec<MailFile>, MailFault> {
        let paths = self.within(root, "__attach_version1.0_");
        if paths.len() > MOST_ATTACHMENTS {
            return Err(MailFault::TooManyAttachments { most: MOST_ATTACHMENTS });
        }
        let mut files = Vec::new();
        for path in paths {
            let file = self.storage(path, OF_A_PERSON_OR_FILE, root.encoding);
            let name = [id::LONG_FILE_NAME, id::FILE_NAME, id::DISPLAY_NAME].into_iter().find_map(|id| self.text(&file, id));
            let inner = file.path.join(format!("__substg1.0_{:04X}{OBJECT:04X}", id::CONTENT));
            if self.file.is_storage(&inner) {
                let content = self.mail_within(&inner).map_err(|error| MailFault::Damaged { detail: error.to_string() })?;
                let name = name.map(|name| format!("{}.msg", name.replace(['/', '\\'], " ")));
                files.push(MailFile::new(name.as_deref(), Some("application/vnd.ms-outlook"), content));
                continue;
            }
            let media_type = self.text(&file, id::MEDIA_TYPE);
            let content = self.value(&file, id::CONTENT, BINARY).unwrap_or_default();
            files.push(MailFile::new(name.as_deref(), media_type.as_deref(), content));
        }
        Ok(files)
    }

    /// A mail in a mail as a file of its own: the same storage, with a longer head before its properties.
    fn mail_within(&mut self, storage: &Path) -> std::io::Result<Vec<u8>> {
        let mut copy = CompoundFile::create(Cursor::new(Vec::new()))?;
        let entries: Vec<(PathBuf, bool)> =
            self.file.walk_storage(storage)?.skip(1).map(|entry| (entry.path().to_owned(), entry.is_storage())).collect();
        for (path, is_storage) in entries {
            let Ok(inner) = path.strip_prefix(storage) else { continue };
            let target = Path::new("/").join(inner);
            if is_storage {
                copy.create_storage(&target)?;
                continue;
            }
            let mut bytes = self.stream(&path).unwrap_or_default();
            if inner == Path::new(PROPERTIES) && bytes.len() >= OF_A_MAIL_WITHIN {
                bytes.splice(OF_A_MAIL_WITHIN..OF_A_MAIL_WITHIN, [0; OF_A_MAIL - OF_A_MAIL_WITHIN]);
            }
            copy.create_stream(&target)?.write_all(&bytes)?;
        }
        copy.flush()?;
        Ok(copy.into_inner().into_inner())
    }
}

impl Storage {
    fn long(&self, id: u16) -> Option<u32> {
        let [a, b, c, d, ..] = *self.fixed.get(&(id, LONG))?;
        Some(u32::from_le_bytes([a, b, c, d]))
    }

    /// Tenths of microseconds since 1601, in UTC.
    fn moment(&self, id: u16) -> Option<DateTime<FixedOffset>> {
        const FROM_1601_TO_1970: i64 = 11_644_473_600;
        let ticks = i64::try_from(u64::from_le_bytes(*self.fixed.get(&(id, TIME))?)).ok().filter(|ticks| *ticks > 0)?;
        let moment = DateTime::<Utc>::UNIX_EPOCH
            .checked_add_signed(TimeDelta::try_seconds(ticks / 10_000_000 - FROM_1601_TO_1970)?)
            .filter(|moment| moment.timestamp() > 0)?;
        Some(moment.fixed_offset())
    }

    fn code_page(&self, id: u16) -> Option<&'static Encoding> {
        let page = self.long(id)?;
        let label = match page {
            65_001 => "utf-8".into(),
            932 => "shift_jis".into(),
            936 => "gbk".into(),
            949 => "euc-kr".into(),
            950 => "big5".into(),
            874 | 1_250..=1_258 => format!("windows-{page}"),
            28_591..=28_606 => format!("iso-8859-{}", page - 28_590),
            _ => return None,
        };
        Encoding::for_label(label.as_bytes())
    }
}
