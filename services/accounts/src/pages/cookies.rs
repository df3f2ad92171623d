//! The cookie by which a browser finds its draft again.

use http::{HeaderMap, HeaderValue};
use vault::Secret;
use web::entry::cookies;

/// Its name.
const DRAFT: &str = "__Host-pendaftaran";

/// The secret that the browser sent, if it can be one of ours.
pub(super) fn draft(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, DRAFT)
}

/// Has the browser keep the secret until it is closed.
pub(super) fn keep_draft(secret: &Secret) -> HeaderValue {
    cookies::keep(DRAFT, secret.expose())
}
