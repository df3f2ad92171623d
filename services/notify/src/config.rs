//! What the sender of letters is told by its environment.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::DatabaseConfig;
use http::Uri;
use lettre::message::Mailbox;
use queue::AmqpConfig;
use runtime::Settings;
use secrecy::{ExposeSecret as _, SecretBox, SecretString};
use vault::VaultConfig;
use web::Site;

/// Letters that one address gets in a day.
const LETTERS_A_DAY: u32 = 10;
/// How long a server has for one letter.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a gateway's secret begins with, as Standard Webhooks writes it.
const SECRET_PREFIX: &str = "whsec_";
/// Fewest bytes of such a secret.
const SHORTEST_SECRET: usize = 24;

/// Everything the service needs to know, one section per neighbour.
#[derive(Debug)]
pub struct Config {
    /// Where letters lie.
    pub database: DatabaseConfig,
    /// Where they are asked for.
    pub amqp: AmqpConfig,
    /// Keys that open the addresses.
    pub vault: VaultConfig,
    /// The address of the site, to which letters lead.
    pub site: String,
    /// The mail server; `None`: no mails are sent.
    pub mail: Option<MailConfig>,
    /// The gateway to telephones; `None`: no text messages are sent.
    pub gateway: Option<GatewayConfig>,
    /// Letters that one address gets in a day.
    pub letters_a_day: NonZeroU32,
}

/// A mail server, and who writes.
#[derive(Debug)]
pub struct MailConfig {
    /// `smtps://user:password@host:465`, or `smtp://user:password@host:587?tls=required`.
    pub url: SecretString,
    /// Who the letters are from.
    pub from: Mailbox,
    /// How long it has for one letter.
    pub patience: Duration,
}

/// A gateway that sends text messages.
#[derive(Debug)]
pub struct GatewayConfig {
    /// Where letters are posted.
    pub url: Uri,
    /// The key of the signature.
    pub secret: SecretBox<Vec<u8>>,
    /// How long it has for one letter.
    pub patience: Duration,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let most = NonZeroU32::new(LETTERS_A_DAY).unwrap_or(NonZeroU32::MIN);
        Self {
            database: DatabaseConfig::read(settings, "notify"),
            amqp: AmqpConfig::read(settings, "notify"),
            vault: VaultConfig::read(settings),
            site: site(settings),
            mail: MailConfig::read(settings),
            gateway: GatewayConfig::read(settings),
            letters_a_day: settings.value("LETTERS_PER_DAY", most, "letters that one address gets in a day"),
        }
    }
}

impl MailConfig {
    /// Reads `MAIL_URL`, `MAIL_FROM` and `MAIL_TIMEOUT`.
    fn read(settings: &mut Settings) -> Option<Self> {
        let url = settings.optional_secret(
            "MAIL_URL",
            "the mail server: smtps://user:password@host:465; without it no mails are sent",
        );
        let from =
            settings.optional("MAIL_FROM", "who mails are from, such as Helpdesk SSCASN <helpdesk@example.go.id>");
        let patience = patience(settings, "MAIL_TIMEOUT", "how long the mail server has for one letter");
        let url = url?;
        // The parser's error may quote the password.
        match url.expose_secret().parse::<Uri>() {
            Ok(parsed) if parsed.host().is_some() => match (parsed.scheme_str(), parsed.query()) {
                (Some("smtps"), _) | (Some("smtp"), Some("tls=required")) => {}
                (Some("smtp"), None) => {
                    let host = parsed.host().unwrap_or_default();
                    settings.refuse_plaintext("MAIL_URL", host, "write smtps://, or add ?tls=required");
                }
                _ => settings.problem("MAIL_URL", "must be smtps://… or smtp://…?tls=required"),
            },
            Ok(_) | Err(_) => settings.problem("MAIL_URL", "must be smtps://user:password@host:port"),
        }
        let Some(from) = from else {
            settings.problem("MAIL_FROM", "must be set where MAIL_URL is");
            return None;
        };
        match from.parse() {
            Ok(from) => Some(Self { url, from, patience }),
            Err(_no_address) => {
                settings.problem("MAIL_FROM", "must be an address, or a name with <an address>");
                None
            }
        }
    }
}

