//! Where the distributor is, and how long it has.

use std::time::Duration;

use http::Uri;
use runtime::Settings;

/// How long a stamping may take at most.
const LONGEST_STAMPING: Duration = Duration::from_mins(5);

/// What the settings say about the distributor.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its address, such as `https://stamps.example.id`, or with a path that all of its services stand under.
    pub url: Uri,
    /// How long we wait for a short answer.
    pub patience: Duration,
    /// How long we wait for a stamped file.
    pub stamp_patience: Duration,
}

impl Config {
    /// The setting with the address.
    pub const URL: &str = "STAMP_DISTRIBUTOR_URL";

    /// Reads the settings `STAMP_DISTRIBUTOR_…` and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        let written = settings
            .required(Self::URL, "the distributor of e-meterai: https://host:port, or with a path in front of its own");
        let url = match written.parse::<Uri>() {
            Ok(url) if is_usable(&url) => {
                if url.scheme_str() == Some("http") {
                    settings.refuse_plaintext(Self::URL, url.host().unwrap_or_default(), "write https://");
                }
                url
            }
            Ok(_) | Err(_) => {
                if !written.is_empty() {
                    settings.problem(
                        Self::URL,
                        "must be https://host:port, or with a path; without user, password and query",
                    );
                }
                Uri::default()
            }
        };
        let patience = settings.duration(
            "STAMP_DISTRIBUTOR_PATIENCE",
            Duration::from_secs(10),
            "how long we wait for a short answer of the distributor",
        );
        let stamp_patience = settings.duration(
            "STAMP_DISTRIBUTOR_STAMP_PATIENCE",
            Duration::from_secs(90),
            "how long we wait for a stamped file",
        );
        for (name, time) in
            [("STAMP_DISTRIBUTOR_PATIENCE", patience), ("STAMP_DISTRIBUTOR_STAMP_PATIENCE", stamp_patience)]
        {
            if time.is_zero() || time > LONGEST_STAMPING {
                settings.problem(name, "must be more than nothing, and at most 5m");
            }
        }
        Self { url, patience, stamp_patience }
    }
}

/// Whether nothing of the address would be dropped silently.
fn is_usable(url: &Uri) -> bool {
    matches!(url.scheme_str(), Some("http" | "https"))
        && url.host().is_some()
        && url.query().is_none()
        && url.authority().is_some_and(|authority| !authority.as_str().contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(url: &str, stamp_patience: &str) -> bool {
        let pairs = [("STAMP_DISTRIBUTOR_URL", url), ("STAMP_DISTRIBUTOR_STAMP_PATIENCE", stamp_patience)];
        let mut settings = Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        drop(Config::read(&mut settings));
        settings.finish().is_ok()
    }

    #[test]
    fn another_machine_is_reached_over_tls_only() {
        assert!(fits("https://stamps.example.id", "90s"));
        assert!(fits("http://127.0.0.1:9200", "2s"));
        assert!(!fits("http://stamps.example.id", "90s"));
    }

    #[test]
    fn addresses_and_times_of_another_form_are_told() {
        for (url, time) in [("stamps", "90s"), ("", "90s"), ("https://stamps.example.id", "0s")] {
            assert!(!fits(url, time), "{url} {time}");
        }
        for url in ["https://stamps.example.id/?kanal=1", "https://siti:rahasia@stamps.example.id"] {
            assert!(!fits(url, "90s"), "{url}");
        }
        assert!(fits("https://gateway.example.id/stamps/", "90s"), "a path is joined");
        assert!(!fits("https://stamps.example.id", "6m"));
    }
}
