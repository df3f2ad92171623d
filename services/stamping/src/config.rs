//! What the worker is told by its environment.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use database::DatabaseConfig;
use documents::StoreConfig;
use queue::AmqpConfig;
use runtime::Settings;
use signatures::Trust;
use vault::VaultConfig;

/// Stampings of one queue at the same time, unless the operator says otherwise, and at most.
const AT_ONCE: usize = 4;
const MOST_AT_ONCE: usize = 32;
/// Longest rest of a distributor that failed.
const LONGEST_REST: Duration = Duration::from_mins(5);

/// Everything the service needs to know, one section per neighbour.
#[derive(Debug)]
pub struct Config {
    /// Where stampings lie.
    pub database: DatabaseConfig,
    /// Where they are asked for.
    pub amqp: AmqpConfig,
    /// Keys that open files and tokens.
    pub vault: VaultConfig,
    /// Where the files lie.
    pub store: StoreConfig,
    /// Who stamps.
    pub distributor: distributor::Config,
    /// The PEM file of the authorities whose stamps are genuine; `None`: nobody's are asked about.
    pub trust_anchors: Option<PathBuf>,
    /// Words that the certificates of stamps have.
    pub trust_words: Vec<String>,
    /// Stampings of one queue at the same time, each with a connection of its own to the broker.
    pub at_once: usize,
    /// How long a distributor that failed is left alone.
    pub rest: Duration,
}

impl Config {
    /// Reads all sections; problems are collected in `settings`.
    #[must_use]
    pub fn read(settings: &mut Settings) -> Self {
        let trust_anchors = settings.optional(
            "STAMP_TRUST_ANCHORS",
            "PEM file of the authorities whose e-meterai are genuine; without it only their form is checked",
        );
        let words = settings.value(
            "STAMP_TRUST_WORDS",
            "e-meterai,peruri".to_owned(),
            "words of which the certificate of an e-meterai has one",
        );
        let at_once = settings.value("STAMPINGS_AT_ONCE", AT_ONCE, "stampings of one queue at the same time");
        if !(1..=MOST_AT_ONCE).contains(&at_once) {
            settings.problem("STAMPINGS_AT_ONCE", "must be 1 to 32");
        }
        let rest = settings.duration(
            "STAMP_DISTRIBUTOR_REST",
            Duration::from_secs(10),
            "how long a distributor that failed is left alone",
        );
        if rest.is_zero() || rest > LONGEST_REST {
            settings.problem("STAMP_DISTRIBUTOR_REST", "must be more than nothing, and at most 5m");
        }
        Self {
            database: DatabaseConfig::read(settings, "stamping"),
            amqp: AmqpConfig::read(settings, "stamping"),
            vault: VaultConfig::read(settings),
            store: StoreConfig::read(settings, "stamping"),
            distributor: distributor::Config::read(settings),
            trust_anchors: trust_anchors.filter(|path| !path.is_empty()).map(PathBuf::from),
            trust_words: words.split(',').map(|word| word.trim().to_owned()).collect(),
            at_once: at_once.clamp(1, MOST_AT_ONCE),
            rest,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, value: &str) -> String {
        let pairs = [("STAMP_DISTRIBUTOR_URL", "https://stamps.example.id"), (name, value)];
        let mut settings = Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        drop(Config::read(&mut settings));
        settings.finish().map_err(|problems| problems.to_string()).err().unwrap_or_default()
    }

    #[test]
    fn rest_and_places_have_bounds() {
        for (name, wrong) in [("STAMP_DISTRIBUTOR_REST", ["0s", "6m"]), ("STAMPINGS_AT_ONCE", ["0", "33"])] {
            for value in wrong {
                assert!(problems(name, value).contains(name), "{name}={value}");
            }
        }
        assert!(!problems("STAMP_DISTRIBUTOR_REST", "5m").contains("STAMP_DISTRIBUTOR_REST"));
        assert!(!problems("STAMPINGS_AT_ONCE", "32").contains("STAMPINGS_AT_ONCE"));
    }
}
