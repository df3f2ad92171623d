//! Queries and bodies of the API as its routes read them: for `tests/fuzz`.

use axum::extract::{FromRequest as _, FromRequestParts as _, Request};
use domain::TicketNumber;
use web::{Problem, Query};

use super::answer_ticket::{self, AnswerRequest};
use super::claim_ticket::{self, ClaimRequest};
use super::fields::words_field;
use super::list_tickets::{self, ListQuery};
use super::put_text::PostedText;
use super::report_stage::StageReport;
use super::transfer_ticket::{self, TransferRequest};

/// The bodies of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Of an answer.
    Answer,
    /// Of a text for a report to come.
    Text,
    /// Of a stage.
    Stage,
    /// Of a hand-over.
    Transfer,
    /// Of a claim, which may have none.
    Claim,
}

impl Body {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Answer, Self::Text, Self::Stage, Self::Transfer, Self::Claim];
}

/// Reads a body of one kind, for a ticket; gives back the text that an applicant or a colleague would read, or the
/// number that is claimed.
///
/// # Errors
/// The problem that the caller is shown.
pub async fn body(kind: Body, request: Request, number: TicketNumber) -> Result<Option<String>, Problem> {
    match kind {
        Body::Answer => {
            let web::Json(answer) = web::Json::<AnswerRequest>::from_request(request, &()).await?;
            let (words, _corrects) = answer_ticket::parse(&answer, number).map_err(Problem::invalid_fields)?;
            Ok(Some(words.text().expose().to_owned()))
        }
        Body::Text => {
            let web::Json(posted) = web::Json::<PostedText>::from_request(request, &()).await?;
            let words = words_field("text", posted.text.as_deref(), number, posted.with_digits);
            Ok(Some(words.map_err(|field| Problem::invalid_fields([field]))?.text().expose().to_owned()))
        }
        Body::Stage => {
            let web::Json(_stage) = web::Json::<StageReport>::from_request(request, &()).await?;
            Ok(None)
        }
        Body::Transfer => {
            let web::Json(transfer) = web::Json::<TransferRequest>::from_request(request, &()).await?;
            let (_desk, reason) = transfer_ticket::parse(&transfer).map_err(Problem::invalid_fields)?;
            Ok(Some(reason.expose().to_owned()))
        }
        Body::Claim => {
            let claim = Option::<web::Json<ClaimRequest>>::from_request(request, &()).await?;
            Ok(claim_ticket::named(claim)?.map(|number| number.to_string()))
        }
    }
}

/// Reads the query of a list; gives back how many tickets are wanted.
///
/// # Errors
/// The problem that the caller is shown.
pub async fn query(request: Request) -> Result<u32, Problem> {
    let Query(query) = Query::<ListQuery>::from_request_parts(&mut request.into_parts().0, &()).await?;
    Ok(list_tickets::parse(&query).map_err(Problem::invalid_fields)?.limit)
}
