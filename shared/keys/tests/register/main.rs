//! Processes that say which keys they have, against a real database.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use anyhow::Result;
use database::Pool;
use keys::{KeyError, Register, announce};
use runtime::Clock;
use secrecy::{ExposeSecret as _, SecretString};
use testing::Database;
use vault::{Vault, VaultConfig, random_key};

struct Site {
    database: Database,
    keys: [String; 2],
    clock: Clock,
}

impl Site {
    async fn new() -> Result<Self> {
        let key = |id: &str| format!("{id}:{}", random_key().unwrap().expose_secret());
        Ok(Self { database: Database::create().await?, keys: [key("lama"), key("baru")], clock: Clock::system() })
    }

    /// The keys of these positions, the first one current.
    fn vault(&self, positions: &[usize]) -> Vault {
        let keys: Vec<&str> =
            positions.iter().filter_map(|position| self.keys.get(*position)).map(String::as_str).collect();
        Vault::new(&VaultConfig::new(SecretString::from(keys.join(",")), random_key().unwrap())).unwrap()
    }

    async fn enter(&self, service: &'static str, role: &str, positions: &[usize]) -> Result<Register, KeyError> {
        let pool = Pool::connect(&self.database.service_url(role).unwrap()).await?;
        Register::enter(&pool, &self.vault(positions), service, &self.clock).await
    }

    async fn in_use(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT key_id FROM sealing.in_use ORDER BY key_id")
            .fetch_all(self.database.owner())
            .await?)
    }

    async fn processes(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM sealing.processes").fetch_one(self.database.owner()).await?)
    }
}

#[tokio::test]
async fn each_service_says_what_it_has_with_its_own_rights() -> Result<()> {
    let site = Site::new().await?;
    for (service, role) in [("intake", "INTAKE"), ("answer", "ANSWER"), ("status", "STATUS")] {
        site.enter(service, role, &[0]).await?;
    }
    assert_eq!((site.processes().await?, site.in_use().await?), (3, vec!["lama".to_owned()]));
    Ok(())
}

#[tokio::test]
async fn a_process_without_a_key_in_use_is_refused_and_leaves_no_trace() -> Result<()> {
    let site = Site::new().await?;
    site.enter("intake", "INTAKE", &[0]).await?;
    let refused = site.enter("status", "STATUS", &[1]).await.unwrap_err();
    assert!(matches!(&refused, KeyError::Missing { missing } if missing == "lama"), "{refused}");
    assert_eq!((site.processes().await?, site.in_use().await?), (1, vec!["lama".to_owned()]));
    Ok(())
}

#[tokio::test]
async fn a_new_key_is_sealed_with_only_when_every_process_knows_it() -> Result<()> {
    let site = Site::new().await?;
    site.enter("status", "STATUS", &[0]).await?;
    let (pool, vault) = (site.database.owner(), site.vault(&[1, 0]));
    let refused = announce(pool, &vault, &site.clock).await.unwrap_err();
    assert!(
        matches!(&refused, KeyError::NotKnownEverywhere { processes, .. } if processes == "1 of status"),
        "{refused}"
    );
    assert_eq!(site.in_use().await?, ["lama"], "whoever was refused leaves no trace");
    // The process died long enough ago.
    sqlx::query("UPDATE sealing.processes SET seen_at = now() - interval '16 seconds'").execute(pool).await?;
    announce(pool, &vault, &site.clock).await?;
    assert_eq!(site.in_use().await?, ["baru", "lama"]);
    site.enter("status", "STATUS", &[0, 1]).await?;
    site.enter("intake", "INTAKE", &[1, 0]).await?;
    Ok(())
}

#[tokio::test]
async fn a_process_that_ends_signs_off_and_rows_of_the_dead_are_removed() -> Result<()> {
    let site = Site::new().await?;
    site.enter("status", "STATUS", &[0]).await?;
    sqlx::query("UPDATE sealing.processes SET seen_at = now() - interval '2 hours'")
        .execute(site.database.owner())
        .await?;
    let register = site.enter("intake", "INTAKE", &[0]).await?;
    assert_eq!(site.processes().await?, 1);
    let shutdown = runtime::Shutdown::new();
    shutdown.trigger();
    register.job().run(shutdown).await?;
    assert_eq!(site.processes().await?, 0);
    Ok(())
}

#[tokio::test]
async fn without_a_database_a_process_starts_all_the_same() -> Result<()> {
    let site = Site::new().await?;
    let mut settings =
        runtime::Settings::from_pairs([("DATABASE_URL".to_owned(), "postgres://nobody@127.0.0.1:9/none".to_owned())]);
    let pool = database::connect_lazy(&database::DatabaseConfig::read(&mut settings, "intake"));
    Register::enter(&pool, &site.vault(&[0]), "intake", &site.clock).await?;
    Ok(())
}
