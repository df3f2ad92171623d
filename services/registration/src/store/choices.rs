//! What can be chosen on the way to a formation. Each list depends on the choices before it. Formations that are
//! withdrawn are in none.

use sqlx::PgExecutor;
use uuid::Uuid;

use domain::SelectionKind;

/// Most entries of a list; agencies are some six hundred.
const MOST: i64 = 2_000;

/// A value, and what people read.
pub(crate) type Entry = (String, String);

/// The agencies that have formations of a kind of selection.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn agencies(on: impl PgExecutor<'_>, kind: SelectionKind) -> Result<Vec<Entry>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT a.id, a.name FROM registration.agencies a
          WHERE EXISTS (SELECT FROM registration.formations f
                         WHERE f.agency_id = a.id AND f.withdrawn_in IS NULL
                           AND $1 = CASE WHEN f.selection = 'CPNS' THEN 'cpns'
                                         WHEN f.asks_teaching OR f.dapodik <> '' THEN 'pppk_guru'
                                         WHEN f.asks_str THEN 'pppk_nakes' ELSE 'pppk_teknis' END)
          ORDER BY a.name, a.id LIMIT $2",
        kind.as_str(),
        MOST,
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// One formation of an agency that can be chosen.
#[derive(Clone, Debug)]
pub(crate) struct Choosable {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) education_code: String,
    pub(crate) education: String,
    pub(crate) position: String,
    pub(crate) place: String,
}

/// The formations of an agency, as a person narrows them down: with the choices that were made so far.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn of_agency(
    on: impl PgExecutor<'_>,
    selection: SelectionKind,
    agency: &str,
    [kind, education, position]: [&str; 3],
) -> Result<Vec<Choosable>, sqlx::Error> {
    sqlx::query_as!(
        Choosable,
        "SELECT DISTINCT ON (given.kind, given.education_code, given.position, given.place)
                given.id AS \"id!\", given.kind AS \"kind!\", given.education_code AS \"education_code!\",
                given.education AS \"education!\", given.position AS \"position!\", given.place AS \"place!\"
           FROM (SELECT f.id, f.kind,
                        CASE WHEN $3 = '' THEN '' ELSE f.education_code END AS education_code,
                        CASE WHEN $3 = '' THEN '' ELSE e.name END AS education,
                        CASE WHEN $4 = '' THEN '' ELSE f.position END AS position,
                        CASE WHEN $5 = '' THEN '' ELSE f.place END AS place
                   FROM registration.formations f JOIN registration.educations e ON e.code = f.education_code
                  WHERE f.agency_id = $2 AND f.withdrawn_in IS NULL
                    AND $1 = CASE WHEN f.selection = 'CPNS' THEN 'cpns'
                                  WHEN f.asks_teaching OR f.dapodik <> '' THEN 'pppk_guru'
                                  WHEN f.asks_str THEN 'pppk_nakes' ELSE 'pppk_teknis' END
                    AND ($3 = '' OR f.kind = $3) AND ($4 = '' OR f.education_code = $4)
                    AND ($5 = '' OR f.position = $5)) AS given
          ORDER BY given.kind, given.education_code, given.position, given.place, given.id
          LIMIT $6",
        selection.as_str(),
        agency,
        kind,
        education,
        position,
        MOST,
    )
    .fetch_all(on)
    .await
}
