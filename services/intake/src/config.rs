//! The settings of the intake service, read from its environment.

use std::num::NonZeroU32;

use database::DatabaseConfig;
use documents::StoreConfig;
use queue::{AmqpConfig, ResendPolicy};
use runtime::Settings;
use vault::VaultConfig;
use web::{Contact, Site, TrustedProxies, WaitingRoom};

/// Everything the service needs to know, one section per neighbour.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where tickets, the outbox and the keys are written.
    pub database: DatabaseConfig,
    /// Where accepted submissions are announced.
    pub amqp: AmqpConfig,
    /// When an accepted ticket that no desk was chosen for is sent again.
    pub resend: ResendPolicy,
    /// Where sealed documents are put.
    pub store: StoreConfig,
    /// Keys that seal personal data.
    pub vault: VaultConfig,
    /// How much is taken in at once.
    pub limits: Limits,
    /// The public site.
    pub public: PublicConfig,
}

/// What the public site needs to know.
#[derive(Clone, Debug)]
pub struct PublicConfig {
    /// Address of the site, as printed on receipts.
    pub site: Site,
    /// Whose word about a client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Who runs the site, and how people reach them.
    pub contact: Contact,
    /// Newcomers that this process lets in at its entrances each second; unset, nobody waits.
    pub newcomers_per_second: Option<NonZeroU32>,
    /// Where to tell weaknesses, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Forms per minute that come from one network, right or wrong; 240 by default, since whole villages share an
    /// address, and each ticket takes two: to check it and to send it.
    pub forms_per_minute: NonZeroU32,
    /// Tickets that people may file.
    pub filing_limits: FilingLimits,
    /// What else there is on this site.
    pub offers: Offers,
    /// Whether a game day may send invented submissions here. Off by default: nobody is to wait behind them.
    pub allow_game_days: bool,
}

/// What other services do on this site. Nothing by default: they have to run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offers {
    /// Forms ask where to tell of the answer.
    pub notices: bool,
    /// Accounts are served at `/akun`: forms 04 and 05 lead there.
    pub accounts: bool,
    /// Formations are served at `/formasi`: the home page leads there.
    pub formations: bool,
}

impl Offers {
    fn read(settings: &mut Settings) -> Self {
        Self {
            notices: settings.value(
                "OFFER_NOTICES",
                false,
                "whether letters are sent to the addresses that applicants leave: true or false",
            ),
            accounts: settings.value(
                "OFFER_ACCOUNTS",
                false,
                "whether accounts are served on this site, at /akun: true or false; `helpdesk serve` knows by itself",
            ),
            formations: settings.value(
                "OFFER_FORMATIONS",
                false,
                "whether formations are served on this site, at /formasi: true or false; `helpdesk serve` knows by \
                itself",
            ),
        }
    }
}

/// Tickets that people without a channel's token may file from one network; its neighbours together ten times as many.
#[derive(Clone, Copy, Debug)]
pub struct FilingLimits {
    /// In an hour; 120 by default, since whole villages share an address.
    pub an_hour: NonZeroU32,
    /// In a day; 600 by default.
    pub a_day: NonZeroU32,
}

/// How much one process takes in before it says "later".
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Submissions that are judged and stored at the same moment, once they have arrived. 1 to 4096.
    pub submissions_at_once: usize,
    /// Submissions per second that one channel may file.
    pub channel_rate: NonZeroU32,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        Self {
            database: DatabaseConfig::read(settings, "intake"),
            amqp: AmqpConfig::read(settings, "intake"),
            resend: ResendPolicy::read(settings),
            store: StoreConfig::read(settings, "intake"),
            vault: VaultConfig::read(settings),
            limits: Limits::read(settings),
            public: PublicConfig::read(settings),
        }
    }
}

impl Limits {
    fn read(settings: &mut Settings) -> Self {
        let submissions_at_once = settings.value(
            "SUBMISSIONS_AT_ONCE",
            64_usize,
            "submissions judged and stored at the same moment, 1 to 4096",
        );
        if !(1..=4096).contains(&submissions_at_once) {
            settings.problem("SUBMISSIONS_AT_ONCE", "must be from 1 to 4096".to_owned());
        }
        let default_rate = NonZeroU32::new(500).unwrap_or(NonZeroU32::MIN);
        let channel_rate =
            settings.value("CHANNEL_RATE_PER_SECOND", default_rate, "submissions per second that one channel may file");
        Self { submissions_at_once, channel_rate }
    }
}

impl PublicConfig {
    fn read(settings: &mut Settings) -> Self {
        let default_rate = NonZeroU32::new(240).unwrap_or(NonZeroU32::MIN);
        Self {
            site: Site::read(settings),
            trusted_proxies: TrustedProxies::read(settings),
            contact: Contact::read(settings),
            newcomers_per_second: WaitingRoom::read(settings),
            security_contact: security_contact(settings),
            forms_per_minute: settings.value(
                "FORMS_PER_MINUTE",
                default_rate,
                "forms per minute that may come from one client address",
            ),
            filing_limits: FilingLimits::read(settings),
            offers: Offers::read(settings),
            allow_game_days: settings.value(
                "ALLOW_GAMEDAY",
                false,
                "whether a game day may send invented submissions here, where nobody waits for an answer: true or false",
            ),
        }
    }
}

impl Default for FilingLimits {
    fn default() -> Self {
        let [an_hour, a_day] = [120, 600].map(|default| NonZeroU32::new(default).unwrap_or(NonZeroU32::MIN));
        Self { an_hour, a_day }
    }
}

impl FilingLimits {
    fn read(settings: &mut Settings) -> Self {
        let Self { an_hour, a_day } = Self::default();
        Self {
            an_hour: settings.value(
                "TICKETS_PER_HOUR",
                an_hour,
                "tickets that people may file from one client address in an hour",
            ),
            a_day: settings.value(
                "TICKETS_PER_DAY",
                a_day,
                "tickets that people may file from one client address in a day",
            ),
        }
    }
}

/// RFC 9116, 2.5.3: an address as a URI.
fn security_contact(settings: &mut Settings) -> Option<String> {
    let about =
        "where to tell weaknesses, such as mailto:keamanan@example.go.id; published at /.well-known/security.txt";
    let contact = settings.optional("SECURITY_CONTACT", about);
    let is_address = |contact: &String| {
        ["mailto:", "https://", "tel:"].iter().any(|scheme| contact.starts_with(scheme))
            && contact.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if contact.as_ref().is_some_and(|contact| !is_address(contact)) {
        settings.problem("SECURITY_CONTACT", "must be an address that begins with mailto:, https:// or tel:");
    }
    contact
}
