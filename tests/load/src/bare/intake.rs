//! axum + multipart + one PUT per document + one INSERT: no checks, no sealing, no outbox.

#![expect(clippy::disallowed_types, reason = "what we are compared with uses sqlx as it comes")]

use anyhow::Result;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::routing::{get, post};
use documents::{Store, StoreConfig};
use futures_util::future::try_join_all;
use http::StatusCode;
use runtime::Settings;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// Runs until somebody ends the process.
pub(crate) async fn serve() -> Result<()> {
    let mut settings = Settings::from_env();
    let store = StoreConfig::read(&mut settings, "bench");
    settings.finish()?;
    let pool = PgPoolOptions::new().max_connections(8).connect(&std::env::var("DATABASE_URL")?).await?;
    sqlx::query(
        "CREATE TABLE IF NOT EXISTS bare_submissions (id uuid PRIMARY KEY, content text NOT NULL, documents \
        integer NOT NULL)",
    )
    .execute(&pool)
    .await?;
    let routes = Router::new()
        .route("/", get(|| async {}))
        .route("/submissions", post(accept))
        .layer(DefaultBodyLimit::max(2 << 20));
    super::program::serve(routes.with_state((Store::new(&store), pool))).await
}

async fn accept(State((store, pool)): State<(Store, PgPool)>, mut parts: Multipart) -> Result<StatusCode, StatusCode> {
    let id = runtime::Clock::system().new_id();
    let (mut content, mut files) = (String::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_error| StatusCode::BAD_REQUEST)? {
        let is_file = part.file_name().is_some();
        let bytes = part.bytes().await.map_err(|_error| StatusCode::BAD_REQUEST)?;
        if is_file {
            files.push(bytes);
        } else {
            content.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    let count = i32::try_from(files.len()).unwrap_or(0);
    let keys: Vec<String> = (0..files.len()).map(|at| format!("bare/{id}/{at}")).collect();
    try_join_all(keys.iter().zip(files).map(|(key, bytes)| store.put(key, bytes)))
        .await
        .map_err(|_error| StatusCode::BAD_GATEWAY)?;
    sqlx::query("INSERT INTO bare_submissions (id, content, documents) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(content)
        .bind(count)
        .execute(&pool)
        .await
        .map_err(|_error| StatusCode::BAD_GATEWAY)?;
    Ok(StatusCode::CREATED)
}
