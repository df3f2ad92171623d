//! What the operator's commands ask and do: which process seals with which key (`helpdesk keys`), and whether an old
//! key may leave (`helpdesk rewrap`). Data keys themselves are wrapped anew by the owners of their tables, which walk
//! them with [`rewrap`].

mod processes;
mod rewrap;

pub use processes::{Others, Process, in_use, living, others, retire, services};
pub use rewrap::{RewrapError, Rewrapped, rewrap};
