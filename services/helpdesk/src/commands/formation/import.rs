//! `helpdesk formation import`: tells everything that is wrong with a file, or brings the catalogue to its state.

use std::path::Path;

use anyhow::{Result, bail};
use audit::Action;
use database::Pool;
use registration::operator::{Counts, NotImported, Unfit, compare, import};

use crate::operator::{Operator, note, say};

/// Imports the file, or only shows what would change.
pub(super) async fn run(pool: &Pool, file: &Path, dry_run: bool, operator: &Operator) -> Result<()> {
    if dry_run {
        tell(compare(pool, file).await.or_else(told)?);
        say("dry run: nothing was changed");
        return Ok(());
    }
    let mut transaction = pool.begin().await?;
    let counts = import(&mut transaction, file).await.or_else(told)?;
    tell(counts);
    let what =
        format!("formations: {} added, {} changed, {} withdrawn", counts.added, counts.changed, counts.withdrawn);
    audit::record(&mut *transaction, &operator.entry(Action::ReferenceImported).detail(what)).await?;
    transaction.commit().await?;
    say("done");
    Ok(())
}

fn tell(counts: Counts) {
    say(format!("{} formations in the file", counts.formations));
    say(format!("{} added, {} changed, {} withdrawn", counts.added, counts.changed, counts.withdrawn));
}

/// Tells each fault of a file that has some.
fn told(error: NotImported) -> Result<Counts> {
    let NotImported::Unfit(Unfit::Faults { count, first }) = error else { return Err(error.into()) };
    for fault in &first {
        note(fault.to_string());
    }
    if count > first.len() {
        note("…");
    }
    bail!("nothing was imported: the file has {count} faults");
}
