//! The card of a registration that is filed, for its owner.

mod show;

use axum::Router;
use axum::routing::get;

use crate::state::State;

/// Address of the card.
pub(crate) const PATH: &str = "/pendaftaran/kartu";

/// The address of the card, of somebody who is signed in.
pub(super) fn routes() -> Router<State> {
    Router::new().route(PATH, get(show::show))
}
