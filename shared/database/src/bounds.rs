//! What the server itself bounds on a service's connection: how long a statement may take, how long a transaction may
//! lie open, and after how long it finds out about a service that vanished.
//!
//! Migration 0073 gives the bounds to the services' roles, so they hold behind a pooler, too, which passes no start-up
//! parameters on. A login role of the operator's own has none: then the connection sets them itself.

#![expect(clippy::disallowed_types, reason = "this is below what stands in front of them")]

use sqlx::{Error, Executor as _, PgConnection, Row as _};

/// The bounds, in milliseconds and, of keep-alives, in seconds. Migration 0073 has the same.
const BOUNDS: &str = "SET statement_timeout = 5000;
    SET idle_in_transaction_session_timeout = 10000;
    SET tcp_keepalives_idle = 10;
    SET tcp_keepalives_interval = 5;
    SET tcp_keepalives_count = 3;
    SET tcp_user_timeout = 15000";
/// Planning a short statement over partitioned tables takes longer than running it.
const PLANS: &str = "SET plan_cache_mode = force_generic_plan";

/// Bounds a new connection as far as its role does not do so.
pub(crate) async fn agree(connection: &mut PgConnection, generic_plans: bool) -> Result<(), Error> {
    let asked = "SELECT current_setting('statement_timeout') = '0' AS unbounded,
                        current_setting('plan_cache_mode') <> 'force_generic_plan' AS custom";
    let found = (&mut *connection).fetch_one(asked).await?;
    if found.try_get("unbounded")? {
        (&mut *connection).execute(BOUNDS).await?;
    }
    if generic_plans && found.try_get("custom")? {
        connection.execute(PLANS).await?;
    }
    Ok(())
}
