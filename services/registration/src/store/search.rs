//! Formations that can be applied for, found by what they say.

use sqlx::PgExecutor;
use uuid::Uuid;

use crate::Selection;
use crate::catalogue::{MOST_PAGES, PAGE, Search};
use database::{Inconsistent, Pool};

/// Formations that are counted: those that pages show, and one more.
const COUNTED: i64 = PAGE * MOST_PAGES + 1;

/// One line of a list.
pub(crate) struct Listed {
    pub(crate) id: Uuid,
    pub(crate) agency_id: String,
    pub(crate) agency: String,
    pub(crate) selection: Selection,
    pub(crate) kind: String,
    pub(crate) position: String,
    pub(crate) place: String,
    pub(crate) education_code: String,
    pub(crate) education: String,
    pub(crate) places: i32,
    pub(crate) open_to_disability: bool,
    pub(crate) salary_min: Option<i64>,
    pub(crate) salary_max: Option<i64>,
}

/// A page of what was found.
pub(crate) struct Found {
    pub(crate) formations: Vec<Listed>,
    /// All that fit, up to what pages show.
    pub(crate) total: i64,
    /// There are more than that.
    pub(crate) more: bool,
}

/// The page of the search.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(pool: &Pool, search: &Search) -> Result<Found, sqlx::Error> {
    let formations = list(pool, search).await?;
    let total = match i64::try_from(formations.len()) {
        // A first page that is not full is all that there is.
        Ok(found) if search.page == 1 && found < PAGE => found,
        Ok(_) | Err(_) => count(pool, search).await?,
    };
    Ok(Found { formations, total: total.min(COUNTED - 1), more: total == COUNTED })
}

async fn list(on: impl PgExecutor<'_>, search: &Search) -> Result<Vec<Listed>, sqlx::Error> {
    let [first, second, third, fourth] = &search.words;
    let rows = sqlx::query!(
        "SELECT f.id, f.agency_id, a.name AS agency, f.selection, f.kind, f.position, f.place, f.education_code,
                e.name AS education, f.places, f.open_to_disability, f.salary_min, f.salary_max
           FROM registration.formations f
           JOIN registration.agencies a ON a.id = f.agency_id
           JOIN registration.educations e ON e.code = f.education_code
          WHERE f.withdrawn_in IS NULL
            AND ($1::text IS NULL OR f.selection = $1)
            AND (NOT $2::boolean OR f.open_to_disability)
            AND ($3::text IS NULL OR f.agency_words LIKE $3)
            AND ($4::text IS NULL OR f.place_words LIKE $4)
            AND ($5::text IS NULL OR f.education_words LIKE $5)
            AND ($6::text IS NULL OR f.words LIKE $6)
            AND ($7::text IS NULL OR f.words LIKE $7)
            AND ($8::text IS NULL OR f.words LIKE $8)
            AND ($9::text IS NULL OR f.words LIKE $9)
          ORDER BY f.listed_as, f.id
          LIMIT $10 OFFSET $11",
        search.selection.map(Selection::as_str),
        search.open_to_disability,
        search.agency.as_deref(),
        search.place.as_deref(),
        search.education.as_deref(),
        first.as_deref(),
        second.as_deref(),
        third.as_deref(),
        fourth.as_deref(),
        PAGE,
        (search.page - 1) * PAGE,
    )
    .fetch_all(on)
    .await?;
    rows.into_iter()
        .map(|row| {
            let selection = row.selection.parse().map_err(|_unknown| unknown_selection(row.id))?;
            Ok(Listed {
                id: row.id,
                agency_id: row.agency_id,
                agency: row.agency,
                selection,
                kind: row.kind,
                position: row.position,
                place: row.place,
                education_code: row.education_code,
                education: row.education,
                places: row.places,
                open_to_disability: row.open_to_disability,
                salary_min: row.salary_min,
                salary_max: row.salary_max,
            })
        })
        .collect()
}

/// How many fit, up to [`COUNTED`].
async fn count(on: impl PgExecutor<'_>, search: &Search) -> Result<i64, sqlx::Error> {
    let [first, second, third, fourth] = &search.words;
    sqlx::query_scalar!(
        "SELECT count(*) AS \"count!\" FROM (
             SELECT FROM registration.formations f
              WHERE f.withdrawn_in IS NULL
                AND ($1::text IS NULL OR f.selection = $1)
                AND (NOT $2::boolean OR f.open_to_disability)
                AND ($3::text IS NULL OR f.agency_words LIKE $3)
                AND ($4::text IS NULL OR f.place_words LIKE $4)
                AND ($5::text IS NULL OR f.education_words LIKE $5)
                AND ($6::text IS NULL OR f.words LIKE $6)
                AND ($7::text IS NULL OR f.words LIKE $7)
                AND ($8::text IS NULL OR f.words LIKE $8)
                AND ($9::text IS NULL OR f.words LIKE $9)
              LIMIT $10
         ) AS fitting",
        search.selection.map(Selection::as_str),
        search.open_to_disability,
        search.agency.as_deref(),
        search.place.as_deref(),
        search.education.as_deref(),
        first.as_deref(),
        second.as_deref(),
        third.as_deref(),
        fourth.as_deref(),
        COUNTED,
    )
    .fetch_one(on)
    .await
}

/// A row names a selection that this version does not know.
pub(super) fn unknown_selection(id: Uuid) -> sqlx::Error {
    Inconsistent::new("registration.formations", "selection", &id).into()
}
