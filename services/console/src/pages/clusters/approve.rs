//! `POST /petugas/kelompok/rujukan`: shows three tickets as they would be answered, or adds the name and begins to
//! answer all.

use axum::response::{IntoResponse as _, Redirect, Response};
use officers::Role;

use super::approval_page::{Shown, draw, missed, two_kinds, typed};
use crate::pages::SignedForm;
use crate::pages::addresses::{bulk_answer, no_cluster_chosen};
use crate::pages::form_values::{consent, named_clusters, value};
use crate::problems::{Error, forbidden, require, unknown_choice};
use crate::state::caller;
use crate::work::{ApprovalFault, ApprovalRefusal, TextFault};
use crate::{State, work};

/// `aksi` says what to do: `setujui` approves, anything else shows.
pub(in crate::pages) async fn approve(
    state: State,
    SignedForm { officer, form }: SignedForm<Vec<(String, String)>>,
) -> Result<Response, Error> {
    require(&officer, Role::Supervisor)?;
    let desk = value(&form, "meja").parse().map_err(|_unknown| unknown_choice())?;
    if !officer.desks.contains(&desk) {
        return Err(forbidden());
    }
    let (caller, ids) = (caller(&officer), named_clusters(&form)?);
    let open = work::chosen_clusters(&state.desks, &caller, desk, &ids).await?;
    if open.is_empty() {
        return Ok(Redirect::to(&no_cluster_chosen(desk)).into_response());
    }
    let (list, _) = missed(&open).ok_or_else(two_kinds)?;
    let approval = typed(&form, desk, ids, list);
    if value(&form, "aksi") != "setujui" {
        return draw(&state, &officer, Shown { approval, previewed: true, fault: None }).await;
    }
    match work::approve(&state.desks, &caller, approval.clone(), consent(&form)).await {
        Ok(id) => Ok(Redirect::to(&bulk_answer(id)).into_response()),
        Err(ApprovalRefusal::Fault(fault)) => {
            // Questions stand beside the tickets that they are about.
            let previewed = matches!(&fault, ApprovalFault::Text(faults) if faults.iter().all(TextFault::is_question));
            draw(&state, &officer, Shown { approval, previewed, fault: Some(fault) }).await
        }
        Err(ApprovalRefusal::Refused(refusal)) => Err(refusal.into()),
    }
}
