//! What an owner tells for another address, on the page or by a program, and what becomes of it.

use credentials::{Failure, Password};
use domain::FieldError;
use domain::time::wib_in_words;
use jiff::Timestamp;

use crate::access::{NewAddress, NotTold, SignedIn};
use crate::pages::second_typed::error;
use crate::pages::sign_in_page::{seconds, wait_text};
use crate::pages::typed::{EMAIL, PHONE, address};
use crate::state::State;
use crate::store::addresses::Kind;

/// Name of the field for the password.
pub(crate) const PASSWORD: &str = "password";

/// What was typed. Personal data.
pub(crate) struct Typed {
    pub(crate) kind: Kind,
    pub(crate) address: String,
    pub(crate) password: String,
}

/// Why nothing was changed.
pub(crate) enum Refusal {
    /// Something is to be put right.
    Invalid(Vec<FieldError>),
    /// Too much was tried; the seconds to wait.
    Wait(FieldError, u64),
    /// The contact stays until then.
    Cooling(Timestamp),
    Failure(Failure),
}

/// Name of the field for an address of this kind.
pub(crate) const fn field(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => EMAIL,
        Kind::Phone => PHONE,
    }
}

impl Typed {
    /// Tells the address.
    ///
    /// # Errors
    /// [`Refusal`]; everything that is wrong is told at once, next to its field.
    pub(crate) async fn tell(&self, state: &State, person: &SignedIn) -> Result<NewAddress, Refusal> {
        let mut errors = Vec::new();
        let told = address(field(self.kind), &self.address, &mut errors);
        let password = Password::new(self.password.clone());
        if password.is_empty() {
            errors.push(error(PASSWORD, "required", "sign-in-password.missing"));
        }
        let Some(told) = told.filter(|_| errors.is_empty()) else { return Err(Refusal::Invalid(errors)) };
        let now = state.clock.now();
        match state.access.tell_contact(person, &password, &told, state.public.texts).await {
            Ok(told) => Ok(told),
            Err(NotTold::WrongPassword) => {
                Err(Refusal::Invalid(vec![error(PASSWORD, "wrong", "own-data-password.wrong")]))
            }
            Err(NotTold::Same) => Err(Refusal::Invalid(vec![error(field(self.kind), "same", "own-contact-same")])),
            Err(NotTold::Wait(wait)) => {
                let wait = seconds(wait);
                let message = wait_text(now, wait);
                Err(Refusal::Wait(FieldError { field: PASSWORD.to_owned(), code: "wait", message }, wait))
            }
            Err(NotTold::TooMany(until)) => {
                let message = language::fill("own-contact-too-many", &[("at", &wib_in_words(until))]);
                let fault = FieldError { field: field(self.kind).to_owned(), code: "wait", message };
                Err(Refusal::Wait(fault, seconds(until.duration_since(now))))
            }
            Err(NotTold::Cooling(until)) => Err(Refusal::Cooling(until)),
            Err(NotTold::Failure(failure)) => Err(Refusal::Failure(failure)),
        }
    }
}
