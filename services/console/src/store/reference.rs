//! The reference lists: what they have, which of their names are similar to one, and what supervisors add.

use database::Inconsistent;
use domain::Suggestions;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use uuid::Uuid;

/// A university and a programme as the lists compare names.
pub(crate) struct FoldedStudy {
    pub(crate) university: String,
    pub(crate) programme: String,
    /// Whether the university is in its list.
    pub(crate) listed: bool,
}

/// A university and one of its programmes, folded.
pub(crate) async fn study(
    on: impl PgExecutor<'_>,
    university: &str,
    programme: &str,
) -> Result<FoldedStudy, sqlx::Error> {
    sqlx::query_as!(
        FoldedStudy,
        r#"SELECT reference.fold($1) AS "university!", reference.fold($2) AS "programme!",
                  EXISTS (SELECT FROM reference.terms
                    WHERE list = 'universities' AND folded = reference.fold($1)) AS "listed!""#,
        university,
        programme,
    )
    .fetch_one(on)
    .await
}

/// A city as the lists compare names, and its country: two letters where it is known by whatever name, else folded.
pub(crate) async fn birth_place(
    on: impl PgExecutor<'_>,
    city: &str,
    country: &str,
) -> Result<(String, String), sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT reference.fold($1) AS "city!",
                  coalesce((SELECT c.alpha2 FROM reference.terms t JOIN reference.countries c ON c.name_id = t.value
                             WHERE t.list = 'countries'
                               AND t.folded = reference.fold($2) LIMIT 1), reference.fold($2)) AS "country!""#,
        city,
        country,
    )
    .fetch_one(on)
    .await?;
    Ok((row.city, row.country))
}

/// A name as a supervisor enters it into a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) list: Suggestions,
    pub(crate) name: String,
    /// The country of a city, the university of a programme.
    pub(crate) owner: String,
    /// The province of a university, the level of a programme.
    pub(crate) about: String,
}

impl Entry {
    /// Nothing yet, for this list.
    pub(crate) fn of(list: Suggestions) -> Self {
        Self { list, name: String::new(), owner: String::new(), about: String::new() }
    }
}

/// A name that a list has.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) detail: String,
    /// It is the very name that was asked for.
    pub(crate) exact: bool,
}

/// Similar names that the list has, best first; at most `most` of each kind of finding, and a name may be among several
/// of them.
pub(crate) async fn similar(on: impl PgExecutor<'_>, entry: &Entry, most: i32) -> Result<Vec<Listed>, sqlx::Error> {
    let level = Some(entry.about.as_str()).filter(|level| entry.list == Suggestions::Programmes && !level.is_empty());
    sqlx::query_as!(
        Listed,
        r#"SELECT value AS "name!", detail AS "detail!", is_exact AS "exact!"
           FROM reference.suggest($1, $2, $3, $4, $5)"#,
        entry.list.as_str(),
        entry.name,
        entry.owner,
        level,
        most,
    )
    .fetch_all(on)
    .await
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    /// It is in the list now.
    Yes,
    /// The list had it already.
    Listed,
    /// No country has this name.
    UnknownOwner,
    /// It is no name, or its detail is none of the list's.
    Unfit,
}

/// Adds an entry to its list.
pub(crate) async fn add(on: impl PgExecutor<'_>, entry: &Entry, by: Uuid, at: Timestamp) -> Result<Added, sqlx::Error> {
    let outcome = sqlx::query_scalar!(
        r#"SELECT reference.add($1, $2, $3, $4, $5, $6) AS "outcome!""#,
        entry.list.as_str(),
        entry.name,
        entry.owner,
        entry.about,
        by,
        at.to_sqlx(),
    )
    .fetch_one(on)
    .await?;
    match outcome.as_str() {
        "added" => Ok(Added::Yes),
        "listed" => Ok(Added::Listed),
        "unknown_owner" => Ok(Added::UnknownOwner),
        "unfit" => Ok(Added::Unfit),
        _ => Err(Inconsistent::new("reference.add", "outcome", &entry.list).into()),
    }
}
