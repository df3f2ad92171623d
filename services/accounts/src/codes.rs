//! Codes of six digits that are sent to addresses. Whoever types one that was sent to an address shows to read what
//! comes there. A try counts before anything is compared: of any number at once, five are.

use ::letters::codes::Typed;
use database::{Connection, Pool};
use jiff::Timestamp;
use runtime::Clock;
use uuid::Uuid;
use vault::Vault;

use crate::letters;
use crate::measures::{self, Code};
use crate::store::codes::{self as rows, Purpose};

/// What became of a request for a code.
pub(crate) enum Sent {
    /// It is on its way.
    Sent,
    /// Another one may be sent then.
    Wait(Timestamp),
}

/// What became of a code that somebody typed.
pub(crate) enum Compared {
    /// It is right; the caller uses the one with this id.
    Right(Right),
    /// It is not; there are more tries.
    Wrong,
    /// It counts no more, was wrong too often, or there is none.
    Void,
}

/// A code that is right.
pub(crate) struct Right {
    pub(crate) id: Uuid,
    /// The address that it confirms, if it confirms one.
    pub(crate) address: Option<Uuid>,
}

/// Sends a code for this purpose to these addresses, in the caller's transaction, which holds the account. `confirms`
/// is the address that the code confirms. The one before counts no more.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn send(
    on: &mut Connection,
    clock: &Clock,
    (account, purpose): (Uuid, Purpose),
    confirms: Option<Uuid>,
    to: &[Uuid],
) -> Result<Sent, sqlx::Error> {
    let (id, now) = (clock.new_id(), clock.now());
    if let Some(until) = rows::waits_until(&mut *on, account, purpose, now).await? {
        measures::code(purpose, Code::Paused);
        return Ok(Sent::Wait(until));
    }
    rows::make(on, id, (account, purpose, confirms), now).await?;
    letters::send_code(on, clock, (account, id), purpose, to).await?;
    measures::code(purpose, Code::Sent);
    Ok(Sent::Sent)
}

/// Compares what somebody typed with the code that counts.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn compare(
    pool: &Pool,
    vault: &Vault,
    (account, purpose): (Uuid, Purpose),
    typed: &Typed,
    now: Timestamp,
) -> Result<Compared, sqlx::Error> {
    let tried = rows::count(pool, account, purpose, now).await?;
    let (outcome, compared) = match tried {
        None => (Code::Void, Compared::Void),
        Some(code) if typed.is(vault, code.id) => {
            (Code::Right, Compared::Right(Right { id: code.id, address: code.address }))
        }
        Some(code) => (Code::Wrong, if code.left > 0 { Compared::Wrong } else { Compared::Void }),
    };
    measures::code(purpose, outcome);
    Ok(compared)
}
