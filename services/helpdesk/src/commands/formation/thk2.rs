//! `helpdesk formation import-thk2`: brings in the list "eks THK-II".

use std::path::Path;

use anyhow::{Result, bail};
use audit::Action;
use database::Pool;
use registration::operator::{NoList, import_thk2};
use vault::Vault;

use crate::operator::{Operator, note, say};

/// Puts the file's list in the place of the one that is there.
pub(super) async fn run(pool: &Pool, vault: &Vault, file: &Path, operator: &Operator) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let people = match import_thk2(&mut transaction, vault, file).await {
        Ok(people) => people,
        Err(NoList::Lines { count, first }) => {
            for (line, why) in &first {
                note(format!("line {line} {why}"));
            }
            bail!("nothing was imported: {count} lines are wrong");
        }
        Err(error) => return Err(error.into()),
    };
    let entry = operator.entry(Action::ReferenceImported).detail(format!("THK-II: {people} people"));
    audit::record(&mut *transaction, &entry).await?;
    transaction.commit().await?;
    say(format!("{people} people; only keyed hashes of them are kept"));
    Ok(())
}
