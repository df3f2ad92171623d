//! "Pengecekan Dokumen" for people: everybody can ask whether a document is genuine, without an account and without
//! JavaScript.

mod ask;
mod check_file;
mod outcome;
mod page;
mod show;

use web::pages::Routes;

use crate::cards::CHECK_PATH;
use crate::state::State;

/// Address of the answer to a code.
const CHECK_CODE_PATH: &str = "/cek-dokumen/{code}";

/// All pages.
pub(super) fn add(routes: Routes<State>) -> Routes<State> {
    routes.get(CHECK_PATH, ask::ask).post(CHECK_PATH, check_file::check).get(CHECK_CODE_PATH, show::show)
}
