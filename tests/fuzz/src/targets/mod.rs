//! Every parser of a stranger's bytes.

mod captcha;
mod content;
mod dates;
mod forms;
mod headers;
mod jpeg;
mod json;
mod messages;
mod multipart;
mod password;
mod pdf;
mod rendition;
mod search;
mod selfie;
mod signatures;
mod templates;
mod ticket_number;
mod tokens;
mod typed;

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use tokio::runtime::{Builder, Runtime};
use vault::Vault;

/// One parser and how to try it.
pub struct Target {
    /// Its name, which is also the name of its folder in `seeds`.
    pub name: &'static str,
    /// Words of its language.
    pub words: &'static [&'static [u8]],
    /// Most bytes of an input.
    pub most: usize,
    /// Gives it an input. Panics when it breaks a promise; returns whether the input got far.
    pub run: fn(&[u8]) -> bool,
}

/// All targets, in the order in which a run tries them.
#[must_use]
pub fn targets() -> Vec<Target> {
    vec![
        pdf::TARGET,
        jpeg::TARGET,
        selfie::TARGET,
        multipart::TARGET,
        content::TARGET,
        dates::TARGET,
        ticket_number::TARGET,
        typed::TARGET,
        password::TARGET,
        captcha::TARGET,
        tokens::TARGET,
        messages::TARGET,
        forms::TARGET,
        json::TARGET,
        headers::TARGET,
        search::TARGET,
        templates::TARGET,
        rendition::TARGET,
        signatures::TARGET,
    ]
}

/// The day in every target.
const TODAY: Date = date(2026, 11, 21);

/// The moment in every target: noon of that day in Jakarta.
const NOW: Timestamp = Timestamp::constant(1_795_237_200, 0);

/// Keys that die with the process.
static VAULT: LazyLock<Vault> = LazyLock::new(Vault::for_tests);

/// Runs futures that wait for nothing.
static RUNTIME: LazyLock<Option<Runtime>> = LazyLock::new(|| Builder::new_current_thread().enable_all().build().ok());

/// Runs a route's future to its end.
fn finished<F: Future>(future: F) -> F::Output {
    let Some(runtime) = RUNTIME.as_ref() else { unreachable!("a thread can wait") };
    runtime.block_on(future)
}

/// An input as text. Invalid bytes become what a person's browser would send.
fn text(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// Splits the input into pieces at a sign that the words contain. The last piece has all that is left.
fn pieces<const N: usize>(input: &[u8]) -> [&[u8]; N] {
    let mut rest = input.splitn(N, |byte| *byte == PARTED);
    std::array::from_fn(|_| rest.next().unwrap_or_default())
}

/// Separates the pieces of an input: the unit separator of ASCII, which no text may contain.
const PARTED: u8 = 0x1f;
