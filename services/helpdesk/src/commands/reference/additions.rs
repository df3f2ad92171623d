//! Names that supervisors added to the lists from tickets, for the people who maintain the registers.

use anyhow::Result;
use database::Pool;
use domain::time;

use crate::operator::{say, table};

/// Shows all of them, oldest first.
pub(super) async fn run(pool: &Pool) -> Result<()> {
    let additions = ::reference::additions(pool).await?;
    let officers: Vec<_> = additions.iter().map(|addition| addition.added_by).collect();
    let names = officers::operator::names(pool, &officers).await?;
    let mut lines = vec![["LIST", "NAME", "DETAIL", "WITHIN", "ADDED BY", "AT (WIB)"].map(str::to_owned).to_vec()];
    lines.extend(additions.into_iter().map(|addition| {
        let by = names.get(&addition.added_by).cloned().unwrap_or_default();
        let (list, at) = (addition.list.to_string(), time::wib_text(addition.added_at));
        vec![list, addition.name, addition.detail, addition.within, by, at]
    }));
    say(table(&lines));
    Ok(())
}
