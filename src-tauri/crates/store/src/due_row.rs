//! The table `due`, derived with each provider, each activity, and the register itself.

use chrono::NaiveDate;
use provident_domain::due::{Due, DueSubject, action_due, list_dues, published_due};
use provident_domain::legal::Legal;
use provident_domain::name::NameKey;
use rusqlite::{Connection, named_params};

use crate::act::Rules;
use crate::fault::Stored;
use crate::value::json;

/// Replaces what is due of one subject. `name` is none of the register.
pub(crate) fn write(connection: &Connection, kind: &str, id: &str, name: Option<&str>, dues: &[Due]) -> Stored<()> {
    remove(connection, kind, id)?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO due (subject_kind, subject_id, rule, due_on, is_snoozed, name, haystack, due)
         VALUES (:kind, :id, :rule, :due_on, :is_snoozed, :name, :haystack, :due)",
    )?;
    for due in dues {
        let names: Vec<String> = name.into_iter().chain(due.what.named()).map(|name| NameKey::of(name).as_str().to_owned()).collect();
        statement.execute(named_params! {
            ":kind": kind,
            ":id": id,
            ":rule": due.what.rule(),
            ":due_on": due.on.to_string(),
            ":is_snoozed": due.snoozed.is_some(),
            ":name": name.unwrap_or_default(),
            ":haystack": names.join("\n"),
            ":due": json(due),
        })?;
    }
    Ok(())
}

pub(crate) fn remove(connection: &Connection, kind: &str, id: &str) -> Stored<()> {
    connection.prepare_cached("DELETE FROM due WHERE subject_kind = ?1 AND subject_id = ?2")?.execute([kind, id])?;
    Ok(())
}

/// What is due of the register as a whole: its lists, its public list of sub-processors, actions of nobody else.
pub(crate) fn renew_register(connection: &Connection, rules: Rules, legal: &Legal) -> Stored<()> {
    write(connection, "register", "register", None, &of_register(connection, rules, legal)?)
}

pub(crate) fn of_register(connection: &Connection, rules: Rules, legal: &Legal) -> Stored<Vec<Due>> {
    let snoozes = crate::action::snoozes(connection, "register")?;
    let mut dues = list_dues(legal, &snoozes);
    let since: Option<NaiveDate> = crate::published::differs_since(connection)?;
    dues.extend(since.map(|since| published_due(since, rules.lists, &snoozes)));
    let actions = crate::action::of_register(connection)?;
    dues.extend(actions.iter().filter_map(|(id, action)| action_due(DueSubject::Register, *id, action, &snoozes)));
    let rounds = crate::assessment::open_rounds(connection, None)?;
    dues.extend(rounds.iter().filter_map(|round| round.due(DueSubject::Register, rules.lists, &snoozes)));
    dues.sort();
    Ok(dues)
}
