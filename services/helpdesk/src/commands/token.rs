//! `helpdesk token`: bearer tokens of assisted channels and of desks. A token is shown once; only its hash is kept.

use anyhow::{Result, bail, ensure};
use audit::Action;
use clap::Subcommand;
use database::Pool;
use domain::Desk;
use runtime::Clock;

use crate::operator::{Kept, Operator, Output, owners_database, say, table};

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Create a token and print it, once
    Create {
        /// Name of the assisted channel (call centre, kiosk) that may file submissions
        #[arg(long, value_name = "NAME", conflicts_with_all = ["desk", "name"], required_unless_present = "desk")]
        channel: Option<String>,
        /// Desk whose tickets the token may see and answer; repeat for several
        #[arg(long, requires = "name")]
        desk: Vec<Desk>,
        /// Whose desk token it is; written to the access log
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List all tokens, without the tokens themselves
    List,
    /// Stop accepting a token (seen everywhere within 10 seconds)
    Revoke {
        /// The name it was created with
        name: String,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Token, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    match command {
        Token::Create { channel: Some(name), output, .. } => {
            create_for_channel(&pool, &name, output.open()?, &operator).await
        }
        Token::Create { desk, name, output, .. } => {
            create_for_desks(&pool, &desk, &name.unwrap_or_default(), output.open()?, &operator).await
        }
        Token::List => list(&pool).await,
        Token::Revoke { name } => revoke(&pool, &name, &operator).await,
    }
}

async fn create_for_channel(pool: &Pool, name: &str, kept: Kept, operator: &Operator) -> Result<()> {
    let token = web::bearer::new_token("channel")?;
    let hash = web::bearer::hash(&token);
    let mut transaction = pool.begin().await?;
    let made = sqlx::query!(
        "INSERT INTO intake.channel_tokens (id, name, token_hash) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        Clock::system().new_id(),
        name,
        &hash[..],
    )
    .execute(&mut *transaction)
    .await?;
    ensure!(
        made.rows_affected() == 1,
        "a channel token named “{name}” exists already; choose another name or revoke it first"
    );
    audit::record(&mut *transaction, &operator.entry(Action::TokenCreated).detail(format!("channel {name}"))).await?;
    transaction.commit().await?;
    kept.keep(&[token]);
    Ok(())
}

async fn create_for_desks(pool: &Pool, desks: &[Desk], name: &str, kept: Kept, operator: &Operator) -> Result<()> {
    let token = web::bearer::new_token("desk")?;
    let hash = web::bearer::hash(&token);
    let desks = Desk::names(desks);
    let mut transaction = pool.begin().await?;
    let made = sqlx::query!(
        "INSERT INTO desk.tokens (id, name, token_hash, desks) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
        Clock::system().new_id(),
        name,
        &hash[..],
        &desks,
    )
    .execute(&mut *transaction)
    .await?;
    ensure!(
        made.rows_affected() == 1,
        "a desk token named “{name}” exists already; choose another name or revoke it first"
    );
    audit::record(&mut *transaction, &operator.entry(Action::TokenCreated).detail(format!("desks {name}"))).await?;
    transaction.commit().await?;
    kept.keep(&[token]);
    Ok(())
}

async fn list(pool: &Pool) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT name AS "name!", 'channel' AS "scope!", revoked_at IS NOT NULL AS "revoked!"
           FROM intake.channel_tokens
           UNION ALL
           SELECT name, array_to_string(desks, ' '), revoked_at IS NOT NULL FROM desk.tokens
           ORDER BY 2, 1"#
    )
    .fetch_all(pool)
    .await?;
    let mut lines = vec![vec!["NAME".to_owned(), "SCOPE".to_owned(), "STATE".to_owned()]];
    lines.extend(rows.into_iter().map(|row| {
        let state = if row.revoked { "revoked" } else { "valid" };
        vec![row.name, row.scope, state.to_owned()]
    }));
    say(table(&lines));
    Ok(())
}

/// Names are unique per kind; a name used for both kinds revokes both.
async fn revoke(pool: &Pool, name: &str, operator: &Operator) -> Result<()> {
    let channels = sqlx::query!(
        "UPDATE intake.channel_tokens SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL",
        name
    );
    let desks = sqlx::query!("UPDATE desk.tokens SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL", name);
    let mut transaction = pool.begin().await?;
    let revoked = channels.execute(&mut *transaction).await?.rows_affected()
        + desks.execute(&mut *transaction).await?.rows_affected();
    if revoked == 0 {
        bail!("no valid token is named “{name}”; `helpdesk token list` shows them");
    }
    audit::record(&mut *transaction, &operator.entry(Action::TokenRevoked).detail(name)).await?;
    transaction.commit().await?;
    say(format!("revoked “{name}”"));
    Ok(())
}