impl GatewayConfig {
    /// Reads `TEXT_GATEWAY_URL`, `TEXT_GATEWAY_SECRET` and `TEXT_GATEWAY_TIMEOUT`.
    fn read(settings: &mut Settings) -> Option<Self> {
        let url = settings.optional(
            "TEXT_GATEWAY_URL",
            "where text messages to telephones are posted, https://…; without it none are sent",
        );
        let secret = settings.optional_secret("TEXT_GATEWAY_SECRET", "the key of their signature: whsec_ and Base64");
        let patience = patience(settings, "TEXT_GATEWAY_TIMEOUT", "how long the gateway has for one text message");
        let url = match url?.parse::<Uri>() {
            Ok(url) if matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some() => url,
            Ok(_) | Err(_) => {
                settings.problem("TEXT_GATEWAY_URL", "must be https://host/path");
                return None;
            }
        };
        if url.scheme_str() == Some("http") {
            settings.refuse_plaintext("TEXT_GATEWAY_URL", url.host().unwrap_or_default(), "write https://");
        }
        let secret = secret.as_ref().and_then(|secret| secret.expose_secret().strip_prefix(SECRET_PREFIX));
        match secret.map(|secret| STANDARD.decode(secret)) {
            Some(Ok(key)) if key.len() >= SHORTEST_SECRET => {
                Some(Self { url, secret: SecretBox::new(Box::new(key)), patience })
            }
            _ => {
                settings.problem("TEXT_GATEWAY_SECRET", "must be whsec_ and at least 24 bytes in Base64");
                None
            }
        }
    }
}

/// The address that letters name: as configured, else where this machine listens, as only its own services can do
/// without.
fn site(settings: &mut Settings) -> String {
    if let Some(url) = Site::read(settings).url() {
        return url.to_owned();
    }
    let listen = settings.value("LISTEN", SocketAddr::from(([127, 0, 0, 1], 8080)), "address and port of the service");
    format!("http://{listen}")
}

fn patience(settings: &mut Settings, name: &str, about: &'static str) -> Duration {
    let patience = settings.duration(name, PATIENCE, about);
    if !(Duration::from_secs(1)..=Duration::from_mins(1)).contains(&patience) {
        settings.problem(name, "must be from 1s to 60s");
    }
    patience
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<(bool, bool), String> {
        let fixed = [
            ("NOTIFY_DATABASE_URL", "postgres://notify@127.0.0.1/helpdesk"),
            ("NOTIFY_AMQP_URL", "amqp://notify@127.0.0.1/helpdesk"),
            ("VAULT_KEYS", "uji:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            ("VAULT_INDEX_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ];
        let pairs = fixed.iter().chain(pairs).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut settings = Settings::from_pairs(pairs);
        let config = Config::read(&mut settings);
        settings.finish().map_err(|error| error.problems().join("; "))?;
        assert!(!format!("{config:?}").contains("rahasia"), "{config:?}");
        Ok((config.mail.is_some(), config.gateway.is_some()))
    }

    #[test]
    fn a_channel_that_is_not_set_is_none() {
        assert_eq!(read(&[]), Ok((false, false)));
    }

    #[test]
    fn a_mail_server_on_another_machine_is_reached_over_tls() {
        let mail = |url| read(&[("MAIL_URL", url), ("MAIL_FROM", "Helpdesk <helpdesk@example.go.id>")]);
        for url in [
            "smtps://user:rahasia@mail.example.go.id",
            "smtp://user:rahasia@mail.example.go.id:587?tls=required",
            "smtp://127.0.0.1:2525",
        ] {
            assert_eq!(mail(url), Ok((true, false)), "{url}");
        }
        for url in [
            "smtp://user:rahasia@mail.example.go.id:587",
            "smtp://user:rahasia@mail.example.go.id:587?tls=opportunistic",
            "https://mail.example.go.id",
            "mail.example.go.id",
        ] {
            let refused = mail(url).expect_err(url);
            assert!(refused.contains("MAIL_URL") && !refused.contains("rahasia"), "{refused}");
        }
    }

    #[test]
    fn mails_are_from_somebody() {
        for from in [None, Some("nobody"), Some("a@b@c")] {
            let from: Vec<_> = from.map(|from| ("MAIL_FROM", from)).into_iter().collect();
            let pairs = [vec![("MAIL_URL", "smtp://127.0.0.1:2525")], from].concat();
            assert!(read(&pairs).expect_err("no sender").contains("MAIL_FROM"));
        }
    }

    #[test]
    fn a_gateway_has_a_secret_of_some_length() {
        let url = ("TEXT_GATEWAY_URL", "https://gateway.example.go.id/sms");
        let good = ("TEXT_GATEWAY_SECRET", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(read(&[url, good]), Ok((false, true)));
        for secret in ["whsec_AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "whsec_?"] {
            assert!(read(&[url, ("TEXT_GATEWAY_SECRET", secret)]).is_err(), "{secret}");
        }
        assert!(read(&[url]).is_err());
        assert!(read(&[("TEXT_GATEWAY_URL", "http://gateway.example.go.id"), good]).is_err(), "not in the open");
    }
}
