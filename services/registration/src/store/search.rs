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
    let (formations, total) = list(pool, search, search.page).await?;
    // A page behind the last one says nothing of those before it.
    let total = if total == 0 && search.page > 1 { list(pool, search, 1).await?.1 } else { total };
    Ok(Found { formations, total: total.min(COUNTED - 1), more: total == COUNTED })
}

/// The formations of a page, and how many fit, up to [`COUNTED`]. Agencies and educations are looked up only for those
/// of the page. No formation says nothing of how many fit.
async fn list(on: impl PgExecutor<'_>, search: &Search, page: i64) -> Result<(Vec<Listed>, i64), sqlx::Error> {
    let [first, second, third, fourth] = &search.words;
    let rows = sqlx::query!(
        "WITH fitting AS (
             SELECT id, listed_as
               FROM registration.formations
              WHERE withdrawn_in IS NULL
                AND ($1::text IS NULL OR selection = $1)
                AND (NOT $2::boolean OR open_to_disability)
                AND ($3::text IS NULL OR agency_words LIKE $3)
                AND ($4::text IS NULL OR place_words LIKE $4)
                AND ($5::text IS NULL OR education_words LIKE $5)
                AND ($6::text IS NULL OR words LIKE $6)
                AND ($7::text IS NULL OR words LIKE $7)
                AND ($8::text IS NULL OR words LIKE $8)
                AND ($9::text IS NULL OR words LIKE $9)
              ORDER BY listed_as, id
              LIMIT $10
         ), page AS (
             SELECT id, count(*) OVER () AS total FROM fitting ORDER BY listed_as, id LIMIT $11 OFFSET $12
         )
         SELECT f.id, f.agency_id, a.name AS agency, f.selection, f.kind, f.position, f.place, f.education_code,
                e.name AS education, f.places, f.open_to_disability, f.salary_min, f.salary_max, page.total AS \"total!\"
           FROM page
           JOIN registration.formations f ON f.id = page.id
           JOIN registration.agencies a ON a.id = f.agency_id
           JOIN registration.educations e ON e.code = f.education_code
          ORDER BY f.listed_as, f.id",
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
        PAGE,
        (page - 1) * PAGE,
    )
    .fetch_all(on)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let formations: Result<_, sqlx::Error> = rows
        .into_iter()
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
        .collect();
    Ok((formations?, total))
}

/// A row names a selection that this version does not know.
pub(super) fn unknown_selection(id: Uuid) -> sqlx::Error {
    Inconsistent::new("registration.formations", "selection", &id).into()
}
