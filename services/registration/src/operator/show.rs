//! `helpdesk formation list` and `show`.

use database::Pool;
use uuid::Uuid;

use crate::catalogue::{Formation, Search, Typed};
use crate::store::{formations, search};

/// A formation on one line.
#[derive(Debug)]
pub struct Line {
    /// `formasi_id`.
    pub id: Uuid,
    /// CPNS or PPPK.
    pub selection: String,
    /// The position.
    pub position: String,
    /// The agency.
    pub agency: String,
    /// The education.
    pub education: String,
    /// How many people are taken.
    pub places: i32,
}

/// A page of the formations that have these words, and how many there are up to 1,000.
///
/// # Errors
/// When the database is away or refuses.
pub async fn list(pool: &Pool, words: &str, page: u16) -> Result<(Vec<Line>, i64), sqlx::Error> {
    let page = page.to_string();
    let asked = Search::read(Typed { words, page: &page, ..Typed::default() }, false);
    let found = search::find(pool, &asked).await?;
    let lines = found.formations.into_iter().map(|one| Line {
        id: one.id,
        selection: one.selection.to_string(),
        position: one.position,
        agency: one.agency,
        education: one.education,
        places: one.places,
    });
    Ok((lines.collect(), found.total))
}

/// One formation, field by field as a file has it, and whether it is withdrawn; `None` for an unknown one.
///
/// # Errors
/// When the database is away or refuses.
pub async fn find(pool: &Pool, id: Uuid) -> Result<Option<(Vec<(&'static str, String)>, bool)>, sqlx::Error> {
    let found = formations::find(pool, id).await?;
    Ok(found.map(|(formation, withdrawn)| (fields(&formation), withdrawn)))
}

fn fields(formation: &Formation) -> Vec<(&'static str, String)> {
    crate::import::named_fields(formation).into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
