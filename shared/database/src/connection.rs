//! Every query on a connection has an end. The pool gets a connection back only after its server answered on it.

#![expect(clippy::disallowed_types, reason = "this is what stands in front of them")]

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_util::Stream;
use futures_util::future::{self, BoxFuture};
use futures_util::stream::{self, BoxStream, StreamExt as _};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgDatabaseError, PgQueryResult, PgRow, PgSeverity, PgStatement, PgTypeInfo};
use sqlx::{Describe, Either, Error, Execute, Executor, PgConnection, Postgres, SqlStr};
use tokio::runtime::Handle;
use tokio::time::Sleep;

use crate::measures;
use crate::suspicion::Suspicion;

/// Longest wait for the server's word that a connection is ready for its next user.
const RETURN_TIMEOUT: Duration = Duration::from_secs(2);

/// A connection of a [`crate::Pool`].
///
/// A query that gets no answer in time fails with an error for which [`crate::is_unavailable`] is true, and so does
/// every later one here: the connection is closed when it is dropped, and what its last statement did is not known. A
/// connection that is well goes back to the pool once the server has answered on it; a query whose future was dropped
/// on the way is waited for first, for 2 seconds.
pub struct Connection {
    live: Option<PoolConnection<Postgres>>,
    lost: bool,
    query_timeout: Duration,
    suspicion: Suspicion,
}

impl Connection {
    pub(crate) fn new(live: PoolConnection<Postgres>, query_timeout: Duration, suspicion: Suspicion) -> Self {
        Self { live: Some(live), lost: false, query_timeout, suspicion }
    }

    /// Waits this long for each query from now on, until the connection is given back.
    pub(crate) fn set_query_timeout(&mut self, query_timeout: Duration) {
        self.query_timeout = query_timeout;
    }

    /// Runs the migrations, and closes the connection: after a failure it would keep their lock.
    pub(crate) async fn migrate(&mut self, migrator: &Migrator, timeout: Duration) -> Result<(), MigrateError> {
        self.query_timeout = timeout;
        let (live, watch) = self.watched()?;
        let ran = tokio::time::timeout(timeout, migrator.run_direct(None, live, false)).await;
        *watch.lost = true;
        ran.unwrap_or_else(|_elapsed| Err(MigrateError::Execute(unanswered())))
    }

    /// A statement of the transaction itself, in one round trip.
    pub(crate) async fn control(&mut self, statement: &'static str) -> Result<(), Error> {
        self.execute(statement).await.map(drop)
    }

    /// Whether its server answered to the end.
    pub(crate) fn is_well(&self) -> bool {
        self.live.is_some() && !self.lost
    }

    /// Gives it up: it is closed when it is dropped.
    pub(crate) fn lose(&mut self) {
        self.lost = true;
    }

    /// Hands it over, so that whatever is left to do can be done after the user went.
    pub(crate) fn take(&mut self) -> Self {
        let taken = Self {
            live: self.live.take(),
            lost: self.lost,
            query_timeout: self.query_timeout,
            suspicion: self.suspicion.clone(),
        };
        self.lost = true;
        taken
    }

    /// The connection, unless it is lost, and what watches over the wait for its server.
    fn watched(&mut self) -> Result<(&mut PgConnection, Watch<'_>), Error> {
        let Self { live, lost, query_timeout, suspicion } = self;
        match live {
            Some(live) if !*lost => {
                Ok((&mut **live, Watch { lost, suspicion, timeout: *query_timeout, since: Instant::now() }))
            }
            _ => Err(Error::Io(io::Error::new(
                io::ErrorKind::NotConnected,
                "this connection to the database is lost already",
            ))),
        }
    }

