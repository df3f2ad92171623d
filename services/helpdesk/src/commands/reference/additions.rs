//! Names that supervisors added to the lists from tickets, for whoever keeps the registers.

use anyhow::Result;
use database::Pool;
use domain::time;

use crate::operator::{say, table};

/// Shows all of them, oldest first.
pub(super) async fn run(pool: &Pool) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT a.list, a.name, a.detail, a.within, coalesce(o.name, '') AS "by!", a.added_at
             FROM reference.additions a LEFT
               JOIN desk.officers o ON o.id = a.added_by ORDER BY a.added_at, a.list, a.name"#,
    )
    .fetch_all(pool)
    .await?;
    let mut lines = vec![["LIST", "NAME", "DETAIL", "WITHIN", "ADDED BY", "AT (WIB)"].map(str::to_owned).to_vec()];
    lines.extend(
        rows.into_iter().map(|row| {
            vec![row.list, row.name, row.detail, row.within, row.by, time::wib_text(row.added_at.to_jiff())]
        }),
    );
    say(table(&lines));
    Ok(())
}
