//! "Pengecekan Dokumen" for people: everybody can ask whether a document is genuine, without an account and without
//! JavaScript.

mod ask;
mod check_file;
mod outcome;
mod page;
mod show;

use axum::Router;
use axum::routing::get;

use crate::cards::CHECK_PATH;
use crate::state::State;

/// All pages.
pub(super) fn routes() -> Router<State> {
    Router::new()
        .route(CHECK_PATH, get(ask::ask).post(check_file::check))
        .route(&format!("{CHECK_PATH}/{{code}}"), get(show::show))
}