    /// Waits for the server's word that it is ready, then lets the pool have it.
    fn give_back(&mut self, mut live: PoolConnection<Postgres>) {
        let Ok(runtime) = Handle::try_current() else {
            return drop(live.detach());
        };
        let (returned, suspicion, since) = (live.return_to_pool(), self.suspicion.clone(), Instant::now());
        drop(runtime.spawn(async move {
            if tokio::time::timeout(RETURN_TIMEOUT, returned).await.is_err() {
                suspicion.raise(since);
            }
        }));
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connection").field("lost", &self.lost).finish_non_exhaustive()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        match self.live.take() {
            // Closes the socket and frees the place at once: whoever waits for it gets a new connection.
            Some(live) if self.lost => drop(live.detach()),
            Some(live) => self.give_back(live),
            None => {}
        }
    }
}

fn unanswered() -> Error {
    Error::Io(io::Error::new(io::ErrorKind::TimedOut, "the database did not answer in time"))
}

/// What happens to the connection when its server does not answer.
struct Watch<'c> {
    lost: &'c mut bool,
    suspicion: &'c Suspicion,
    timeout: Duration,
    since: Instant,
}

impl<'c> Watch<'c> {
    /// Runs one request to its end, or until its time is over.
    async fn over<T>(mut self, request: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        match tokio::time::timeout(self.timeout, request).await {
            Ok(answer) => answer.inspect_err(|error| self.judge(error)),
            Err(_elapsed) => Err(self.missed()),
        }
    }

    fn missed(&mut self) -> Error {
        tracing::warn!(
            timeout_seconds = self.timeout.as_secs_f64(),
            "the database did not answer in time; this connection is closed"
        );
        measures::unanswered();
        self.lose();
        unanswered()
    }

    /// After some errors the server is gone, whatever it said last.
    fn judge(&mut self, error: &Error) {
        let severity = error
            .as_database_error()
            .and_then(|error| error.try_downcast_ref::<PgDatabaseError>())
            .map(PgDatabaseError::severity);
        let fatal = matches!(severity, Some(PgSeverity::Fatal | PgSeverity::Panic));
        if fatal || matches!(error, Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::WorkerCrashed) {
            self.lose();
        }
    }

    fn lose(&mut self) {
        *self.lost = true;
        self.suspicion.raise(self.since);
    }

    fn over_rows(self, rows: BoxStream<'c, Result<Either<PgQueryResult, PgRow>, Error>>) -> BoxStream<'c, Step> {
        let alarm = Box::pin(tokio::time::sleep(self.timeout));
        Box::pin(WatchedRows { rows: Some(rows), alarm, watch: self })
    }
}

/// A row or the end of a statement.
type Step = Result<Either<PgQueryResult, PgRow>, Error>;

/// The rows of a query, all of them within one time.
struct WatchedRows<'c> {
    rows: Option<BoxStream<'c, Step>>,
    alarm: Pin<Box<Sleep>>,
    watch: Watch<'c>,
}

impl Stream for WatchedRows<'_> {
    type Item = Step;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Step>> {
        let Self { rows, alarm, watch } = &mut *self;
        let Some(answers) = rows else { return Poll::Ready(None) };
        match answers.as_mut().poll_next(context) {
            Poll::Ready(Some(Err(error))) => {
                watch.judge(&error);
                Poll::Ready(Some(Err(error)))
            }
            Poll::Ready(step) => Poll::Ready(step),
            Poll::Pending => match alarm.as_mut().poll(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(()) => {
                    *rows = None;
                    Poll::Ready(Some(Err(watch.missed())))
                }
            },
        }
    }
}

impl<'c> Executor<'c> for &'c mut Connection {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Step>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        match self.watched() {
            Ok((live, watch)) => watch.over_rows(live.fetch_many(query)),
            Err(lost) => stream::once(future::ready(Err(lost))).boxed(),
        }
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        Box::pin(async move {
            let (live, watch) = self.watched()?;
            watch.over(live.fetch_optional(query)).await
        })
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [PgTypeInfo]) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'c: 'e,
    {
        Box::pin(async move {
            let (live, watch) = self.watched()?;
            watch.over(live.prepare_with(sql, parameters)).await
        })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'c: 'e,
    {
        Box::pin(async move {
            let (live, watch) = self.watched()?;
            watch.over(live.describe(sql)).await
        })
    }
}
