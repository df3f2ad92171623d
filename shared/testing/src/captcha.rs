//! Solves a CAPTCHA as nobody else can: with the keys of the system under test, which the test itself made.

use anyhow::{Context, Result};
use captcha::Captcha;
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};

/// Reads the code from a token that is still valid. `setting` returns `VAULT_KEYS` and `VAULT_INDEX_KEY` of the system
/// that issued it.
///
/// # Errors
/// When the keys are wrong, or when the token has expired or belongs to another system.
pub fn solve_captcha<'a>(setting: impl Fn(&str) -> Option<&'a str>, token: &str) -> Result<String> {
    let keys = ["VAULT_KEYS", "VAULT_INDEX_KEY"]
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), setting(key)?.to_owned())));
    let mut settings = Settings::from_pairs(keys);
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let captcha = Captcha::new(Vault::new(&config)?, Clock::system());
    Ok(captcha.open(token).context("opening the token of a CAPTCHA")?.code().reveal())
}
