//! How the register fails.

use serde::{Deserialize, Serialize};

/// What can be set while it runs: `PUT /switches` with JSON; what is left out takes its usual value.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// Milliseconds before each answer; at most a minute.
    pub latency_ms: u64,
    /// Whether each request is answered with 503.
    pub away: bool,
    /// Whether each answer is a page of somebody's proxy.
    pub broken: bool,
    /// How many answers are left; without a number there is no end.
    pub quota: Option<u64>,
}
