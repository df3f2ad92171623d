//! Rights on the database itself, which no dump holds.

use sqlx::PgExecutor;

/// Gives the services' roles, and nobody else, the right to connect: as migration 0040 did.
///
/// # Errors
/// When the database is away or refuses.
pub async fn only_services_connect(on: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DO $$ BEGIN
             EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
             EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_intake, helpdesk_router, helpdesk_answer, helpdesk_console, helpdesk_status, helpdesk_notify, helpdesk_accounts, helpdesk_stamping, helpdesk_registration', current_database());
         END $$"
    )
    .execute(on)
    .await
    .map(drop)
}
