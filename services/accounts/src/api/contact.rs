//! An account's contact as programs see it.

use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;

use crate::access::{Asked, OwnAddress, SignedIn};
use crate::pages::entrance::problem;
use crate::pages::own::contact::typed::Refusal;
use crate::state::State;
use crate::store::addresses::Kind;

/// How the owner is reached.
#[derive(Serialize, ToSchema)]
pub(super) struct Contact {
    email: Address,
    phone: Address,
    /// Until then the contact stays as it is: RFC 3339, UTC. Null: it can be changed.
    #[schema(required = true, format = "date-time")]
    cools_until: Option<String>,
    /// Whether text messages are sent here. Without them a telephone counts unconfirmed.
    confirms_phones: bool,
}

/// The addresses of one kind, masked.
#[derive(Serialize, ToSchema)]
#[schema(as = ContactAddress)]
struct Address {
    /// The one that counts.
    #[schema(required = true, example = "s•••@example.go.id")]
    current: Option<String>,
    /// Whether somebody confirmed it.
    is_confirmed: bool,
    /// One that counts when it is confirmed.
    #[schema(required = true)]
    waiting: Option<String>,
}

impl Contact {
    /// That of an account.
    pub(super) async fn of(state: &State, person: &SignedIn) -> Result<Self, Problem> {
        let own = state.access.own_addresses(person.account).await.map_err(|failure| problem(&failure))?;
        let (cools_until, _) = state.access.standing(person.account).await.map_err(|failure| problem(&failure))?;
        Ok(Self {
            email: Address::of(Kind::Email, &own),
            phone: Address::of(Kind::Phone, &own),
            cools_until: cools_until.map(|until| until.to_string()),
            confirms_phones: state.public.texts,
        })
    }
}

impl Address {
    fn of(kind: Kind, own: &[OwnAddress]) -> Self {
        let find = |waits: bool| own.iter().find(|address| address.kind == kind && address.is_waiting == waits);
        let masked = |address: &OwnAddress| address.address.masked();
        Self {
            current: find(false).map(masked),
            is_confirmed: find(false).is_some_and(|address| address.is_verified),
            waiting: find(true).map(masked),
        }
    }
}

/// What a program is told when the contact stays.
pub(super) fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid(errors) => Problem::invalid_fields(errors),
        Refusal::Wait(error, seconds) => {
            Problem::too_many_requests(Duration::from_secs(seconds)).detail(error.message.clone()).errors([error])
        }
        Refusal::Cooling(until) => Problem::new(StatusCode::CONFLICT, "cooling", language::text("own-contact-stays"))
            .detail(language::fill("own-cooling", &[("at", &domain::time::wib_in_words(until))])),
        Refusal::Failure(failure) => problem(&failure),
    }
}

/// What a program is told that asked for a link or a code.
pub(super) fn asked(asked: &Asked, now: Timestamp) -> Result<StatusCode, Problem> {
    match asked {
        Asked::Sent => Ok(StatusCode::ACCEPTED),
        Asked::Wait(until) => {
            let wait = Duration::try_from(until.duration_since(now)).unwrap_or_default();
            let detail = language::fill("own-contact-next", &[("at", &domain::time::wib_in_words(*until))]);
            Err(Problem::too_many_requests(wait).detail(detail))
        }
        Asked::Nothing => Err(nothing()),
    }
}

/// 409: there is nothing to confirm, or nothing here that could.
pub(super) fn nothing() -> Problem {
    Problem::new(StatusCode::CONFLICT, "nothing_to_confirm", language::text("own-contact-nothing"))
}
