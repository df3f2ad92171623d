//! Maintains the publishing connection: drops it on any fault and builds a new one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use runtime::telemetry::cause;
use runtime::{Job, Shutdown};
use tokio::sync::watch;

use super::link::Link;
use crate::backoff::Backoff;
use crate::{AmqpConfig, connection, measures};

/// How often it checks an idle connection.
const LOOK: Duration = Duration::from_millis(250);

pub(super) fn job(config: AmqpConfig, link: watch::Sender<Option<Link>>) -> Job {
    let link = Arc::new(link);
    Job::new("publisher", "keeps the connection that messages are published on", move |shutdown| {
        let (config, link) = (config.clone(), Arc::clone(&link));
        async move {
            keep(&config, &link, &shutdown).await;
            Ok(())
        }
    })
    .stops_last()
}

async fn keep(config: &AmqpConfig, current: &watch::Sender<Option<Link>>, shutdown: &Shutdown) {
    let mut backoff = Backoff::new();
    let mut told = false;
    while !shutdown.is_stopping() {
        let started = Instant::now();
        match Link::open(config).await {
            Ok(link) => {
                told = false;
                tracing::info!(connection = config.connection_name, "connected to the broker for publishing");
                current.send_replace(Some(link.clone()));
                watch_over(&link, shutdown).await;
                current.send_replace(None);
                measures::blocked(false);
                connection::close(link.connection()).await;
            }
            Err(error) => {
                let error = cause(&error);
                if told {
                    tracing::debug!(connection = config.connection_name, error, "still no connection to the broker");
                } else {
                    tracing::warn!(
                        connection = config.connection_name,
                        error,
                        "cannot publish: no connection to the broker"
                    );
                    told = true;
                }
            }
        }
        backoff.reset_if_stable(started);
        if !shutdown.is_stopping() {
            measures::reconnects(measures::PUBLISHER);
            backoff.wait(shutdown).await;
        }
    }
}

/// Returns when the link is broken or the process stops.
async fn watch_over(link: &Link, shutdown: &Shutdown) {
    let failed = async {
        tokio::select! {
            () = link.broken() => {}
            () = disconnected(link) => {}
        }
        // Nobody can even close a blocked connection. Dropping it to build the next one, which would be blocked as
        // well, would pile up connections for as long as the broker is short of memory or disk.
        while link.is_blocked() && link.is_connected() {
            measures::blocked(true);
            tokio::time::sleep(LOOK).await;
        }
        tracing::warn!("the connection for publishing broke; it is built anew");
    };
    tokio::select! {
        () = failed => {}
        () = shutdown.stopping() => {}
    }
}

async fn disconnected(link: &Link) {
    while link.is_connected() {
        measures::blocked(link.is_blocked());
        tokio::time::sleep(LOOK).await;
    }
}
