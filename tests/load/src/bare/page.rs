//! axum + one static page from memory.

use anyhow::{Context, Result};
use axum::Router;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::routing::get;
use bytes::Bytes;

/// Names the file with the page's bytes, as they travel over the wire.
pub(crate) const FILE: &str = "BARE_PAGE";

/// Runs until somebody ends the process.
pub(crate) async fn serve() -> Result<()> {
    let page = Bytes::from(std::fs::read(std::env::var(FILE)?).context("reading the page")?);
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_ENCODING, "gzip")];
    super::program::serve(Router::new().route("/", get(async move || (headers, page.clone())))).await
}
