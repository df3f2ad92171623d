//! `GET /petugas/tiket/cari`: the tickets of the NIK or the name that the officer searched for. The address holds the
//! NIK's blind index or the name's marks, sealed for this officer, who can come back to it for half an hour. It says
//! nothing to anybody else.

use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use officers::Officer;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Token, Vault};
use web::{Html, Problem, Query};

use super::list_page::{Desks, ListPage};
use super::page_state::PageState;
use crate::pages::addresses::{SEARCH, TICKETS};
use crate::problems::{Error, forbidden};
use crate::state::caller;
use crate::work::{Glance, Named};
use crate::{State, texts, work};

/// How long one can come back to what was found.
const KEPT: SignedDuration = SignedDuration::from_mins(30);

/// What was searched for.
#[derive(Serialize, Deserialize)]
pub(super) struct Search {
    pub(super) officer_id: Uuid,
    pub(super) sought: Sought,
    pub(super) at: Timestamp,
}

/// By what.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Sought {
    /// The blind index of a NIK.
    Nik(Vec<u8>),
    /// The marks of the parts of a name.
    Name(Vec<Vec<u8>>),
}

impl Search {
    /// The address of what it finds.
    pub(super) fn address(&self, vault: &Vault) -> Result<String, Error> {
        let sealed = vault.seal_text(Token::Search, self).map_err(|error| Problem::internal(&error))?;
        Ok(format!("{SEARCH}?hasil={sealed}"))
    }

    /// The search in an address, if it is this officer's and not too long ago.
    fn open(vault: &Vault, sealed: &str, officer_id: Uuid, now: Timestamp) -> Option<Self> {
        let search: Self = vault.open_text(Token::Search, sealed)?;
        Some(search).filter(|search| search.officer_id == officer_id && now.duration_since(search.at) <= KEPT)
    }
}

/// What stands in the address.
#[derive(Deserialize)]
pub(in crate::pages) struct Sealed {
    #[serde(default)]
    hasil: String,
}

pub(in crate::pages) async fn found(
    state: State,
    officer: Officer,
    Query(sealed): Query<Sealed>,
) -> Result<Response, Error> {
    if !officer.works_on_tickets() {
        return Err(forbidden());
    }
    let Some(search) = Search::open(&state.desks.vault, &sealed.hasil, officer.id, state.now()) else {
        return Ok(Redirect::to(TICKETS).into_response());
    };
    let caller = caller(&officer);
    let (glance, heading, message) = match &search.sought {
        Sought::Nik(nik_index) => {
            let glance = work::of_nik(&state.desks, &caller, nik_index).await?;
            let heading = if glance.cases.is_empty() { texts::NIK_WITHOUT_TICKETS } else { texts::TICKETS_OF_NIK };
            (glance, heading, "")
        }
        Sought::Name(marks) => match work::of_name(&state.desks, &caller, marks).await? {
            Named::TooMany => (Glance::default(), texts::TICKETS_OF_NAME, texts::NAME_TOO_COMMON),
            Named::Found(glance, _) if glance.cases.is_empty() => {
                (glance, texts::NAME_WITHOUT_TICKETS, texts::ABOUT_NAMES)
            }
            Named::Found(glance, true) => (glance, texts::NEWEST_OF_NAME, texts::NAME_TOO_COMMON),
            Named::Found(glance, false) => (glance, texts::TICKETS_OF_NAME, texts::ABOUT_NAMES),
        },
    };
    let counts = desk::count(&state.desks, &caller).await?;
    let (own, newest) = work::counts(&state, &officer).await?;
    let desks = Desks { counts, own, newest };
    let shown = PageState { message, ..PageState::default() };
    let at = (state.now(), &*state.desks.calendar());
    Ok(Html::personal(ListPage::found(&officer, &desks, &glance, heading, shown, at)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_opens_for_its_officer_and_for_half_an_hour() {
        let (vault, officer_id, at) = (Vault::for_tests(), Uuid::from_u128(1), Timestamp::UNIX_EPOCH);
        let search = Search { officer_id, sought: Sought::Nik(vec![7; 32]), at };
        let address = search.address(&vault).unwrap();
        let sealed = address.strip_prefix("/petugas/tiket/cari?hasil=").unwrap();
        assert_ne!(search.address(&vault).unwrap(), address, "two searches for the same look different");
        assert_eq!(Search::open(&vault, sealed, officer_id, at + KEPT).unwrap().sought, Sought::Nik(vec![7; 32]));
        assert!(Search::open(&vault, sealed, officer_id, at + KEPT + SignedDuration::from_secs(1)).is_none());
        assert!(Search::open(&vault, sealed, Uuid::from_u128(2), at).is_none());
        assert!(Search::open(&vault, "x", officer_id, at).is_none());
    }
}
