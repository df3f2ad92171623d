//! The console as a site that people sign in to.

use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use officers::{Failure, Officer};
use uuid::Uuid;
use vault::{Secret, Token, Vault};
use web::Problem;
use web::entry::{Cookies, Entrance, Onward, Texts};

use super::{addresses, cookies, entry};
use crate::problems::Error;
use crate::{State, texts};

impl Entrance for State {
    type Person = Officer;

    const HOME: &'static str = addresses::HOME;
    const SIGN_IN: &'static str = addresses::SIGN_IN;
    const COOKIES: Cookies = cookies::COOKIES;
    const KEPT_FORM: Token = Token::KeptForm;
    const SECRET_FIELDS: &'static [&'static str] =
        &["sandi", "ulangi", "sekarang", "konfirmasi", "sandi_ponsel", "sandi_sesi", "kode"];

    fn texts() -> Texts {
        Texts {
            foreign_form: (texts::FOREIGN_FORM.title, texts::FOREIGN_FORM.detail),
            unreadable_form: texts::UNREADABLE_FORM,
        }
    }

    fn vault(&self) -> &Vault {
        &self.desks.vault
    }

    fn now(&self) -> Timestamp {
        Self::now(self)
    }

    async fn signed_in(&self, secret: &Secret) -> Result<Option<Officer>, Problem> {
        self.officers.signed_in(secret).await.map_err(problem)
    }

    async fn present(&self, secret: &Secret) -> Result<Option<Officer>, Problem> {
        self.officers.present(secret).await.map_err(problem)
    }

    async fn was_signed_in(&self, secret: &Secret) -> Result<Option<Uuid>, Problem> {
        self.officers.was_signed_in(secret).await.map_err(problem)
    }

    fn sign_in_page(&self, headers: &HeaderMap, back: &str, kept: String) -> Result<Response, Problem> {
        Ok(entry::sign_in_page_with(headers, Onward { address: back.to_owned(), kept })?)
    }
}

fn problem(failure: Failure) -> Problem {
    Error::from(failure).0
}
