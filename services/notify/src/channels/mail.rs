//! Mails, over a connection to the operator's mail server that is kept for the next one.

use std::time::Duration;

use anyhow::Context as _;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use secrecy::ExposeSecret as _;

use super::Refusal;
use crate::config::MailConfig;
use crate::letter::Letter;

/// Most connections at the same time: as many as letters are on their way.
const CONNECTIONS: u32 = 8;
/// After this time without a letter a connection is closed; servers close theirs soon after.
const IDLE: Duration = Duration::from_secs(30);

/// Answers that speak about the address and not about us: no such mailbox, moved, no such name, no mail to this domain.
const ABOUT_THE_ADDRESS: [u16; 4] = [550, 551, 553, 556];

/// A mail server.
pub(super) struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl Mail {
    pub(super) fn new(config: &MailConfig) -> anyhow::Result<Self> {
        // The parser's error may quote the password.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.url.expose_secret())
            .ok()
            .context("MAIL_URL names no mail server")?;
        let transport = builder
            .timeout(Some(config.patience))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE))
            .build();
        Ok(Self { transport, from: config.from.clone(), patience: config.patience })
    }

    pub(super) async fn send(&self, to: &str, letter: &Letter) -> Result<(), Refusal> {
        let message = self.message(to, letter)?;
        // The transport's own time-out counts for each step of the protocol.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_taken)) => Ok(()),
            Ok(Err(error)) => Err(refusal(error.status().map(u16::from), error.is_timeout(), error.is_tls())),
            Err(_elapsed) => Err(Refusal::Later("timeout".to_owned())),
        }
    }

    fn message(&self, to: &str, letter: &Letter) -> Result<Message, Refusal> {
        let unfit = || Refusal::Never("unfit".to_owned());
        let to = Mailbox::new(None, to.parse().map_err(|_no_address| unfit())?);
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject)
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(letter.plain(), letter.html()))
            .map_err(|_incomplete| unfit())
    }
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("from", &self.from).finish_non_exhaustive()
    }
}

/// What the answer of a server, or none, means.
fn refusal(status: Option<u16>, timeout: bool, tls: bool) -> Refusal {
    let Some(number) = status else {
        let code = match (timeout, tls) {
            (true, _) => "timeout",
            (false, true) => "tls",
            (false, false) => "unreachable",
        };
        return Refusal::Later(code.to_owned());
    };
    if ABOUT_THE_ADDRESS.contains(&number) {
        Refusal::Never(number.to_string())
    } else {
        Refusal::Later(number.to_string())
    }
}

/// Tells programs that answer mails to leave this one alone (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_about_the_address_is_for_good() {
        let of = |code: u16| refusal(Some(code), false, false);
        for code in [550, 551, 553, 556] {
            assert_eq!(of(code), Refusal::Never(code.to_string()));
        }
        for code in [421, 450, 451, 452, 530, 535, 552, 554] {
            assert_eq!(of(code), Refusal::Later(code.to_string()));
        }
        assert_eq!(refusal(None, false, true), Refusal::Later("tls".to_owned()));
    }
}
