//! How a service reaches its database.

use std::str::FromStr;

use runtime::{Probe, Settings};
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::Pool;

/// Where the database is and how many connections a service may hold.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    options: PgConnectOptions,
    pool_size: u32,
}

impl DatabaseConfig {
    /// Reads `<SERVICE>_DATABASE_URL` (else `DATABASE_URL`) and `DATABASE_POOL_SIZE`.
    #[must_use]
    pub fn read(settings: &mut Settings, service: &'static str) -> Self {
        let url: SecretString =
            settings.service_secret(service, "DATABASE_URL", "PostgreSQL: postgres://user:password@host:port/database");
        let pool_size = settings.value("DATABASE_POOL_SIZE", 8_u32, "connections per service, 1 to 100");
        if !(1..=100).contains(&pool_size) {
            settings.problem("DATABASE_POOL_SIZE", "must be from 1 to 100".to_owned());
        }
        // An empty text was recorded as missing already.
        let options = if url.expose_secret().is_empty() {
            PgConnectOptions::new_without_pgpass()
        } else {
            parse_url(url.expose_secret()).unwrap_or_else(|| {
                settings.problem("DATABASE_URL", "is not a PostgreSQL URL".to_owned());
                PgConnectOptions::new_without_pgpass()
            })
        };
        if !matches!(options.get_ssl_mode(), PgSslMode::VerifyCa | PgSslMode::VerifyFull)
            && options.get_socket().is_none()
        {
            settings.refuse_plaintext(
                "DATABASE_URL",
                options.get_host(),
                "add sslmode=verify-full (and sslrootcert) to it",
            );
        }
        Self { options: bounded(options, service), pool_size }
    }

    /// The same database with another number of connections.
    #[must_use]
    pub fn with_pool_size(self, pool_size: u32) -> Self {
        Self { pool_size, ..self }
    }

    /// Prepared statements are planned once per connection instead of for each execution. Right for a few short
    /// statements over partitioned tables whose partition key is a parameter: planning them takes longer than running
    /// them.
    #[must_use]
    pub fn with_generic_plans(self) -> Self {
        Self { options: self.options.options([("plan_cache_mode", "force_generic_plan")]), ..self }
    }
}

/// The error of sqlx's parser may quote the URL, so it is dropped here.
fn parse_url(url: &str) -> Option<PgConnectOptions> {
    PgConnectOptions::from_str(url).ok()
}

/// No statement and no transaction of a service waits without end, and the server finds out about a service that
/// vanished (milliseconds; keep-alives in seconds).
fn bounded(options: PgConnectOptions, service: &str) -> PgConnectOptions {
    options
        .application_name(&format!("helpdesk-{service}"))
        .options([("statement_timeout", "5000"), ("idle_in_transaction_session_timeout", "10000")])
        .options([
            ("tcp_keepalives_idle", "10"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
        ])
}

/// A pool that connects on first use: a service starts while its database is away, and recovers when it is back.
#[must_use]
pub fn connect_lazy(config: &DatabaseConfig) -> Pool {
    metrics::describe_counter!("database_unanswered_total", "Queries that got no answer in time");
    Pool::lazy(config.options.clone(), config.pool_size)
}

/// Ready when the database answers.
#[must_use]
pub fn probe(pool: Pool) -> Probe {
    Probe::new("database", move || {
        let pool = pool.clone();
        async move { sqlx::query("SELECT 1").execute(&pool).await.map(drop).map_err(|_source| "does not answer".to_owned()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(url: &str) -> usize {
        let mut settings = Settings::from_pairs([("DATABASE_URL".to_owned(), url.to_owned())]);
        let _config = DatabaseConfig::read(&mut settings, "intake");
        settings.finish().map_or_else(|error| error.problems().len(), |_| 0)
    }

    #[test]
    fn a_database_on_another_machine_is_reached_over_tls_that_is_checked() {
        assert_eq!(problems("postgres://user:password@127.0.0.1:5432/helpdesk"), 0);
        assert_eq!(problems("postgres://user:password@db.example.go.id/helpdesk?sslmode=verify-full"), 0);
        for mode in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require"] {
            assert_eq!(problems(&format!("postgres://user:password@db.example.go.id/helpdesk{mode}")), 1, "{mode}");
        }
    }
}
