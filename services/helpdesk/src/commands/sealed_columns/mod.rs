//! Every column that holds a data key, something sealed, or a keyed hash, as its owner claims it. Before
//! `helpdesk erase` commits, it checks with all claims that nothing is left. A test walks the database's catalogue and
//! fails on a column that no owner claims.

use anyhow::{Result, ensure};
use database::claims::Claim;
use database::{Connection, Transaction};
use domain::TicketNumber;

/// The claims of all owners, by table.
fn all() -> Vec<&'static Claim> {
    let owners = [
        intake::operator::CLAIMS,
        router::operator::CLAIMS,
        answer::operator::CLAIMS,
        console::operator::CLAIMS,
        status::operator::CLAIMS,
        notify::operator::CLAIMS,
        accounts::operator::CLAIMS,
        stamping::operator::CLAIMS,
        registration::operator::CLAIMS,
        officers::operator::CLAIMS,
        audit::operator::CLAIMS,
    ];
    let mut all: Vec<&'static Claim> = owners.into_iter().flatten().collect();
    all.sort_unstable_by_key(|claim| claim.table);
    all
}

/// Makes sure that no table holds anything of the ticket any more, as this transaction sees them.
pub(super) async fn nothing_left(transaction: &mut Transaction, number: TicketNumber) -> Result<()> {
    let left = left_of(transaction, number).await?;
    let told: Vec<String> = left.iter().map(ToString::to_string).collect();
    ensure!(left.is_empty(), "ticket {number} was not erased: something of it would be left in {}", told.join(", "));
    Ok(())
}

/// The tables that still hold something of the ticket.
async fn left_of(on: &mut Connection, number: TicketNumber) -> Result<Vec<&'static Claim>> {
    let (mut left, number) = (Vec::new(), number.to_string());
    for claim in all() {
        if claim.is_left(on, &number).await? {
            left.push(claim);
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests;
