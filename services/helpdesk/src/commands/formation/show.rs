//! `helpdesk formation list` and `show`.

use anyhow::{Context as _, Result};
use database::Pool;
use registration::operator;
use uuid::Uuid;

use crate::operator::{note, say, table};

/// A page of them.
pub(super) async fn list(pool: &Pool, words: &str, page: u16) -> Result<()> {
    let (found, total) = operator::list(pool, words, page).await?;
    let mut lines = vec![["FORMATION", "", "POSITION", "AGENCY", "EDUCATION", "PLACES"].map(str::to_owned).to_vec()];
    lines.extend(found.into_iter().map(|one| {
        vec![one.id.to_string(), one.selection, one.position, one.agency, one.education, one.places.to_string()]
    }));
    say(table(&lines));
    note(format!("{total} found; those beyond 1000 are not counted"));
    Ok(())
}

/// One with all its fields.
pub(super) async fn show(pool: &Pool, id: Uuid) -> Result<()> {
    let (fields, withdrawn) = operator::find(pool, id).await?.context("there is no formation with this id")?;
    let lines: Vec<Vec<String>> = fields.into_iter().map(|(name, text)| vec![name.to_owned(), text]).collect();
    say(table(&lines));
    if withdrawn {
        say("withdrawn: it can no longer be applied for");
    }
    Ok(())
}
