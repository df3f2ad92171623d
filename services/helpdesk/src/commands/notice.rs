//! `helpdesk notice`: puts banners on all pages, and closes forms for a while. Every page follows within ten seconds.

use anyhow::{Context as _, Result, ensure};
use audit::Action;
use clap::Subcommand;
use domain::{Form, catalogue, time};
use jiff::Timestamp;
use notices::{Kind, ledger};
use runtime::Clock;

use crate::operator::{Operator, moment, owners_database, say, table};

/// What an operator can do with notices.
#[derive(Debug, Subcommand)]
pub(crate) enum Notice {
    /// List the banners and closed forms that are or will be in force
    List,
    /// Put a banner on all pages
    Add {
        /// What it says, in Indonesian: plain text, at most 500 characters
        text: String,
        /// How urgent it looks: info or warning
        #[arg(long, default_value = "info")]
        kind: Kind,
        /// Shown from then on; without it from now on. In WIB, such as "2026-11-22 08:00"
        #[arg(long, value_name = "TIME", value_parser = moment)]
        from: Option<Timestamp>,
        /// Shown until then; without it until it is closed
        #[arg(long, value_name = "TIME", value_parser = moment)]
        until: Option<Timestamp>,
    },
    /// Take a banner down
    Close {
        /// Its number in the list
        id: i32,
    },
    /// Close a form: its page says why, and submissions are refused; what was accepted stays. Repeat it to change the
    /// reason or the time
    CloseForm {
        /// The form's slug, such as status-bukan-pns
        #[arg(value_parser = form)]
        slug: &'static Form,
        /// Why, for applicants, in Indonesian: plain text, at most 500 characters
        #[arg(long)]
        reason: String,
        /// When it opens again by itself; without it only by open-form. In WIB, such as "2026-11-22 08:00"
        #[arg(long, value_name = "TIME", value_parser = moment)]
        until: Option<Timestamp>,
    },
    /// Open a form again
    OpenForm {
        /// The form's slug
        #[arg(value_parser = form)]
        slug: &'static Form,
    },
}

/// Runs the command.
pub(crate) async fn run(command: Notice, operator: Operator) -> Result<()> {
    let pool = owners_database()?;
    let now = Clock::system().now();
    let changed = async |what: String| audit::record(&pool, &operator.entry(Action::NoticeChanged).detail(what)).await;
    match command {
        Notice::List => list(&ledger::in_force(&pool, now).await?, now),
        Notice::Add { text, kind, from, until } => {
            let id =
                ledger::add(&pool, kind, &text, from.unwrap_or(now), until, now).await.context("adding the banner")?;
            changed(format!("banner {id} added")).await?;
            say(format!("added banner {id}"));
        }
        Notice::Close { id } => {
            ensure!(
                ledger::close(&pool, id, now).await?,
                "there is no banner {id} to take down; `helpdesk notice list` shows them"
            );
            changed(format!("banner {id} closed")).await?;
            say(format!("closed banner {id}"));
        }
        Notice::CloseForm { slug: form, reason, until } => {
            ledger::close_form(&pool, form.code, &reason, until, now).await.context("closing the form")?;
            changed(format!("form {} closed", form.code)).await?;
            say(format!("closed {} until {}", form.slug, until.map_or_else(|| "it is opened".to_owned(), wib)));
        }
        Notice::OpenForm { slug: form } => {
            ensure!(ledger::open_form(&pool, form.code).await?, "{} is not closed", form.slug);
            changed(format!("form {} opened", form.code)).await?;
            say(format!("opened {}", form.slug));
        }
    }
    Ok(())
}

fn list(notices: &ledger::Notices, now: Timestamp) {
    let end = |at: Option<Timestamp>| at.map_or_else(|| "open".to_owned(), wib);
    let mut banners = vec![["ID", "KIND", "SHOWN", "FROM", "UNTIL", "TEXT"].map(str::to_owned).to_vec()];
    banners.extend(notices.banners.iter().map(|banner| {
        let shown = if banner.is_shown(now) { "yes" } else { "later" };
        let from = wib(banner.starts_at);
        vec![
            banner.id.to_string(),
            banner.kind.to_string(),
            shown.to_owned(),
            from,
            end(banner.ends_at),
            banner.text.clone(),
        ]
    }));
    let mut forms = vec![["CLOSED FORM", "UNTIL", "REASON"].map(str::to_owned).to_vec()];
    forms.extend(notices.closures.iter().map(|closure| {
        let name =
            catalogue::by_code(closure.form).map_or_else(|| closure.form.to_string(), |form| form.slug.to_owned());
        vec![name, end(closure.reopens_at), closure.reason.clone()]
    }));
    say(table(&banners));
    say("");
    say(table(&forms));
}

fn wib(at: Timestamp) -> String {
    format!("{} WIB", time::wib_text(at))
}

fn form(slug: &str) -> Result<&'static Form, String> {
    catalogue::by_slug(slug).ok_or_else(|| "no form has this slug; GET /api/v1/forms lists them".to_owned())
}
