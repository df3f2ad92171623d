//! What every page of somebody who is signed in says of the session.

use domain::time::wib_clock;

use crate::{SIGN_OUT, STAY, SignedIn};

/// `parts/session.html` draws it.
#[derive(Debug)]
pub struct SessionLine {
    /// Goes into every form.
    pub csrf: String,
    /// "12.40".
    pub ends_at: String,
    /// The same for scripts.
    pub ends: String,
    /// Address of the form that extends the session.
    pub stay: String,
    /// Address of the form that ends it.
    pub sign_out: String,
}

impl SessionLine {
    /// Of this person's session.
    #[must_use]
    pub fn of(person: &SignedIn) -> Self {
        Self {
            csrf: person.csrf.as_str().to_owned(),
            ends_at: wib_clock(person.ends_at),
            ends: person.ends_at.to_string(),
            stay: language::path(STAY).into_owned(),
            sign_out: language::path(SIGN_OUT).into_owned(),
        }
    }
}
