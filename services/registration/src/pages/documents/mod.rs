//! The fourth step: the documents of a registration. Each is uploaded on its own, at once, and needs no script.

mod file;
pub(crate) mod list_page;
mod own;
mod picture;
pub(crate) mod problems;
mod show;
mod sign_in;
mod stamp;
mod stamp_page;
mod top_up;
mod upload;
mod view;
mod withdraw;

use axum::Router;
use axum::routing::{get, post};
use http::HeaderValue;
use uuid::Uuid;

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
pub(super) fn routes() -> Router<State> {
    Router::new()
        .route(PATH, get(show::show))
        .route("/pendaftaran/dokumen/{slot}", post(upload::upload).get(upload::back))
        .route("/pendaftaran/dokumen/{slot}/e-meterai", get(stamp::show).post(stamp::stamp))
        .route("/pendaftaran/dokumen/{slot}/e-meterai/batal", post(withdraw::withdraw))
        .route("/pendaftaran/berkas/{file}", get(view::show))
        .route("/pendaftaran/berkas/{file}/asli", get(file::show))
        .route("/pendaftaran/berkas/{file}/gambar/{page}", get(picture::show))
        .route(SIGN_IN, post(sign_in::sign_in))
        .route(TOP_UP, post(top_up::top_up))
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
