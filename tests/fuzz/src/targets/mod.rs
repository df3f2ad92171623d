//! Everything that reads a stranger's bytes.

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

/// One parser and what it takes to try it.
pub struct Target {
    /// What it is called; the folder of its sound inputs in `seeds`, too.
    pub name: &'static str,
    /// Words of its language.
    pub words: &'static [&'static [u8]],
    /// Most bytes that it is ever given.
    pub most: usize,
    /// Gives it an input. Panics when what it promises does not hold; says whether the input got far.
    pub run: fn(&[u8]) -> bool,
}

/// All targets, in the order in which they are tried.
#[must_use]
pub fn targets() -> Vec<Target> {
    vec![
        pdf::TARGET,
        jpeg::TARGET,
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
    ]
}

/// The day of every target.
const TODAY: Date = date(2026, 11, 21);

/// The moment of every target: noon of that day in Jakarta.
const NOW: Timestamp = Timestamp::constant(1_795_237_200, 0);

/// Keys that die with the process.
static VAULT: LazyLock<Vault> = LazyLock::new(Vault::for_tests);

/// What waits for nothing is waited for here.
static RUNTIME: LazyLock<Option<Runtime>> = LazyLock::new(|| Builder::new_current_thread().enable_all().build().ok());

/// The end of what a route does with a request.
fn finished<F: Future>(future: F) -> F::Output {
    let Some(runtime) = RUNTIME.as_ref() else { unreachable!("a thread can wait") };
    runtime.block_on(future)
}

/// An input as text: what is none is read as a person's browser would send it.
fn text(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// The input in so many pieces, parted by a sign that the words hold: the last one has all that is left.
fn pieces<const N: usize>(input: &[u8]) -> [&[u8]; N] {
    let mut rest = input.splitn(N, |byte| *byte == PARTED);
    std::array::from_fn(|_| rest.next().unwrap_or_default())
}

/// Parts the pieces of an input: the unit separator of ASCII, which no text may hold.
const PARTED: u8 = 0x1f;
