//! The fourth step: the documents of a registration. Each is uploaded on its own, at once, and needs no script.

pub(crate) mod file;
pub(crate) mod list_page;
pub(crate) mod own;
mod picture;
pub(crate) mod problems;
mod show;
pub(crate) mod sign_in;
pub(crate) mod stamp;
mod stamp_page;
mod top_up;
pub(crate) mod upload;
pub(crate) mod view;
mod withdraw;

use http::HeaderValue;
use uuid::Uuid;
use web::pages::Routes;

use crate::state::State;

/// Address of the page.
const PATH: &str = "/pendaftaran/dokumen";
/// Where somebody signs in at the distributor of e-meterai, and says that there are stamps again.
const SIGN_IN: &str = "/pendaftaran/e-meterai/masuk";
const TOP_UP: &str = "/pendaftaran/e-meterai/isi";
/// Field of the token in forms with files.
const TOKEN: &str = "csrf";

/// Whatever the bytes say, they load nothing and run nothing, and no page frames them.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

/// All pages of the step.
pub(super) fn add(routes: Routes<State>) -> Routes<State> {
    routes
        .get(PATH, show::show)
        .post("/pendaftaran/dokumen/{slot}", upload::upload)
        .get("/pendaftaran/dokumen/{slot}", upload::back)
        .get("/pendaftaran/dokumen/{slot}/e-meterai", stamp::show)
        .post("/pendaftaran/dokumen/{slot}/e-meterai", stamp::stamp)
        .post("/pendaftaran/dokumen/{slot}/e-meterai/batal", withdraw::withdraw)
        .get("/pendaftaran/berkas/{file}", view::show)
        .get("/pendaftaran/berkas/{file}/asli", file::show)
        .get("/pendaftaran/berkas/{file}/gambar/{page}", picture::show)
        .post(SIGN_IN, sign_in::sign_in)
        .post(TOP_UP, top_up::top_up)
}

/// Where a document is uploaded.
fn slot_path(slot: &str) -> String {
    language::path(&format!("{PATH}/{slot}")).into_owned()
}

/// Where a document gets its e-meterai.
fn stamp_path(slot: &str) -> String {
    format!("{}/e-meterai", slot_path(slot))
}

/// Where the pages of a file are looked at.
pub(crate) fn view_path(file: Uuid) -> String {
    language::path(&format!("/pendaftaran/berkas/{file}")).into_owned()
}

/// The step, at one of its documents.
fn at_slot(slot: &str) -> String {
    format!("{}#{slot}", language::path(PATH))
}

/// A size as people read it.
fn kilobytes(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}
