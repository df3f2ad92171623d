//! axum + one SELECT by primary key: a POST of JSON, a row, a JSON answer.

#![expect(clippy::disallowed_types, reason = "what we are compared with uses sqlx as it comes")]

use anyhow::Result;
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

/// Rows in the bare table.
pub(crate) const ROWS: u64 = 50_000;

#[derive(Deserialize)]
struct Question {
    id: i64,
}

#[derive(Serialize)]
struct Answer {
    content: String,
}

/// Runs until somebody ends the process.
pub(crate) async fn serve() -> Result<()> {
    let pool = PgPoolOptions::new()
        .max_connections(8)
        .test_before_acquire(false)
        .connect(&std::env::var("DATABASE_URL")?)
        .await?;
    sqlx::query("CREATE TABLE IF NOT EXISTS bare_rows (id bigint PRIMARY KEY, content text NOT NULL)")
        .execute(&pool)
        .await?;
    sqlx::query(
        "INSERT INTO bare_rows SELECT n, repeat('x', 300) FROM generate_series(0, $1) AS n ON CONFLICT DO NOTHING",
    )
    .bind(i64::try_from(ROWS)?)
    .execute(&pool)
    .await?;
    sqlx::query("ANALYZE bare_rows").execute(&pool).await?;
    let routes = Router::new().route("/", get(|| async {})).route("/lookup", post(lookup));
    super::program::serve(routes.with_state(pool)).await
}

async fn lookup(State(pool): State<PgPool>, Json(question): Json<Question>) -> Result<Json<Answer>, StatusCode> {
    let content: Option<String> = sqlx::query_scalar("SELECT content FROM bare_rows WHERE id = $1")
        .bind(question.id)
        .fetch_optional(&pool)
        .await
        .map_err(|_error| StatusCode::BAD_GATEWAY)?;
    content.map(|content| Json(Answer { content })).ok_or(StatusCode::NOT_FOUND)
}
