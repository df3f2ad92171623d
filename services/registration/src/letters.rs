//! Applicants are told of their registrations.

use ::letters::ToAddress;
use database::{Connection, Schema};
use messages::LetterKind;
use runtime::Clock;
use uuid::Uuid;

/// Asks for a letter to every current address of the account, in the caller's transaction. The relay finds the message
/// when the transaction commits.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn tell(
    on: &mut Connection,
    clock: &Clock,
    account: Uuid,
    kind: LetterKind,
) -> Result<(), sqlx::Error> {
    let addresses = sqlx::query_scalar!(
        "SELECT id FROM accounts.addresses WHERE account_id = $1 AND state = 'current' ORDER BY id",
        account,
    )
    .fetch_all(&mut *on)
    .await?;
    for address in addresses {
        let letter = ToAddress { kind, account, address, link: None };
        ::letters::to_address(on, Schema::Registration, letter, clock).await?;
    }
    Ok(())
}
