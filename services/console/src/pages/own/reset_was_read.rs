//! `POST /petugas/pengaturan-ulang/dibaca`: the officer has read that somebody reset the account.

use axum::response::Redirect;

use crate::State;
use crate::pages::addresses::HOME;
use crate::pages::{Nothing, SignedForm};
use crate::problems::Error;

pub(in crate::pages) async fn reset_was_read(
    state: State,
    SignedForm { officer, .. }: SignedForm<Nothing>,
) -> Result<Redirect, Error> {
    state.officers.reset_was_read(&officer).await?;
    Ok(Redirect::to(HOME))
}
