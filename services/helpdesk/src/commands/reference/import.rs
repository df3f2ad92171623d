//! `helpdesk reference import`: shows first what a file would change in a list, and imports it only then.

use std::path::Path;

use ::reference::{Change, Import};
use anyhow::Result;
use audit::Action;
use database::Pool;
use domain::Suggestions;

use crate::operator::{Operator, say};

/// Imports the file into the list, or only shows what would change.
pub(super) async fn run(
    pool: &Pool,
    list: Suggestions,
    file: &Path,
    dry_run: bool,
    remove_missing: bool,
    operator: &Operator,
) -> Result<()> {
    let import = Import::into_list(list);
    let mut transaction = pool.begin().await?;
    let rows = import.take(&mut transaction, file).await?;
    say(format!("{} rows read, {} of them repeated", rows.read, rows.read - rows.taken));
    tell("added", &import.added(&mut transaction).await?);
    tell("changed", &import.changed(&mut transaction).await?);
    let missing = import.missing(&mut transaction).await?;
    tell(if remove_missing { "removed" } else { "not in the file, kept" }, &missing);
    import.bring_in(&mut transaction, remove_missing).await?;
    if dry_run {
        transaction.rollback().await?;
        say("dry run: nothing was changed");
        return Ok(());
    }
    Import::renew_suggestions(&mut transaction).await?;
    let entry = operator.entry(Action::ReferenceImported).detail(format!("{} {} rows", list.as_str(), rows.taken));
    audit::record(&mut *transaction, &entry).await?;
    transaction.commit().await?;
    say("done");
    Ok(())
}

/// Says how many rows it is about, and the first of them.
fn tell(what: &str, change: &Change) {
    say(format!("{} {what}", change.count));
    for line in &change.first {
        say(format!("  {line}"));
    }
    if usize::try_from(change.count).is_ok_and(|count| count > change.first.len()) {
        say("  …");
    }
}
