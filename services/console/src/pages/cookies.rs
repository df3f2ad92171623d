//! Cookies of the console, and the secrets in them.

use http::{HeaderMap, HeaderValue};
use vault::Secret;
use web::entry::{Cookies, cookies};

/// The session, and what binds the forms before signing in to the browser.
pub(super) const COOKIES: Cookies = Cookies { session: "__Host-petugas", door: "__Host-pintu" };

/// Makes a browser known again in which an officer signed in.
const DEVICE: &str = "__Host-perangkat";

/// Days that a browser is known after its last sign-in, as long as it is remembered here.
const DEVICE_DAYS: u32 = 90;

/// The secret of the session, between the two steps and open.
pub(super) fn session(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, COOKIES.session)
}

/// The secret of a known browser.
pub(super) fn device(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, DEVICE)
}

/// `Set-Cookie` that keeps the session.
pub(super) fn keep_session(secret: &Secret) -> HeaderValue {
    cookies::keep(COOKIES.session, secret.expose())
}

/// `Set-Cookie` that makes the browser known.
pub(super) fn keep_device(secret: &Secret) -> HeaderValue {
    cookies::keep_for(DEVICE_DAYS, DEVICE, secret.expose())
}
