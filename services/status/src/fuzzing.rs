//! Lets `tests/fuzz` call what this service reads strangers' bytes with, one function a reader. Each function calls
//! what the routes call, and returns plain values.

use axum::extract::{FromRequest as _, Request};
use domain::TicketNumber;
use jiff::Timestamp;
use vault::Vault;
use web::Problem;

use crate::api::lookup_request::LookupRequest;
use crate::lookup::receipt;
use crate::pages::look_up::Lookup;

/// Number and NIK of a lookup's JSON body, as they were typed.
///
/// # Errors
/// The problem that the caller is shown.
pub async fn body(request: Request) -> Result<(String, String), Problem> {
    let lookup = LookupRequest::from_request(request, &()).await?;
    Ok((lookup.ticket_number, lookup.nik))
}

/// Number and NIK of the page's form, as they were typed.
///
/// # Errors
/// The problem that the person is shown.
pub async fn form(request: Request) -> Result<(String, String), Problem> {
    let lookup = Lookup::read(request).await?;
    Ok((lookup.number, lookup.nik))
}

/// The number behind a receipt's link.
#[must_use]
pub fn receipt(vault: &Vault, reference: &str, now: Timestamp) -> Option<TicketNumber> {
    receipt::number(vault, reference, now)
}
