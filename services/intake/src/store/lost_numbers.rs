//! Numbers of tickets that their applicants lost.

use database::{Inconsistent, Pool, Schema};
use domain::TicketNumber;
use messages::LetterKind;
use runtime::Clock;

/// Tickets of one person whose numbers are sent at once, the newest first.
const MOST: i64 = 5;

/// Asks for a letter with the number of each ticket of this person (by blind indexes) that has an address.
///
/// # Errors
/// When the database is away. Then nothing was asked for.
pub(crate) async fn ask(pool: &Pool, person_indexes: &[Vec<u8>], clock: &Clock) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let numbers = sqlx::query_scalar!(
        r#"SELECT number AS "number!" FROM intake.filed_tickets
            WHERE person_index = ANY($1) ORDER BY submitted_at DESC, number DESC LIMIT $2"#,
        person_indexes,
        MOST,
    )
    .fetch_all(&mut *transaction)
    .await?;
    for number in numbers {
        let number: TicketNumber =
            number.parse().map_err(|_invalid| Inconsistent::new("intake.filed_tickets", "number", &number))?;
        letters::about_ticket(&mut transaction, Schema::Intake, LetterKind::TicketNumber, number, clock, None).await?;
    }
    transaction.commit().await
}
