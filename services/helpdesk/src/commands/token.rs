//! `helpdesk token`: bearer tokens of assisted channels and of desks. It shows a token once; the database stores only
//! its hash.

use anyhow::{Result, bail, ensure};
use audit::Action;
use clap::Subcommand;
use database::Pool;
use domain::Desk;
use runtime::Clock;

use crate::operator::{Kept, Operator, Output, owners_database, say, table};

/// What an operator can do with tokens.
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
        /// Whose desk token it is; the audit log shows this name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List all tokens, without the tokens themselves
    List,
    /// Stop accepting a token (seen everywhere within 10 seconds)
    Revoke {
        /// The name with which you created it
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
    let id = Clock::system().new_id();
    ensure!(
        intake::operator::tokens::create(&mut *transaction, id, name, &hash).await?,
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
    let id = Clock::system().new_id();
    ensure!(
        answer::operator::tokens::create(&mut *transaction, id, name, &hash, &desks).await?,
        "a desk token named “{name}” exists already; choose another name or revoke it first"
    );
    audit::record(&mut *transaction, &operator.entry(Action::TokenCreated).detail(format!("desks {name}"))).await?;
    transaction.commit().await?;
    kept.keep(&[token]);
    Ok(())
}

async fn list(pool: &Pool) -> Result<()> {
    let channels = intake::operator::tokens::list(pool).await?.into_iter();
    let mut tokens: Vec<(String, String, bool)> =
        channels.map(|token| ("channel".to_owned(), token.name, token.revoked)).collect();
    let desks = answer::operator::tokens::list(pool).await?.into_iter();
    tokens.extend(desks.map(|token| (token.desks, token.name, token.revoked)));
    tokens.sort();
    let mut lines = vec![vec!["NAME".to_owned(), "SCOPE".to_owned(), "STATE".to_owned()]];
    lines.extend(tokens.into_iter().map(|(scope, name, revoked)| {
        let state = if revoked { "revoked" } else { "valid" };
        vec![name, scope, state.to_owned()]
    }));
    say(table(&lines));
    Ok(())
}

/// Names are unique per kind; a name used for both kinds revokes both.
async fn revoke(pool: &Pool, name: &str, operator: &Operator) -> Result<()> {
    let mut transaction = pool.begin().await?;
    let of_channel = intake::operator::tokens::revoke(&mut *transaction, name).await?;
    let of_desks = answer::operator::tokens::revoke(&mut *transaction, name).await?;
    if !of_channel && !of_desks {
        bail!("no valid token is named “{name}”; `helpdesk token list` shows them");
    }
    audit::record(&mut *transaction, &operator.entry(Action::TokenRevoked).detail(name)).await?;
    transaction.commit().await?;
    say(format!("revoked “{name}”"));
    Ok(())
}
