//! Registrations on real servers: how their steps are filled in and ended; how documents are uploaded, refused,
//! replaced, looked at and stamped; and what is deleted.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![expect(clippy::similar_names, reason = "a site, and Siti who is at it")]

mod afternoon;
mod ending;
mod files;
mod filling;
mod locking;
mod looking;
mod notices;
mod programs;
mod refusing;
mod site;
mod stamping;
mod strangers;
mod sweeping;
mod uploading;
