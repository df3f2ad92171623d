//! `POST /petugas/tiket/{number}/tugaskan`: gives a ticket to a colleague of its desk.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;
use web::Path;

use super::ticket_number::number;
use super::ticket_page::{self, About, Trouble, Writing};
use crate::done::Done;
use crate::pages::SignedForm;
use crate::pages::addresses::TICKETS;
use crate::problems::{Error, unknown_choice};
use crate::state::caller;
use crate::work::Assigned;
use crate::{State, texts, work};

/// To whom.
#[derive(Deserialize)]
pub(in crate::pages) struct Given {
    #[serde(default)]
    rekan: String,
}

pub(in crate::pages) async fn assign(
    state: State,
    Path(text): Path<String>,
    SignedForm { officer, form }: SignedForm<Given>,
) -> Result<Response, Error> {
    let number = number(&text)?;
    let assigned = match form.rekan.as_str() {
        "" => Assigned::NoColleague,
        id => {
            let to = id.parse().map_err(|_no_id: uuid::Error| unknown_choice())?;
            work::assign(&state.desks, &caller(&officer), number, to).await?
        }
    };
    if assigned == Assigned::Yes {
        return Ok(Redirect::to(&Done::Assigned.then(TICKETS, number)).into_response());
    }
    let trouble = Trouble {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        text: texts::NO_COLLEAGUE.to_owned(),
        about: About::Assignment,
    };
    ticket_page::show_again(&state, &officer, number, Writing { trouble: Some(trouble), ..Writing::default() }).await
}
