//! The card of a registration that is filed, for its owner.

mod show;

use web::pages::Routes;

pub(crate) use show::answer;

use crate::state::State;

/// Address of the card.
pub(crate) const PATH: &str = "/pendaftaran/kartu";

/// The address of the card, of somebody who is signed in.
pub(super) fn add(routes: Routes<State>) -> Routes<State> {
    routes.get(PATH, show::show)
}
