//! `helpdesk formation import`: tells everything that is wrong with a file, or brings the catalogue to its state.

use std::path::Path;

use anyhow::{Result, bail};
use audit::Action;
use database::Pool;
use registration::operator::{NotImported, Unfit, import};

use crate::operator::{Operator, note, say};

/// Imports the file, or only shows what would change.
pub(super) async fn run(pool: &Pool, file: &Path, dry_run: bool, operator: &Operator) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let counts = match import(&mut transaction, file).await {
        Ok(counts) => counts,
        Err(NotImported::Unfit(Unfit::Faults { count, first })) => {
            for fault in &first {
                note(fault.to_string());
            }
            if count > first.len() {
                note("…");
            }
            bail!("nothing was imported: the file has {count} faults");
        }
        Err(other) => return Err(other.into()),
    };
    say(format!("{} formations in the file", counts.formations));
    say(format!("{} added, {} changed, {} withdrawn", counts.added, counts.changed, counts.withdrawn));
    if dry_run {
        transaction.rollback().await?;
        say("dry run: nothing was changed");
        return Ok(());
    }
    let told =
        format!("formations: {} added, {} changed, {} withdrawn", counts.added, counts.changed, counts.withdrawn);
    audit::record(&mut *transaction, &operator.entry(Action::ReferenceImported).detail(told)).await?;
    transaction.commit().await?;
    say("done");
    Ok(())
}
