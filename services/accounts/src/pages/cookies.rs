//! The cookies by which a browser finds its draft again, and may choose a new password.

use http::{HeaderMap, HeaderValue};
use vault::Secret;
use web::entry::cookies;

/// Leads to a draft.
const DRAFT: &str = "__Host-pendaftaran";
/// Holds the secret of a grant.
const GRANT: &str = "__Host-akun-hak";

/// The secret that the browser sent, if it can be one of ours.
pub(super) fn draft(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, DRAFT)
}

/// Has the browser keep the secret until it is closed.
pub(super) fn keep_draft(secret: &Secret) -> HeaderValue {
    cookies::keep(DRAFT, secret.expose())
}

/// Has the browser forget it.
pub(super) fn forget_grant() -> HeaderValue {
    cookies::forget(GRANT)
}

/// The secret of a grant that the browser sent, if it can be one of ours.
pub(super) fn grant(headers: &HeaderMap) -> Option<Secret> {
    cookies::secret(headers, GRANT)
}

/// Has the browser keep the secret of a grant until it is closed.
pub(super) fn keep_grant(secret: &Secret) -> HeaderValue {
    cookies::keep(GRANT, secret.expose())
}
