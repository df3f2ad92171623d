//! What the service is told by its environment.

use std::num::NonZeroU32;
use std::path::PathBuf;

use anyhow::Context as _;
use database::DatabaseConfig;
use documents::StoreConfig;
use queue::AmqpConfig;
use renditions::RenditionsConfig;
use runtime::Settings;
use signatures::Trust;
use vault::VaultConfig;
use web::{Contact, TrustedProxies};

use crate::cards::CardsConfig;

/// Searches and checks per minute and client network.
const RATE_PER_MINUTE: u32 = 600;

/// As the worker that stamps says it (`services/stamping`).
const TRUST_ANCHORS_ABOUT: &str =
    "PEM file of the authorities whose e-meterai are genuine; without it only their form is checked";
const TRUST_WORDS_ABOUT: &str = "words of which the certificate of an e-meterai has one";

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the catalogue and registrations are kept.
    pub database: DatabaseConfig,
    /// Where final registrations are told.
    pub amqp: AmqpConfig,
    /// Where documents are kept.
    pub store: StoreConfig,
    /// Keys that open what applicants told, and seal what they tell here.
    pub vault: VaultConfig,
    /// How pages of documents are drawn.
    pub renditions: RenditionsConfig,
    /// Who stamps; `None`: nobody, and letters come with their e-meterai.
    pub distributor: Option<distributor::Config>,
    /// The PEM file of the authorities whose stamps are genuine; `None`: nobody's are asked about.
    pub trust_anchors: Option<PathBuf>,
    /// Words that the certificates of stamps have.
    pub trust_words: Vec<String>,
    /// With what cards are signed.
    pub cards: CardsConfig,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Searches and checks per minute from one network; 600 by default, since whole villages share one.
    pub rate_per_minute: NonZeroU32,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let rate = NonZeroU32::new(RATE_PER_MINUTE).unwrap_or(NonZeroU32::MIN);
        Self {
            database: DatabaseConfig::read(settings, "registration"),
            amqp: AmqpConfig::read(settings, "registration"),
            store: StoreConfig::read(settings, "registration"),
            vault: VaultConfig::read(settings),
            renditions: RenditionsConfig::read(settings),
            distributor: distributor(settings),
            trust_anchors: settings
                .optional("STAMP_TRUST_ANCHORS", TRUST_ANCHORS_ABOUT)
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            trust_words: settings
                .value("STAMP_TRUST_WORDS", "e-meterai,peruri".to_owned(), TRUST_WORDS_ABOUT)
                .split(',')
                .map(|word| word.trim().to_owned())
                .collect(),
            cards: CardsConfig::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            rate_per_minute: settings.value(
                "REGISTRATION_RATE_PER_MINUTE",
                rate,
                "searches for formations, and checks of their rules, per minute from one client address",
            ),
        }
    }

    /// Whose stamps are genuine.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn trust(&self) -> anyhow::Result<Trust> {
        let words = self.trust_words.iter().map(String::as_str);
        let Some(path) = &self.trust_anchors else { return Ok(Trust::nobody().with_stamp_words(words)) };
        let pem = std::fs::read(path).with_context(|| format!("STAMP_TRUST_ANCHORS: reading {}", path.display()))?;
        let trust = Trust::from_pem(&pem).with_context(|| format!("STAMP_TRUST_ANCHORS: {}", path.display()))?;
        Ok(trust.with_stamp_words(words))
    }
}

/// The distributor, where one is named.
fn distributor(settings: &mut Settings) -> Option<distributor::Config> {
    let about = "the distributor of e-meterai: https://host:port; without it no file is stamped here";
    settings.optional(distributor::Config::URL, about).filter(|url| !url.is_empty())?;
    Some(distributor::Config::read(settings))
}
