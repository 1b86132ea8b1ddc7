//! The lists of a document that are lists of companies. All of them are read, each with its own
//! introduction. Left out are: the navigation, margin and foot of a page; indexes, whose items are links
//! within the site, or all to one site, and say nothing else; and, where the words above some lists or
//! their items show that these are lists of companies, the lists of which neither is true.

use provident_domain::lists::Lists;
use provident_domain::name::{NameKey, host_of};

use super::Found;
use super::item::{Entry, entry};
use super::page::{Block, Item, List};
use super::place::{Place, of_heading, of_paragraph};

const COLUMNS: [&str; 4] = ["Name", "Service", "Website", "Country"];
/// Words above a list that tell that companies follow.
const ANNOUNCING: [&str; 14] = [
    "processor",
    "provider",
    "vendor",
    "supplier",
    "third part",
    "third-part",
    "partner",
    "sous-traitant",
    "prestataire",
    "fournisseur",
    "auftragsverarbeiter",
    "auftragnehmer",
    "dienstleister",
    "anbieter",
];

/// A list and what stands above it.
struct Introduced<'a> {
    list: &'a List,
    heading: Option<&'a str>,
    paragraph: Option<&'a str>,
}

pub(super) fn companies(blocks: &[Block], lists: &Lists) -> Option<Found> {
    let all = introduced(blocks);
    let inside: Vec<&Introduced> = all.iter().filter(|one| !one.list.is_aside).collect();
    let candidates = if inside.is_empty() { all.iter().collect() } else { inside };
    let read: Vec<(bool, Vec<Entry>)> = candidates.into_iter().map(|one| (is_announced(one), companies_of(one, lists))).collect();
    let read: Vec<(bool, Vec<Entry>)> = read.into_iter().filter(|(_, entries)| !entries.is_empty()).collect();
    let is_meant = |(announced, entries): &(bool, Vec<Entry>)| *announced || looks_like_companies(entries);
    let any_meant = read.iter().any(is_meant);
    let entries: Vec<Entry> = read.into_iter().filter(|one| !any_meant || is_meant(one)).flat_map(|(_, entries)| entries).collect();
    (!entries.is_empty()).then(|| Found { place: "list", rows: rows(&entries), has_header: true, remarks: Vec::new() })
}

/// The paragraph right above a list, and the heading that both stand under.
fn introduced(blocks: &[Block]) -> Vec<Introduced<'_>> {
    let (mut heading, mut paragraph) = (None, None);
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(text) => (heading, paragraph) = (Some(text.as_str()), None),
            Block::Paragraph(text) => paragraph = Some(text.as_str()),
            Block::Table(_) => paragraph = None,
            Block::List(list) => {
                found.push(Introduced { list, heading, paragraph });
                paragraph = None;
            }
        }
    }
    found
}

fn is_announced(one: &Introduced) -> bool {
    let last = one.paragraph.map(|text| text.rsplit_once(". ").map_or(text, |(_, last)| last));
    let texts = last.into_iter().chain(one.heading).map(str::to_lowercase);
    texts.into_iter().any(|text| ANNOUNCING.iter().any(|word| text.contains(word)))
}

fn looks_like_companies(entries: &[Entry]) -> bool {
    let is_placed = |entry: &&Entry| !entry.website.is_empty() || !entry.country.is_empty();
    entries.iter().filter(is_placed).count() * 2 >= entries.len()
}

/// The companies of a list; none of an index that nothing announces as a list of companies.
fn companies_of(one: &Introduced, lists: &Lists) -> Vec<Entry> {
    let place = match (one.paragraph.map(|text| of_paragraph(text, lists)), one.heading) {
        (None | Some(Place::Unsaid), Some(heading)) => of_heading(heading, lists),
        (place, _) => place.unwrap_or(Place::Unsaid),
    };
    let mut found = Vec::new();
    let mut within = 0;
    for tree in trees(&one.list.items) {
        within += usize::from(tree[0].run.leads_within && tree[0].run.address.is_none());
        if is_group(tree) {
            let here = of_heading(tree[0].run.text(), lists);
            let here = if here == Place::Unsaid { place } else { here };
            found.extend(trees(&tree[1..]).map(|tree| placed(read(tree, lists), here, lists)));
        } else {
            found.push(placed(read(tree, lists), place, lists));
        }
    }
    found.retain(|entry| !entry.name.is_empty());
    // What stands right above an index says what it is; the heading does where nothing else is there.
    let right_above = Introduced { heading: one.heading.filter(|_| one.paragraph.is_none()), ..*one };
    if is_index(&found, within) && !is_announced(&right_above) { Vec::new() } else { found }
}

/// Each item of the outermost depth with all that is nested in it.
fn trees(items: &[Item]) -> impl Iterator<Item = &[Item]> {
    let outermost = items.iter().map(|item| item.depth).min().unwrap_or(1);
    items.chunk_by(move |_, next| next.depth > outermost)
}

fn read(tree: &[Item], lists: &Lists) -> Entry {
    let nested: Vec<_> = tree[1..].iter().map(|item| &item.run).filter(|run| !run.is_empty()).collect();
    entry(&tree[0].run, &nested, lists)
}

/// An item of a few words over items that each begin with a link or in bold: "Infrastructure", and below
/// it the companies.
fn is_group(tree: &[Item]) -> bool {
    let head = &tree[0].run;
    let Some(first) = tree.get(1) else { return false };
    let mut children = tree[1..].iter().filter(|item| item.depth <= first.depth);
    head.address.is_none() && !head.text().contains('\n') && children.all(|child| child.run.lead().is_some() && child.run.address.is_some())
}

fn placed(mut entry: Entry, place: Place, lists: &Lists) -> Entry {
    if let (true, Place::Country(code)) = (entry.country.is_empty(), place) {
        entry.country = lists.country(code).map(|country| country.label.en.clone()).unwrap_or_default();
    }
    entry
}

/// Links that say nothing else, within the site or all to one site.
fn is_index(entries: &[Entry], within: usize) -> bool {
    if entries.iter().any(|entry| !entry.service.is_empty() || !entry.country.is_empty() || !entry.more.is_empty()) {
        return false;
    }
    let hosts: Vec<Option<String>> = entries.iter().map(|entry| host_of(&entry.website)).collect();
    let is_one_site = hosts.len() > 1 && hosts[0].is_some() && hosts.iter().all(|host| *host == hosts[0]);
    within == entries.len() || is_one_site
}

fn rows(entries: &[Entry]) -> Vec<Vec<String>> {
    let mut more: Vec<&str> = Vec::new();
    for (label, _) in entries.iter().flat_map(|entry| &entry.more) {
        if !more.iter().any(|known| NameKey::of(known) == NameKey::of(label)) {
            more.push(label);
        }
    }
    let head = COLUMNS.iter().chain(&more).map(|name| (*name).to_owned()).collect();
    let row = |entry: &Entry| {
        let values = |label: &&str| {
            let of_label = entry.more.iter().filter(|(known, _)| NameKey::of(known) == NameKey::of(label));
            of_label.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("; ")
        };
        let own = [&entry.name, &entry.service, &entry.website, &entry.country].into_iter().cloned();
        own.chain(more.iter().map(values)).collect()
    };
    std::iter::once(head).chain(entries.iter().map(row)).collect()
}
