//! What the environment tells of cards.

use std::sync::Arc;

use runtime::{PUBLIC_URL_ABOUT, Settings};

use crate::signer::Local;

const KEY: &str = "CARD_SIGNING_KEY_FILE";
const CERTIFICATES: &str = "CARD_SIGNING_CERTIFICATES_FILE";
const FORMER: &str = "CARD_FORMER_CERTIFICATES_FILE";

/// With what cards are signed, and where they are checked.
#[derive(Clone, Debug, Default)]
pub struct CardsConfig {
    /// Who signs; `None`: no card can be printed.
    pub signer: Option<Arc<Local>>,
    /// Where people find the site: what the code on a card leads to.
    pub url: Option<Arc<str>>,
    /// Who issued the certificate, as cards name it; empty where nobody says so.
    pub issuer: String,
}

impl CardsConfig {
    /// Reads the section; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let key = settings.optional(
            KEY,
            "PEM file of the key that signs registration cards, of RSA or P-256; without it, or without PUBLIC_URL, no card \
             can be printed",
        );
        let certificates =
            settings.optional(CERTIFICATES, "PEM file of its certificate, then of those that lead to its authority");
        let former = settings.optional(
            FORMER,
            "PEM file of certificates with which cards were signed before, so that those are known as ours",
        );
        let issuer = settings.value(
            "CARD_CERTIFICATE_ISSUER",
            String::new(),
            "who issued the certificate that signs cards, as cards name it, such as BSrE; unset, nobody is named",
        );
        let url = settings.optional("PUBLIC_URL", PUBLIC_URL_ABOUT).map(|url| url.trim_end_matches('/').into());
        let signer = match (named(key), named(certificates)) {
            (None, None) => None,
            (Some(key), Some(certificates)) => signer(settings, &key, &certificates, named(former).as_deref()),
            (Some(_), None) => {
                settings.problem(CERTIFICATES, "is missing beside CARD_SIGNING_KEY_FILE");
                None
            }
            (None, Some(_)) => {
                settings.problem(KEY, "is missing beside CARD_SIGNING_CERTIFICATES_FILE");
                None
            }
        };
        Self { signer, url, issuer }
    }
}

fn named(path: Option<String>) -> Option<String> {
    path.filter(|path| !path.is_empty())
}

fn signer(settings: &mut Settings, key: &str, certificates: &str, former: Option<&str>) -> Option<Arc<Local>> {
    let mut read = |name: &'static str, path: &str| {
        let read = std::fs::read(path);
        read.map_err(|error| settings.problem(name, format!("cannot be read: {error}"))).ok()
    };
    let (key, certificates) = (read(KEY, key), read(CERTIFICATES, certificates));
    let former = former.map_or(Some(Vec::new()), |path| read(FORMER, path));
    let (key, certificates, former) = (key?, certificates?, former?);
    let made = Local::from_pem(&key, &certificates, &former);
    made.map_err(|unusable| settings.problem(KEY, format!("signs no card: {unusable}"))).ok().map(Arc::new)
}
