//! Forgets messages seen and texts posted long ago, so that both stay as small as the traffic.

use std::time::Duration;

use database::{Inbox, Schema};
use runtime::{Job, Shutdown};
use sqlx::PgPool;

use crate::App;
use crate::store::texts;

/// How long a message is remembered: far longer than any message is delivered again.
const REMEMBERED: Duration = Duration::from_hours(14 * 24);

/// Pause between two looks.
const PAUSE: Duration = Duration::from_hours(1);

/// The job.
pub(super) fn job(app: &App) -> Job {
    let (inbox, pool) = (Inbox::new(app.pool.clone(), Schema::Desk), app.pool.clone());
    Job::new("answer.inbox-purge", "forgets messages and texts of more than 14 days ago", move |shutdown| {
        run(inbox.clone(), pool.clone(), shutdown)
    })
}

async fn run(inbox: Inbox, pool: PgPool, shutdown: Shutdown) -> anyhow::Result<()> {
    loop {
        while !shutdown.is_stopping() && inbox.purge(REMEMBERED).await? > 0 {}
        while !shutdown.is_stopping() && texts::purge(&pool, REMEMBERED).await? > 0 {}
        tokio::select! {
            () = shutdown.stopping() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
