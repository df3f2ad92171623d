//! The way in and out: NIP and password, the code of the phone, the first password with a one-time code, signing out.

mod activate;
mod second_step;
mod sign_in;
mod sign_out;

pub(super) use activate::{activate, show_activation, show_activation_link};
pub(super) use second_step::{RecoveryCodesPage, second_step, show_second_step};
pub(super) use sign_in::{show_sign_in, sign_in, sign_in_page_with};
pub(super) use sign_out::sign_out;

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::SignedDuration;
use officers::Visitor;
use web::ClientAddress;

use super::client::client;
use super::cookies;
use super::return_address::ReturnAddress;
use crate::App;

/// What goes along through signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Onward {
    /// Where somebody was.
    address: String,
    /// The form that came too late, sealed; or nothing.
    kept: String,
}

impl Onward {
    /// What a form brought along.
    fn read(address: &str, kept: String) -> Self {
        Self { address: ReturnAddress::read(address).as_str().to_owned(), kept }
    }
}

/// Who stands at the door, by the request.
pub(super) struct AtTheDoor(Visitor);

impl FromRequestParts<App> for AtTheDoor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let address = ClientAddress::from_request_parts(parts, app).await?;
        let device = cookies::secret(&parts.headers, cookies::DEVICE);
        Ok(Self(Visitor { network: address.network(), device, client: client(&parts.headers) }))
    }
}

/// Whole seconds to wait, rounded up.
fn seconds(wait: SignedDuration) -> u64 {
    u64::try_from(wait.as_secs()).unwrap_or_default().saturating_add(1)
}
