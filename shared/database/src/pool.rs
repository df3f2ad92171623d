//! The pool of a service. Each of its waits has an end.

#![expect(clippy::disallowed_types, reason = "this is what stands in front of them")]

use std::fmt;
use std::str::FromStr as _;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgQueryResult, PgRow, PgStatement, PgTypeInfo};
use sqlx::{Connection as _, Describe, Either, Error, Execute, Executor, Postgres, SqlStr};

use crate::suspicion::Suspicion;
use crate::{Connection, Transaction, bounds, measures};

/// Longest wait for a free connection, a new one included; then the request is told that the service is busy.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);
/// Longest wait for all of a query: a little above the server's own `statement_timeout`, whose error tells more.
const QUERY_TIMEOUT: Duration = Duration::from_secs(6);
/// Idle connections are closed after this.
const IDLE_TIMEOUT: Duration = Duration::from_mins(5);
/// A connection that lay idle for longer is asked whether its server is still there.
const TRUSTED: Duration = Duration::from_secs(1);
/// Longest wait for that answer, so that a new connection can still be made before the time to acquire one is over.
const PING_TIMEOUT: Duration = Duration::from_secs(1);
/// Connections of a pool that is opened by its URL alone.
const CONNECTIONS: u32 = 8;
/// What a pool is called that is no service's: a command's or a test's.
const NAMELESS: &str = "other";

/// Connections to PostgreSQL, of which none is waited for without end.
///
/// A connection is waited for 2 seconds, a query 6 ([`Transaction::allow`] asks for more). A connection whose server
/// did not answer in time is closed, never returned, and takes all those with it that lay idle while it waited.
#[derive(Clone)]
pub struct Pool {
    inner: sqlx::PgPool,
    query_timeout: Duration,
    suspicion: Suspicion,
    /// The service that it is of.
    name: &'static str,
}

impl Pool {
    /// A pool that connects on first use.
    #[must_use]
    pub fn lazy(options: PgConnectOptions, connections: u32) -> Self {
        let pool = PgPoolOptions::new().max_connections(connections);
        Self::over(pool, options, ACQUIRE_TIMEOUT, QUERY_TIMEOUT, NAMELESS)
    }

    /// The pool of a service: the server bounds what each of its connections does.
    pub(crate) fn of_service(
        name: &'static str,
        options: PgConnectOptions,
        connections: u32,
        generic_plans: bool,
    ) -> Self {
        measures::describe(name);
        let pool = PgPoolOptions::new().max_connections(connections).after_connect(move |connection, _metadata| {
            Box::pin(async move { bounds::agree(connection, generic_plans).await })
        });
        Self::over(pool, options, ACQUIRE_TIMEOUT, QUERY_TIMEOUT, name)
    }

    /// The same with one's own longest wait, both for a connection and for a query.
    #[must_use]
    pub fn lazy_within(timeout: Duration, options: PgConnectOptions, connections: u32) -> Self {
        Self::over(PgPoolOptions::new().max_connections(connections), options, timeout, timeout, NAMELESS)
    }

    fn over(
        pool: PgPoolOptions,
        options: PgConnectOptions,
        acquire_timeout: Duration,
        query_timeout: Duration,
        name: &'static str,
    ) -> Self {
        let suspicion = Suspicion::default();
        let asked = suspicion.clone();
        let inner = pool
            .acquire_timeout(acquire_timeout)
            .idle_timeout(IDLE_TIMEOUT)
            .test_before_acquire(false)
            .before_acquire(move |connection, state| {
                let suspicion = asked.clone();
                Box::pin(async move {
                    Ok(suspicion.allows(state.idle_for) && is_there(connection, state.idle_for, &suspicion).await)
                })
            })
            .connect_lazy_with(options);
        Self { inner, query_timeout, suspicion, name }
    }

    /// A pool of 8 connections that connects on first use.
    ///
    /// # Errors
    /// When the URL cannot be read.
    pub fn connect_lazy(url: &str) -> Result<Self, Error> {
        Ok(Self::lazy(PgConnectOptions::from_str(url)?, CONNECTIONS))
    }

    /// A pool of 8 connections, one of them open already.
    ///
    /// # Errors
    /// When the URL cannot be read or the database is away.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let pool = Self::connect_lazy(url)?;
        drop(pool.acquire().await?);
        Ok(pool)
    }

    /// A connection for several queries.
    ///
    /// # Errors
    /// When none is free in time, or the database is away.
    pub async fn acquire(&self) -> Result<Connection, Error> {
        let began = Instant::now();
        let live = self.inner.acquire().await.inspect_err(|error| {
            if matches!(error, Error::PoolTimedOut) {
                measures::timed_out(self.name);
            }
        })?;
        measures::acquired(self.name, began.elapsed());
        Ok(Connection::new(live, self.query_timeout, self.suspicion.clone()))
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// As [`Pool::acquire`], and when the server does not answer in time.
    pub async fn begin(&self) -> Result<Transaction, Error> {
        Transaction::begin(self.acquire().await?).await
    }

    /// Notes how many connections it has, and how far the server's clock is ahead.
    pub(crate) fn measure(&self, clock_offset: f64) {
        let idle = u32::try_from(self.inner.num_idle()).unwrap_or(u32::MAX);
        measures::connections(self.name, self.inner.size(), idle);
        measures::clock_offset(self.name, clock_offset);
    }

    /// Closes it: from now on nothing is acquired. Waits for the connections that are in use.
    pub async fn close(&self) {
        self.inner.close().await;
    }
}

/// Whether the server behind a connection that lay idle still answers.
async fn is_there(connection: &mut sqlx::PgConnection, idle: Duration, suspicion: &Suspicion) -> bool {
    if idle < TRUSTED {
        return true;
    }
    let asked = Instant::now();
    let there = matches!(tokio::time::timeout(PING_TIMEOUT, connection.ping()).await, Ok(Ok(())));
    if !there {
        suspicion.raise(asked);
    }
    there
}

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pool")
            .field("size", &self.inner.size())
            .field("query_timeout", &self.query_timeout)
            .finish_non_exhaustive()
    }
}

impl<'p> Executor<'p> for &'_ Pool {
    type Database = Postgres;

    /// All rows are read before the first one is handed out, so that the connection is given back at once.
    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let pool = self.clone();
        let all = async move {
            let mut connection = pool.acquire().await?;
            let rows: Vec<_> = connection.fetch_many(query).try_collect().await?;
            Ok::<_, Error>(stream::iter(rows.into_iter().map(Ok)))
        };
        stream::once(all).try_flatten().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        let pool = self.clone();
        Box::pin(async move { pool.acquire().await?.fetch_optional(query).await })
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [PgTypeInfo]) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'p: 'e,
    {
        let pool = self.clone();
        Box::pin(async move { pool.acquire().await?.prepare_with(sql, parameters).await })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'p: 'e,
    {
        let pool = self.clone();
        Box::pin(async move { pool.acquire().await?.describe(sql).await })
    }
}
