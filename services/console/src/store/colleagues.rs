//! Those who work on the tickets of a desk.

use domain::Desk;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Most colleagues of one desk that are offered.
const MOST: i64 = 200;

/// An officer of a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Colleague {
    pub(crate) id: Uuid,
    pub(crate) name: String,
}

/// Who works at this desk now, by name.
pub(crate) async fn of_desk(on: impl PgExecutor<'_>, desk: Desk) -> Result<Vec<Colleague>, sqlx::Error> {
    sqlx::query_as!(
        Colleague,
        "SELECT id, name FROM desk.officers
          WHERE $1 = ANY(desks) AND roles && ARRAY['officer', 'supervisor'] AND disabled_at IS NULL
            AND activated_at IS NOT NULL
          ORDER BY name, id LIMIT $2",
        desk.as_str(),
        MOST,
    )
    .fetch_all(on)
    .await
}
