//! `helpdesk asyncapi`: describes the queues of agencies for machines.

use messages::contract;

use crate::operator::say;

/// Prints it as YAML, as committed in `docs/asyncapi.yaml`.
pub(crate) fn print() {
    say(contract::yaml(&contract::asyncapi()).trim_end());
}
