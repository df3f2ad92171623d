//! What everybody may do who comes from somewhere: limits by network, and the CAPTCHA.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use captcha::http::{Answer, Captchas};
use captcha::{IssueError, Purpose};
use vault::{Index, Vault};
use web::{CaptchaView, ClientAddress, Contact, Limit, Problem, TrustedProxies};

use crate::config::PublicConfig;

/// First steps, and second ones, that a network sends at once, and regains within [`REGAINED`]: one every six seconds.
const FIRST_STEPS: u32 = 20;
/// In this time a network regains all of them.
const REGAINED: Duration = Duration::from_mins(2);

/// Forms of the sign-in page that a network sends at once: a carrier has many people behind one address. One comes back
/// each second.
const SIGN_INS: u32 = 30;
/// In this time a network regains all of them.
const SIGN_INS_REGAINED: Duration = Duration::from_secs(30);

/// The public way in.
pub(crate) struct Public {
    pub(crate) contact: Contact,
    trusted_proxies: TrustedProxies,
    /// Address of the site, for links that another device opens.
    pub(crate) url: Option<Arc<str>>,
    /// Whether text messages are sent to telephones.
    pub(crate) texts: bool,
    /// The page of an account leads to the registration.
    pub(crate) registration: bool,
    first_steps: Limit<IpAddr>,
    second_steps: Limit<IpAddr>,
    sign_ins: Limit<IpAddr>,
    pub(crate) captchas: Captchas,
}

impl Public {
    pub(crate) fn new(config: PublicConfig, captchas: Captchas) -> Self {
        let first_steps = NonZeroU32::new(FIRST_STEPS).unwrap_or(NonZeroU32::MIN);
        Self {
            contact: config.contact,
            trusted_proxies: config.trusted_proxies,
            url: config.url,
            registration: config.registration,
            first_steps: Limit::new("first_steps", first_steps, REGAINED),
            second_steps: Limit::new("second_steps", first_steps, REGAINED),
            sign_ins: Limit::new("sign_ins", NonZeroU32::new(SIGN_INS).unwrap_or(NonZeroU32::MIN), SIGN_INS_REGAINED),
            texts: config.texts,
            captchas,
        }
    }

    /// What a client's requests are counted by.
    pub(crate) fn network_of(&self, request: &Request) -> IpAddr {
        ClientAddress::of(request, &self.trusted_proxies).network()
    }

    /// Counts a first step of a network: 429 when there are too many.
    pub(crate) fn check_first_step(&self, network: IpAddr) -> Result<(), Problem> {
        self.first_steps.check(&network)
    }

    /// Counts a second step of a network, or a picture for it: 429 when there are too many.
    pub(crate) fn check_second_step(&self, network: IpAddr) -> Result<(), Problem> {
        self.second_steps.check(&network)
    }

    /// Counts an attempt to sign in of a network: 429 when there are too many.
    pub(crate) fn check_sign_in(&self, network: IpAddr) -> Result<(), Problem> {
        self.sign_ins.check(&network)
    }

    /// A new code against robots.
    pub(crate) fn new_captcha(&self, purpose: Purpose, error: &str) -> Result<CaptchaView, IssueError> {
        let token = self.captchas.issue(purpose, 0)?;
        Ok(view(Answer { token, ..Answer::default() }, error))
    }
}

/// A code in a page: a new one, or one that was answered rightly and is not spent yet.
pub(crate) fn view(answer: Answer, error: &str) -> CaptchaView {
    CaptchaView {
        picture_url: format!("/captcha/{}.png", answer.token),
        sound_url: format!("/captcha/{}.wav", answer.token),
        work: 0,
        worked: String::new(),
        token: answer.token,
        error: error.to_owned(),
        solved: answer.typed,
    }
}

/// The keyed hash of a network, as the database counts it.
pub(crate) fn network_index(vault: &Vault, network: IpAddr) -> Vec<u8> {
    vault.index(Index::AccountNetwork, network.to_string().as_bytes()).as_bytes().to_vec()
}
