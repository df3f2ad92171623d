//! Officers sign in in two steps: first NIP and password, then a code of the authenticator app or a recovery code. An
//! officer without an authenticator enrols one in place of the second step.

mod attempts;
mod code;
mod enrolment;
pub(crate) mod measures;
mod password_step;
mod second_step;

use std::net::IpAddr;

use credentials::Drift;
use vault::Secret;

use crate::second_factor::Phone;
use crate::store::pending::{self, Pending};
use crate::{Failure, Officers};

pub use code::{Code, Entered};
pub use enrolment::Offer;
pub(crate) use enrolment::offer;
pub use password_step::FirstStep;
pub use second_step::SecondStep;

/// Wrong codes after which one begins anew with the password.
const WRONG_CODES: i32 = 5;

/// Who stands at the door.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The network that the request came from.
    pub network: IpAddr,
    /// What the browser keeps from an earlier time.
    pub device: Option<Secret>,
    /// Browser and system, such as `Firefox di Windows`; at most 60 characters are kept.
    pub client: String,
}

impl Pending {
    /// The phone with this secret.
    fn phone<'a>(&'a self, sealed: &'a [u8]) -> Phone<'a> {
        Phone { officer_id: self.officer_id, data_key: &self.data_key, sealed, skew: self.totp_skew }
    }

    /// The last code that was typed in this session, if it belongs to a clock that differs.
    fn drifted(&self) -> Option<Drift> {
        Some(Drift { step: self.drift_step?, by: self.drift_by? })
    }
}

impl Officers {
    /// The session between the two steps that has this secret, until too many codes were wrong in it.
    async fn pending(&self, secret: &Secret) -> Result<Option<Pending>, Failure> {
        let pending = pending::find(&self.pool, &secret.hash(), self.clock.now()).await?;
        Ok(pending.filter(|pending| pending.wrong_codes < WRONG_CODES))
    }
}
