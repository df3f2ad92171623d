//! What a browser keeps of its turn: the moment, and a keyed hash that shows it is ours.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use vault::{BlindIndex, Index, Vault};

use crate::entry::cookies;

const COOKIE: &str = "__Host-giliran";

/// A turn that somebody was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(Timestamp);

impl Ticket {
    pub(super) const fn new(turn: Timestamp) -> Self {
        Self(turn)
    }

    /// When the turn is, or was.
    pub(super) const fn turn(self) -> Timestamp {
        self.0
    }

    /// The ticket that the browser sent; nothing when it sent none of ours.
    pub(super) fn read(headers: &HeaderMap, vault: &Vault) -> Option<Self> {
        let (turn, seal) = cookies::text(headers, COOKIE)?.split_once('.')?;
        let seal = URL_SAFE_NO_PAD.decode(seal).ok()?;
        let turn = seal_of(turn, vault).ct_eq(&seal).then(|| turn.parse().ok())??;
        Timestamp::from_millisecond(turn).ok().map(Self)
    }

    /// `Set-Cookie` that keeps it for as long as somebody may stay after the turn, and for the time until then.
    pub(super) fn cookie(self, vault: &Vault, stay: Duration) -> HeaderValue {
        let turn = self.0.as_millisecond().to_string();
        let seal = URL_SAFE_NO_PAD.encode(seal_of(&turn, vault).as_bytes());
        let seconds = 2 * stay.as_secs();
        let cookie = format!("{COOKIE}={turn}.{seal}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
        HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
    }
}

fn seal_of(turn: &str, vault: &Vault) -> BlindIndex {
    vault.index(Index::WaitingTurn, turn.as_bytes())
}
