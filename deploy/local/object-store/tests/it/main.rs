//! The object store as a process, and the documents' store as its client.

#![expect(clippy::unwrap_used, reason = "what starts the servers of tests stops the test when it fails")]

mod process;
mod server;
mod store;
