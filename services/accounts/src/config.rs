//! What the service is told by its environment.

use std::num::{NonZeroU16, NonZeroU32, NonZeroU64};
use std::sync::Arc;
use std::time::Duration;

use database::DatabaseConfig;
use documents::StoreConfig;
use queue::AmqpConfig;
use runtime::{PUBLIC_URL_ABOUT, Settings};
use vault::VaultConfig;
use web::{Contact, TrustedProxies, WaitingRoom};

/// Answers of the population register in a day, as it gives them.
const CHECKS_A_DAY: u64 = 1_000_000;
/// Answers of the register in a second, by one process.
const CHECKS_A_SECOND: u32 = 30;
/// How long somebody waits until the own password is hashed.
const PATIENCE: Duration = Duration::from_secs(5);
/// Drafts that may be begun from one network in an hour.
const DRAFTS_AN_HOUR: u32 = 60;

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where accounts are kept.
    pub database: DatabaseConfig,
    /// Where letters are asked for.
    pub amqp: AmqpConfig,
    /// Where their files are kept.
    pub store: StoreConfig,
    /// Keys that seal what people tell.
    pub vault: VaultConfig,
    /// Who knows whether an identity is right.
    pub population: population::Config,
    /// How often it may be asked.
    pub checks: ChecksConfig,
    /// How many passwords are hashed.
    pub passwords: PasswordsConfig,
    /// The public site.
    pub public: PublicConfig,
}

/// How many passwords are hashed at the same moment. Each takes a processor for tens of milliseconds, and 19 MiB.
#[derive(Clone, Copy, Debug)]
pub struct PasswordsConfig {
    /// By this process; `None` stands for half of its processors.
    pub at_once: Option<NonZeroU16>,
    /// How long somebody waits for a turn before being told to come back.
    pub patience: Duration,
}

/// How often the population register may be asked.
#[derive(Clone, Copy, Debug)]
pub struct ChecksConfig {
    /// By all processes in a day (WIB). People who wait get nine tenths of it, what is checked later gets the rest.
    pub a_day: NonZeroU64,
    /// By this process in a second.
    pub a_second: NonZeroU32,
}

/// What the public site needs to know.
#[derive(Clone, Debug)]
pub struct PublicConfig {
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Newcomers that this process lets in at its entrances each second; unset, nobody waits.
    pub newcomers_per_second: Option<NonZeroU32>,
    /// Where people find the site: what a QR code leads to.
    pub url: Option<Arc<str>>,
    /// Drafts that may be begun from one network in an hour.
    pub drafts_an_hour: NonZeroU32,
    /// Whether text messages are sent to telephones, so that a code can confirm one.
    pub texts: bool,
    /// The registration is served at `/pendaftaran`: the page of an account leads there.
    pub registration: bool,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            database: DatabaseConfig::read(settings, "accounts"),
            amqp: AmqpConfig::read(settings, "accounts"),
            store: StoreConfig::read(settings, "accounts"),
            vault: VaultConfig::read(settings),
            population: population::Config::read(settings),
            checks: ChecksConfig::read(settings),
            passwords: PasswordsConfig::read(settings),
            public: PublicConfig::read(settings),
        }
    }
}

impl ChecksConfig {
    pub(crate) fn read(settings: &mut Settings) -> Self {
        let a_day = NonZeroU64::new(CHECKS_A_DAY).unwrap_or(NonZeroU64::MIN);
        let a_second = NonZeroU32::new(CHECKS_A_SECOND).unwrap_or(NonZeroU32::MIN);
        Self {
            a_day: settings.value(
                "IDENTITY_CHECKS_PER_DAY",
                a_day,
                "answers of the population register in a day (WIB), for all processes together",
            ),
            a_second: settings.value(
                "IDENTITY_CHECKS_PER_SECOND",
                a_second,
                "answers of the population register in a second, for this process",
            ),
        }
    }
}

impl PasswordsConfig {
    fn read(settings: &mut Settings) -> Self {
        Self {
            at_once: settings.optional_value(
                "PASSWORDS_AT_ONCE",
                "passwords of applicants that this process hashes at the same moment, each in 19 MiB; half of the \
                processors unless set",
            ),
            patience: settings.duration(
                "PASSWORDS_PATIENCE",
                PATIENCE,
                "how long somebody waits for a turn before the page says to come back",
            ),
        }
    }
}

impl PublicConfig {
    fn read(settings: &mut Settings) -> Self {
        let drafts = NonZeroU32::new(DRAFTS_AN_HOUR).unwrap_or(NonZeroU32::MIN);
        Self {
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            newcomers_per_second: WaitingRoom::read(settings),
            url: settings.optional("PUBLIC_URL", PUBLIC_URL_ABOUT).map(|url| url.trim_end_matches('/').into()),
            drafts_an_hour: settings.value(
                "ACCOUNTS_BEGUN_PER_HOUR",
                drafts,
                "accounts that may be begun from one client address in an hour",
            ),
            registration: settings.value(
                "OFFER_FORMATIONS",
                false,
                "whether the registration is served on this site, at /formasi and /pendaftaran: true or false; \
                `helpdesk serve` knows by itself",
            ),
            texts: settings.value(
                "OFFER_TEXT_CODES",
                false,
                "whether notify has a gateway to telephones (TEXT_GATEWAY_URL), so that codes confirm them: true or false",
            ),
        }
    }
}
