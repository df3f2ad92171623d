//! `helpdesk audit`: checks the audit log against its chain of hashes.

use std::path::PathBuf;

use ::audit::{Anchor, end, verify};
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};

use crate::operator::{owners_database, say};

/// What an operator can do with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Walk the whole chain; name every entry that somebody changed, removed or moved. Ends with 2 when it has no
    /// anchor to compare with
    Verify {
        /// An anchor that you kept elsewhere, as position:hash; repeat for several
        #[arg(long)]
        anchor: Vec<Anchor>,
        /// A file with the services' log lines, from which to take all anchors; repeat for several
        #[arg(long, value_name = "FILE")]
        log: Vec<PathBuf>,
    },
    /// Print the end of the chain; keep it elsewhere as an anchor
    Anchor,
}

/// Runs the command. `false` means that the chain is whole and that there was no anchor to compare it with.
pub(crate) async fn run(command: Audit) -> Result<bool> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (vault, pool) = (Vault::new(&config)?, owners_database()?);
    match command {
        Audit::Verify { mut anchor, log } => {
            for file in log {
                let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
                anchor.extend(Anchor::all_in(&text));
            }
            let anchors = anchor.len();
            let report = verify(&pool, &vault, &anchor, Clock::system().now()).await?;
            for finding in &report.findings {
                say(finding.to_string());
            }
            let end = report.end.map_or_else(|| "nothing".to_owned(), |end| end.to_string());
            if !report.findings.is_empty() {
                bail!("the audit log is not what it was: {} findings in {} links", report.findings.len(), report.links);
            }
            say(format!("{} links and {anchors} anchors fit; the chain ends at {end}", report.links));
            if anchors == 0 {
                let behind = report.newest_given - report.newest_entry;
                say(format!(
                    "no anchor to compare with: whether its end was cut off is not known ({behind} numbers were given \
                    out behind the newest entry)"
                ));
            }
            return Ok(anchors > 0);
        }
        Audit::Anchor => match end(&pool).await? {
            Some(end) => say(end.to_string()),
            None => bail!("the chain has no link yet"),
        },
    }
    Ok(true)
}
