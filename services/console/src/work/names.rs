//! Finds tickets by the parts of their applicants' names. The database has keyed hashes of these parts, which a job
//! makes in the background (docs/adr/0051).

use std::collections::HashSet;

use desk::store::tickets;
use desk::{Caller, Desks, Refusal, content};
use domain::{FullName, TicketNumber};
use runtime::telemetry::cause;
use vault::{Index, Vault};

use super::glance::{Glance, MOST_FOUND, of_numbers};
use crate::store::names::{self, Mark};

/// Tickets that are looked at in one transaction.
const BATCH: i64 = 200;

/// Bytes of a mark that are kept: enough that no two parts share one.
const MARK_BYTES: usize = 10;

/// The marks of a name; none when nobody can be found by it.
pub(crate) fn marks(vault: &Vault, name: &FullName) -> Vec<Vec<u8>> {
    let mark = |part: String| {
        let whole = vault.index(Index::NamePart, part.as_bytes());
        whole.as_bytes().iter().copied().take(MARK_BYTES).collect()
    };
    let marks: HashSet<Vec<u8>> = name.search_parts().into_iter().map(mark).collect();
    marks.into_iter().collect()
}

/// Makes the marks of the next tickets; returns how many tickets there were. Of all processes one is at it at a time.
pub(crate) async fn name_next(desks: &Desks) -> Result<usize, Refusal> {
    let mut transaction = desks.pool.begin().await?;
    if !names::lock_naming(&mut *transaction).await? {
        return Ok(0);
    }
    let numbers = names::unnamed(&mut *transaction, BATCH).await?;
    if numbers.is_empty() {
        return Ok(0);
    }
    let mut all = Vec::new();
    for (number, ticket) in tickets::find_all(&mut *transaction, &numbers).await? {
        let opened =
            desks.vault.open_data_key(&ticket.data_key).map_err(Refusal::from).and_then(|key| content(&key, &ticket));
        match opened {
            Ok(content) => {
                let marks = marks(&desks.vault, content.full_name());
                all.extend(marks.into_iter().map(|bytes| Mark { number, ticket_id: ticket.id, bytes }));
            }
            Err(refusal) => tracing::error!(
                error = cause(&refusal),
                ticket.number = %number,
                "a ticket that cannot be opened is not found by its name"
            ),
        }
    }
    names::put(&mut transaction, &all, &numbers).await?;
    transaction.commit().await?;
    Ok(numbers.len())
}

/// What a search by name found.
#[expect(clippy::large_enum_variant, reason = "one search has one of them, for a moment")]
pub(crate) enum Named {
    /// These tickets, newest first; whether there are more.
    Found(Glance, bool),
    /// Too many have this one part of a name.
    TooMany,
}

/// The tickets at the caller's desks whose names have all of these marks. The audit log has the search with the tickets
/// that it shows, and nothing of the name. One part alone must be rare.
pub(crate) async fn of_name(desks: &Desks, caller: &Caller, marks: &[Vec<u8>]) -> Result<Named, Refusal> {
    let own: Vec<_> = caller.desks().collect();
    let mut numbers: Vec<TicketNumber> = names::with_all(&desks.pool, marks, &own, MOST_FOUND + 1).await?;
    let shown = usize::try_from(MOST_FOUND).unwrap_or(usize::MAX);
    let more = numbers.len() > shown;
    if more && marks.len() < 2 {
        desk::note_found(desks, caller, "name", &[]).await?;
        return Ok(Named::TooMany);
    }
    numbers.truncate(shown);
    Ok(Named::Found(of_numbers(desks, caller, "name", &numbers).await?, more))
}
