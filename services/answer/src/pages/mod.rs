//! The console: what officers see. Pages work without JavaScript, by keyboard and with a screen reader.
//!
//! Everything but signing in asks for a session: a handler that takes an [`officers::Officer`] is reached by signed-in
//! officers only, and one that changes something takes a [`SignedForm`], which also checks that the form is the
//! session's own. A form that comes after its session was over is kept and offered again after signing in.

mod accounts;
mod audit;
mod bulk;
mod client;
mod clusters;
mod cookies;
mod door;
mod entry;
mod error_pages;
mod fields;
mod frame;
pub(crate) mod fuzzing;
mod home;
mod kept_form;
mod overview;
mod own;
mod qr;
mod refused;
mod return_address;
mod routes;
mod signed_form;
mod signed_in;
mod templates;
mod tickets;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use http::Method;
use officers::{Officer, Role};
use web::Problem;

pub(crate) use frame::{Frame, Section};
pub(crate) use signed_form::SignedForm;
pub(crate) use tickets::Deed;

use routes::Routes;

use crate::{App, texts};

/// Where the console begins.
const HOME: &str = "/petugas";

/// Where officers sign in.
const SIGN_IN: &str = "/petugas/masuk";

/// The second step of signing in.
const SECOND_STEP: &str = "/petugas/masuk/kode";

/// Where a one-time code is used.
const ACTIVATION: &str = "/petugas/aktivasi";

/// The own account.
const OWN_ACCOUNT: &str = "/petugas/sesi";

/// Another phone for the own account.
const OWN_PHONE: &str = "/petugas/ponsel";

/// Accounts, for administrators.
const ACCOUNTS: &str = "/petugas/akun";

/// The audit log, for auditors.
const AUDIT: &str = "/petugas/audit";

/// A new account.
const NEW_ACCOUNT: &str = "/petugas/akun/baru";

/// All pages of the console.
pub(crate) fn routes(app: &App) -> Router<App> {
    web::pages::protected(all().router())
        .route_layer(from_fn_with_state(app.clone(), refused::note))
        .route_layer(from_fn(error_pages::show))
}

/// Method and path of every page.
pub(crate) fn list() -> Vec<(Method, &'static str)> {
    all().list()
}

fn all() -> Routes {
    let routes = Routes::new()
        .get(HOME, home::home)
        .get(SIGN_IN, entry::show_sign_in)
        .post(SIGN_IN, entry::sign_in)
        .get(SECOND_STEP, entry::show_second_step)
        .post(SECOND_STEP, entry::second_step)
        .post("/petugas/keluar", entry::sign_out)
        .get(ACTIVATION, entry::show_activation)
        .post(ACTIVATION, entry::activate)
        .get("/petugas/aktivasi/{code}", entry::show_activation_link)
        .get(OWN_ACCOUNT, own::show_own_account)
        .post("/petugas/sesi/akhiri", own::end_session)
        .post("/petugas/sandi", own::change_password)
        .post("/petugas/kode-pemulihan", own::renew_recovery_codes)
        .get(OWN_PHONE, own::show_phone)
        .post(OWN_PHONE, own::offer_phone)
        .post("/petugas/ponsel/ganti", own::change_phone)
        .post("/petugas/pengaturan-ulang/dibaca", own::reset_was_read)
        .get(AUDIT, audit::show_audit)
        .get(ACCOUNTS, accounts::list_accounts)
        .get(NEW_ACCOUNT, accounts::show_new_account)
        .post(NEW_ACCOUNT, accounts::create_account)
        .get("/petugas/akun/{id}", accounts::show_account)
        .post("/petugas/akun/{id}/hak", accounts::change_rights)
        .post("/petugas/akun/{id}/atur-ulang", accounts::reset_account)
        .post("/petugas/akun/{id}/atur-ulang/ajukan", accounts::ask_reset)
        .post("/petugas/akun/{id}/atur-ulang/setujui", accounts::confirm_reset)
        .post("/petugas/akun/{id}/tutup", accounts::disable_account)
        .post("/petugas/akun/{id}/buka", accounts::enable_account);
    let routes = templates::routes(tickets::routes(routes));
    clusters::routes(bulk::routes(overview::routes(routes)))
}

/// Refuses who does not have the role.
///
/// # Errors
/// 403, shown as a page.
pub(crate) fn require(officer: &Officer, role: Role) -> Result<(), Problem> {
    if officer.has(role) { Ok(()) } else { Err(forbidden()) }
}

/// 422: a form asks for something with a value that is none of its choices. Nothing is done then: never is the first of
/// a list meant, or everything.
pub(crate) fn unknown_choice() -> Problem {
    Problem::new(http::StatusCode::UNPROCESSABLE_ENTITY, "unknown_choice", texts::UNKNOWN_CHOICE.title)
        .detail(texts::UNKNOWN_CHOICE.detail)
}

/// 403: signed in, but not for this.
pub(crate) fn forbidden() -> Problem {
    Problem::new(http::StatusCode::FORBIDDEN, "role_missing", texts::ROLE_MISSING.title)
        .detail(texts::ROLE_MISSING.detail)
}
