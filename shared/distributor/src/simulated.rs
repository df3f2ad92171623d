//! How a simulated distributor is told to fail, and what it counts. The real one has none of it.

use serde::{Deserialize, Serialize};

/// Where the switches are: GET shows them, PUT sets them.
pub const SWITCHES: &str = "/switches";
/// Where the counters are.
pub const COUNTS: &str = "/counts";
/// Where the certificate of its authority is, as PEM.
pub const AUTHORITY: &str = "/authority.pem";
/// Where a user's stamps are set: PUT with [`Credit`].
pub const CREDIT: &str = "/credit";

/// What can be set while it runs. What is left out takes its usual value.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each fails something else, and none excludes another")]
pub struct Switches {
    /// Every request is answered with 503.
    pub away: bool,
    /// Milliseconds before each answer; at most a minute.
    pub latency_ms: u64,
    /// This step never ends.
    pub hangs: Option<Hang>,
    /// A stamping takes no file, but the serial number stays bought.
    pub stamping_fails: bool,
    /// The stamped file is another one.
    pub wrong_file: bool,
    /// No file is taken.
    pub refuses_files: bool,
    /// Every token is over.
    pub tokens_are_over: bool,
}

/// Where a request hangs: before it has an effect, or after it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hang {
    /// Before a serial number is bought.
    BeforePurchase,
    /// After it is bought.
    AfterPurchase,
    /// Before a file is stamped.
    BeforeStamp,
    /// After it is stamped.
    AfterStamp,
}

/// What it did since it runs.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Requests but those for counters and switches.
    pub requests: u64,
    /// Requests that hang at this moment.
    pub hanging: u64,
    /// Tokens given.
    pub logins: u64,
    /// Serial numbers bought.
    pub serials: u64,
    /// Files stamped, the same one again counted again.
    pub stamps: u64,
}

/// How many stamps a user has from now on. A user who is not known is made, with the same word as password.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Credit {
    /// The user.
    pub user: String,
    /// Stamps.
    pub stamps: u64,
}
