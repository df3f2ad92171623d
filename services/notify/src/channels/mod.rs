//! The ways to people: mail, and text messages to telephones.

mod gateway;
mod mail;

use std::time::Instant;

use domain::NoticeAddress;

use crate::Config;
use crate::letter::Letter;
use crate::measures;

use gateway::Gateway;
use mail::Mail;

/// A way to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChannelKind {
    /// A mail server.
    Mail,
    /// A gateway for text messages.
    Text,
}

impl ChannelKind {
    /// The name in metrics and logs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
        }
    }
}

/// Why a server did not take a letter. Codes are short, ours or the server's numbers: its texts repeat addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// This address takes no letters; trying again helps nobody.
    Never(String),
    /// Not now: the server is away, busy or does not know us yet.
    Later(String),
    /// There is no way to such an address here.
    NoChannel,
}

/// All ways that are set.
#[derive(Debug)]
pub(crate) struct Channels {
    mail: Option<Mail>,
    gateway: Option<Gateway>,
}

impl Channels {
    /// The ways that the settings name. Reaches nothing yet.
    ///
    /// # Errors
    /// When an address or the system's certificates do not serve.
    pub(crate) fn new(config: &Config) -> anyhow::Result<Self> {
        Ok(Self {
            mail: config.mail.as_ref().map(Mail::new).transpose()?,
            gateway: config.gateway.as_ref().map(Gateway::new).transpose()?,
        })
    }

    /// Offers the letter to the server for this address, within the time that it has.
    ///
    /// # Errors
    /// When the server did not take it.
    pub(crate) async fn send(&self, address: &NoticeAddress, letter: &Letter) -> Result<(), Refusal> {
        let started = Instant::now();
        let to = address.expose();
        let (kind, sent) = if address.is_email() {
            let Some(mail) = &self.mail else { return Err(Refusal::NoChannel) };
            (ChannelKind::Mail, mail.send(to, letter).await)
        } else {
            let Some(gateway) = &self.gateway else { return Err(Refusal::NoChannel) };
            (ChannelKind::Text, gateway.send(to, letter).await)
        };
        let answer = match &sent {
            Ok(()) => "taken",
            Err(Refusal::Never(_)) => "refused",
            Err(Refusal::Later(_) | Refusal::NoChannel) => "later",
        };
        measures::attempt(kind, answer, started.elapsed());
        sent
    }
}
