//! How a service reaches its database.

use std::str::FromStr;

use runtime::{Clock, Probe, Settings};
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::Pool;

/// Where the database is and how many connections a service may hold.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    options: PgConnectOptions,
    pool_size: u32,
    service: &'static str,
    generic_plans: bool,
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
        let options = options.application_name(&format!("helpdesk-{service}"));
        Self { options, pool_size, service, generic_plans: false }
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
        Self { generic_plans: true, ..self }
    }
}

/// The error of sqlx's parser may quote the URL, so it is dropped here.
fn parse_url(url: &str) -> Option<PgConnectOptions> {
    PgConnectOptions::from_str(url).ok()
}

/// A pool that connects on first use: a service starts while its database is away, and recovers when it is back. No
/// statement and no transaction on it waits without end.
#[must_use]
pub fn connect_lazy(config: &DatabaseConfig) -> Pool {
    Pool::of_service(config.service, config.options.clone(), config.pool_size, config.generic_plans)
}

/// Ready when the database answers. It also measures the pool, and the server's clock against this machine's.
#[must_use]
pub fn probe(pool: Pool) -> Probe {
    Probe::new("database", move || {
        let pool = pool.clone();
        async move { measured(&pool).await.map_err(|_source| "does not answer".to_owned()) }
    })
}

/// The server's clock is compared with the middle of the question.
async fn measured(pool: &Pool) -> Result<(), sqlx::Error> {
    let (clock, question) = (Clock::system(), "SELECT extract(epoch FROM clock_timestamp())::float8");
    let mut connection = pool.acquire().await?;
    let asked = clock.now();
    let theirs: f64 = sqlx::query_scalar(question).fetch_one(&mut connection).await?;
    let half = clock.now().duration_since(asked) / 2;
    drop(connection);
    pool.measure(theirs - asked.saturating_add(half).unwrap_or(asked).as_duration().as_secs_f64());
    Ok(())
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
