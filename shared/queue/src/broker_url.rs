//! The URL of a broker in its parts. It contains a password: nothing here prints it, and no error quotes it.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};

/// User and password of a URL, exactly as it spells them; `None` when it does not have both.
#[must_use]
pub fn credentials(url: &str) -> Option<(&str, &str)> {
    url.split_once("://")?.1.rsplit_once('@')?.0.split_once(':')
}

/// The parts of `amqp://user:password@host:port/vhost`.
#[derive(Clone, Debug)]
pub struct BrokerUrl {
    /// `amqp` or `amqps`.
    scheme: String,
    /// The user that logs in.
    pub user: String,
    /// The user's password.
    pub password: SecretString,
    /// Host and port.
    address: String,
    /// The virtual host; `/` is written as `%2F` in a URL.
    pub vhost: String,
}

impl BrokerUrl {
    /// Parses a URL; `None` when one of the parts is missing.
    #[must_use]
    pub fn parse(url: &SecretString) -> Option<Self> {
        let url = url.expose_secret();
        let (user, password) = credentials(url)?;
        let (scheme, rest) = url.split_once("://")?;
        let (address, vhost) = rest.rsplit_once('@')?.1.split_once('/')?;
        Some(Self {
            scheme: scheme.to_owned(),
            user: user.to_owned(),
            password: SecretString::from(password.to_owned()),
            address: address.to_owned(),
            vhost: percent_decode_str(vhost).decode_utf8().ok()?.into_owned(),
        })
    }

    /// The same broker with another virtual host.
    #[must_use]
    pub fn at_vhost(self, vhost: String) -> Self {
        Self { vhost, ..self }
    }

    /// The URL with which another user connects to the same virtual host.
    #[must_use]
    pub fn of(&self, user: &str, password: &SecretString) -> String {
        // Leaves unescaped what the broker's own tools leave unescaped, so the URL stays readable.
        const ESCAPED: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
        let vhost = utf8_percent_encode(&self.vhost, ESCAPED);
        format!("{}://{user}:{}@{}/{vhost}", self.scheme, password.expose_secret(), self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Option<BrokerUrl> {
        BrokerUrl::parse(&SecretString::from(url.to_owned()))
    }

    #[test]
    fn a_url_is_read_in_parts_and_leads_others_to_the_same_place() {
        let url = parse("amqps://router:a-b_c@mq.example:5671/helpdesk").expect("a broker");
        assert_eq!((url.user.as_str(), url.vhost.as_str()), ("router", "helpdesk"));
        assert_eq!(url.password.expose_secret(), "a-b_c");
        let other = url.of("agency.x", &SecretString::from("p".to_owned()));
        assert_eq!(other, "amqps://agency.x:p@mq.example:5671/helpdesk");
    }

    #[test]
    fn the_virtual_host_named_by_a_slash_stays_the_same_one() {
        let url = parse("amqp://guest:guest@127.0.0.1:5672/%2f").expect("a broker");
        assert_eq!(url.vhost, "/");
        assert_eq!(url.of("x", &url.password), "amqp://x:guest@127.0.0.1:5672/%2F");
    }

    #[test]
    fn a_url_without_user_or_virtual_host_is_none() {
        for url in ["amqp://127.0.0.1", "amqp://127.0.0.1/helpdesk", "amqp://u:p@127.0.0.1", "u:p@127.0.0.1/x", ""] {
            assert!(parse(url).is_none(), "{url}");
        }
    }

    #[test]
    fn no_password_is_printed() {
        let url = parse("amqp://router:Geheim-7@127.0.0.1/helpdesk").expect("a broker");
        assert!(!format!("{url:?}").contains("Geheim-7"));
    }
}
