//! The server bounds what a service does on a connection, whether its role says so or the connection has to.

#![expect(clippy::disallowed_types, reason = "a connection that is made as a pooler makes it")]

use anyhow::Result;
use database::DatabaseConfig;
use runtime::Settings;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use testing::Database;

const BOUNDS: [(&str, &str); 3] =
    [("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s"), ("tcp_keepalives_count", "3")];

#[tokio::test]
async fn a_services_role_brings_its_bounds_without_start_up_parameters() -> Result<()> {
    let database = Database::create().await?;
    for service in ["INTAKE", "ROUTER", "ANSWER", "CONSOLE", "STATUS", "NOTIFY", "ACCOUNTS"] {
        let mut connection = PgConnection::connect(&database.service_url(service)?).await?;
        for (name, value) in BOUNDS {
            let found: String =
                sqlx::query_scalar(AssertSqlSafe(format!("SHOW {name}"))).fetch_one(&mut connection).await?;
            assert_eq!(found, value, "{name} of {service}");
        }
        let plans: String = sqlx::query_scalar("SHOW plan_cache_mode").fetch_one(&mut connection).await?;
        assert_eq!(plans == "force_generic_plan", service == "STATUS", "{plans} of {service}");
    }
    Ok(())
}

#[tokio::test]
async fn a_role_without_bounds_gets_them_from_the_connection() -> Result<()> {
    let database = Database::create().await?;
    let mut settings = Settings::from_pairs([("DATABASE_URL".to_owned(), database.url()?)]);
    let config = DatabaseConfig::read(&mut settings, "status").with_generic_plans();
    let pool = database::connect_lazy(&config);
    let all = BOUNDS.into_iter().chain([("plan_cache_mode", "force_generic_plan")]);
    for (name, value) in all {
        let found: String = sqlx::query_scalar(AssertSqlSafe(format!("SHOW {name}"))).fetch_one(&pool).await?;
        assert_eq!(found, value, "{name}");
    }
    Ok(())
}
