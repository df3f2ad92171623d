//! Who has how many stamps, which tokens are theirs, and which serial numbers were sold.

use std::collections::HashMap;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use distributor::wire::{State, UNUSED, USED};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};

/// Users, tokens and serial numbers, in memory.
#[derive(Default)]
pub struct Ledger {
    users: HashMap<String, User>,
    tokens: HashMap<String, String>,
    /// The serial numbers, with whose they are.
    sold: HashMap<String, Sold>,
}

struct User {
    password: SecretString,
    stamps: u64,
}

struct Sold {
    user: String,
    document: String,
    is_used: bool,
}

/// Why no stamp is sold or used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum No {
    /// The user has none left.
    Balance,
    /// The serial number is not the user's, or was used.
    Serial,
}

impl Ledger {
    /// Adds a user, or sets password and stamps of one.
    pub fn add(&mut self, user: &str, password: SecretString, stamps: u64) {
        self.users.insert(user.to_owned(), User { password, stamps });
    }

    /// Sets the stamps of a user. A new one has the name as password.
    pub(crate) fn credit(&mut self, user: &str, stamps: u64) {
        let unknown = || User { password: user.into(), stamps: 0 };
        self.users.entry(user.to_owned()).or_insert_with(unknown).stamps = stamps;
    }

    /// A token for whoever knows the password.
    pub(crate) fn login(&mut self, user: &str, password: &str) -> anyhow::Result<Option<String>> {
        if self.users.get(user).is_none_or(|known| known.password.expose_secret() != password) {
            return Ok(None);
        }
        let token = URL_SAFE_NO_PAD.encode(random::<24>()?);
        self.tokens.insert(token.clone(), user.to_owned());
        Ok(Some(token))
    }

    pub(crate) fn user_of(&self, token: &str) -> Option<String> {
        self.tokens.get(token).cloned()
    }

    pub(crate) fn balance(&self, user: &str) -> u64 {
        self.users.get(user).map_or(0, |user| user.stamps)
    }

    /// Sells a serial number for a document. Who buys twice for one document has two.
    pub(crate) fn sell(&mut self, user: &str, document: &str) -> anyhow::Result<Result<String, No>> {
        let Some(left) = self.users.get_mut(user).and_then(|user| user.stamps.checked_sub(1).map(|left| (user, left)))
        else {
            return Ok(Err(No::Balance));
        };
        left.0.stamps = left.1;
        let serial = format!("00{:020}", u64::from_be_bytes(random()?));
        let sold = Sold { user: user.to_owned(), document: document.to_owned(), is_used: false };
        self.sold.insert(serial.clone(), sold);
        Ok(Ok(serial))
    }

    /// Uses a serial number, once.
    pub(crate) fn spend(&mut self, user: &str, serial: &str) -> Result<(), No> {
        match self.sold.get_mut(serial) {
            Some(sold) if sold.user == user && !sold.is_used => {
                sold.is_used = true;
                Ok(())
            }
            _ => Err(No::Serial),
        }
    }

    /// What became of the serial numbers of a document or with these digits.
    pub(crate) fn states(&self, user: &str, filter: &str) -> Vec<State> {
        let fits = |serial: &str, sold: &Sold| sold.user == user && (sold.document == filter || serial == filter);
        let of_user = self.sold.iter().filter(|(serial, sold)| fits(serial, sold));
        of_user
            .map(|(serial, sold)| State {
                serialnumber: serial.clone(),
                nodoc: sold.document.clone(),
                status: if sold.is_used { USED } else { UNUSED }.to_owned(),
            })
            .collect()
    }
}

fn random<const LENGTH: usize>() -> anyhow::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    SystemRandom::new().fill(&mut bytes).ok().context("no randomness")?;
    Ok(bytes)
}
