//! Where the register is, and who we are there.

use std::time::Duration;

use http::Uri;
use runtime::Settings;
use secrecy::SecretString;

/// What the settings say about the register.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address under which the register has its services, such as `https://register.example.go.id:8000`.
    pub url: Uri,
    /// The name of our institution in the address.
    pub institution: String,
    /// The user that the register gave us.
    pub user: SecretString,
    /// Its password.
    pub password: SecretString,
    /// The address that the register knows us by.
    pub own_address: String,
    /// From which similarity in percent on names and places count as equal.
    pub similarity: u8,
    /// How long we wait for an answer.
    pub patience: Duration,
}

impl Config {
    /// Reads the settings `POPULATION_REGISTER_…` and records what is wrong with them.
    pub fn read(settings: &mut Settings) -> Self {
        const URL: &str = "POPULATION_REGISTER_URL";
        let written = settings.required(URL, "the population register: https://host:port");
        let url = match written.parse::<Uri>() {
            Ok(url) if matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some() => {
                if url.scheme_str() == Some("http") {
                    settings.refuse_plaintext(URL, url.host().unwrap_or_default(), "write https://");
                }
                url
            }
            Ok(_) | Err(_) => {
                if !written.is_empty() {
                    settings.problem(URL, "must be https://host:port");
                }
                Uri::default()
            }
        };
        let similarity = settings.value(
            "POPULATION_REGISTER_SIMILARITY",
            100,
            "from which similarity in percent on names and places count as equal",
        );
        if !(1..=100).contains(&similarity) {
            settings.problem("POPULATION_REGISTER_SIMILARITY", "must be 1 to 100");
        }
        Self {
            url,
            institution: settings.required("POPULATION_REGISTER_INSTITUTION", "our institution's name at the register"),
            user: settings.secret("POPULATION_REGISTER_USER", "the user that the register gave us"),
            password: settings.secret("POPULATION_REGISTER_PASSWORD", "its password"),
            own_address: settings.value(
                "POPULATION_REGISTER_OWN_ADDRESS",
                "127.0.0.1".to_owned(),
                "the address that the register knows us by",
            ),
            similarity,
            patience: settings.duration(
                "POPULATION_REGISTER_PATIENCE",
                Duration::from_secs(3),
                "how long we wait for the register's answer",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str, similarity: &str) -> (Config, bool) {
        let pairs = [
            ("POPULATION_REGISTER_URL", url),
            ("POPULATION_REGISTER_INSTITUTION", "BKN"),
            ("POPULATION_REGISTER_USER", "user"),
            ("POPULATION_REGISTER_PASSWORD", "secret"),
            ("POPULATION_REGISTER_SIMILARITY", similarity),
        ];
        let mut settings = Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let config = Config::read(&mut settings);
        (config, settings.finish().is_ok())
    }

    #[test]
    fn another_machine_is_reached_over_tls_only() {
        assert!(read("https://register.example.go.id:8000", "100").1);
        assert!(read("http://127.0.0.1:8000", "80").1);
        assert!(!read("http://register.example.go.id:8000", "100").1);
    }

    #[test]
    fn addresses_and_similarities_of_another_form_are_told() {
        for (url, similarity) in [("register", "100"), ("ftp://127.0.0.1", "100"), ("", "100")] {
            assert!(!read(url, similarity).1, "{url}");
        }
        for similarity in ["0", "101", "many"] {
            assert!(!read("https://127.0.0.1", similarity).1, "{similarity}");
        }
    }

    #[test]
    fn credentials_do_not_print() {
        let (config, _) = read("https://127.0.0.1", "100");
        assert!(!format!("{config:?}").contains("secret"), "{config:?}");
    }
}
