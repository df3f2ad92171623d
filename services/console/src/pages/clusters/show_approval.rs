//! `GET /petugas/kelompok/rujukan`: the entry that the chosen clusters miss, as one of their tickets names it.

use axum::response::{IntoResponse as _, Redirect, Response};
use officers::{Officer, Role};
use web::Query;

use super::approval_page::{Shown, draw, missed, proposed, two_kinds};
use crate::pages::addresses::no_cluster_chosen;
use crate::pages::desks::named_or_first;
use crate::pages::form_values::{clusters, value};
use crate::problems::{Error, forbidden, require};
use crate::state::caller;
use crate::{State, work};

pub(in crate::pages) async fn show_approval(
    state: State,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    require(&officer, Role::Supervisor)?;
    let desk = named_or_first(&officer, value(&query, "meja")).ok_or_else(forbidden)?;
    let ids = clusters(&query);
    let open = work::chosen_clusters(&state.desks, &caller(&officer), desk, &ids).await?;
    if open.is_empty() {
        return Ok(Redirect::to(&no_cluster_chosen(desk)).into_response());
    }
    let (list, first) = missed(&open).ok_or_else(two_kinds)?;
    let mut approval = proposed(desk, ids, list, first);
    // A name that the list has by now is answered with, not added again.
    let listed = work::similar_in_list(&state.desks, &approval.entry).await?;
    approval.known_as = listed.into_iter().find(|listed| listed.exact).map(|listed| listed.name);
    draw(&state, &officer, Shown { approval, previewed: false, fault: None }).await
}
