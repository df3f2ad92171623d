//! The properties of `helm/helpdesk`, each one test over every values file in its `ci`. The chart is rendered by the
//! Helm that `make test` installs; where there is none, every test says so and is skipped.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod alerts;
mod autoscaling;
mod capacity;
mod folder;
mod images;
mod jobs;
mod network;
mod pods;
mod programs;
mod readme;
mod rendered;
mod routes;
mod secrets;
mod shape;
mod shutdown;
mod tools;
mod values;
