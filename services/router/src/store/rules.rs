//! The routing rules, which the operator keeps: `helpdesk routes list`, `add` and `remove`.
//!
//! The router's own role may only read them. Adding and removing needs the owner's rights.

use database::Inconsistent;
use domain::{Desk, FormCode};
use sqlx::PgExecutor;

use crate::decision::Rule;

/// Why a rule could not be read, added or removed.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// It would match every submission; change the catalogue instead.
    #[error("a rule needs a form, a region, or both")]
    MatchesEverything,
    /// The region is not the beginning of a NIK.
    #[error("a region is the first 2 to 6 digits of a NIK")]
    Region,
    /// There is a rule for the same form and region.
    #[error("there is a rule for this form and region already; remove it first")]
    Exists,
    /// A stored rule names a form or a desk that this version does not know; it decides nothing.
    #[error("a rule cannot be read and decides nothing; remove it")]
    Inconsistent(#[from] Inconsistent),
    /// The database is away or refused.
    #[error("the rules could not be read or written")]
    Database(#[from] sqlx::Error),
}

/// All rules, the most specific first.
///
/// # Errors
/// [`RuleError::Inconsistent`] or [`RuleError::Database`].
pub async fn list(on: impl PgExecutor<'_>) -> Result<Vec<Rule>, RuleError> {
    Ok(fetch(on).await?.into_iter().map(Rule::try_from).collect::<Result<_, _>>()?)
}

/// Adds a rule and returns its number. The router follows it within 5 seconds.
///
/// # Errors
/// [`RuleError::MatchesEverything`], [`RuleError::Region`], [`RuleError::Exists`] or [`RuleError::Database`].
pub async fn add(
    on: impl PgExecutor<'_>,
    form: Option<FormCode>,
    region_prefix: Option<&str>,
    desk: Desk,
    note: &str,
) -> Result<i32, RuleError> {
    if form.is_none() && region_prefix.is_none() {
        return Err(RuleError::MatchesEverything);
    }
    if region_prefix.is_some_and(|prefix| !is_region_prefix(prefix)) {
        return Err(RuleError::Region);
    }
    sqlx::query_scalar!(
        "INSERT INTO routing.rules (form, region_prefix, desk, note) VALUES ($1, $2, $3, $4)
         ON CONFLICT ON CONSTRAINT rules_one_per_match DO NOTHING
         RETURNING id",
        form.map(|form| form.to_string()),
        region_prefix,
        desk.as_str(),
        note,
    )
    .fetch_optional(on)
    .await?
    .ok_or(RuleError::Exists)
}

/// Removes a rule. `false` when there is none with that number.
///
/// # Errors
/// [`RuleError::Database`].
pub async fn remove(on: impl PgExecutor<'_>, id: i32) -> Result<bool, RuleError> {
    let removed = sqlx::query!("DELETE FROM routing.rules WHERE id = $1", id).execute(on).await?;
    Ok(removed.rows_affected() == 1)
}

fn is_region_prefix(prefix: &str) -> bool {
    (2..=6).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_digit())
}

/// A rule as it is stored.
pub(super) struct Row {
    id: i32,
    form: Option<String>,
    region_prefix: Option<String>,
    desk: String,
    note: String,
}

/// All stored rules, readable or not, the most specific first.
pub(super) async fn fetch(on: impl PgExecutor<'_>) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT id, form, region_prefix, desk, note FROM routing.rules
         ORDER BY form IS NULL, length(coalesce(region_prefix, '')) DESC, form, region_prefix",
    )
    .fetch_all(on)
    .await
}

impl TryFrom<Row> for Rule {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let inconsistent = |column| Inconsistent::new("routing.rules", column, &row.id);
        let form = match &row.form {
            Some(form) => Some(form.parse().map_err(|_unparsable| inconsistent("form"))?),
            None => None,
        };
        let desk = row.desk.parse().map_err(|_unparsable| inconsistent("desk"))?;
        Ok(Self { id: row.id, form, region_prefix: row.region_prefix, desk, note: row.note })
    }
}
