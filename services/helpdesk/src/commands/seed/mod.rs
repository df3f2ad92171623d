//! `helpdesk seed`: fills a database with tickets and accounts of invented people, to try the console and to measure.
//! Officers can open, search and answer tickets like real ones. Nobody has documents. Their numbers come from leased
//! blocks like any other. Programs for production do not have this command; programs for development do, and so do
//! those with the feature `seed`.

mod rows;

use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use audit::Action;
use clap::Args;
use database::Pool;
use domain::{Form, FormCode, Outcome, TicketNumber, catalogue, time};
use intake::NumberPermutation;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Settings};
use vault::{Vault, VaultConfig};

use self::rows::Batch;
use crate::operator::{Operator, owners_database, say};

/// How many tickets one transaction writes.
const BATCH: u32 = 2000;

/// Accounts unless another number is given.
const ACCOUNTS: u32 = 20;

/// Why there is no further number.
const TOO_MANY: &str = "more than ten million tickets of one form and day";

/// How many, and over what time.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Seed {
    /// Tickets to make
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(0..=20_000_000))]
    tickets: u32,
    /// Days over which they were filed, today included
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// Accounts of applicants to make; 20, where there is a period for them. Whoever has one keeps it
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    accounts: Option<u32>,
    /// Make tickets although there are some already
    #[arg(long)]
    beside_others: bool,
}

/// Runs the command. When it stops early, the batches that it wrote stay.
pub(crate) async fn run(command: Seed, operator: Operator) -> Result<()> {
    let mut settings = Settings::from_env();
    let config = VaultConfig::read(&mut settings);
    settings.finish()?;
    let (pool, vault, clock) = (owners_database()?, Vault::new(&config)?, Clock::system());
    keys::announce(&pool, &vault, &clock).await?;
    let others = intake::operator::seed::is_any(&pool).await?;
    if command.tickets > 0 && others && !command.beside_others {
        bail!("there are tickets already: repeat with --beside-others to make these beside them");
    }
    make_accounts(&pool, &vault, &clock, command, &operator).await?;
    if command.tickets == 0 {
        return Ok(());
    }
    audit::record(&pool, &operator.entry(Action::Seeded).detail(format!("{} tickets", command.tickets))).await?;
    let (now, started) = (clock.now(), Instant::now());
    let forms: Vec<&'static Form> =
        catalogue::FORMS.iter().filter(|form| form.outcome != Outcome::SelfService).collect();
    let mut numbers = Numbers::lease(&pool, &vault, &forms, now, command).await?;
    let mut next = 0;
    while next < command.tickets {
        let end = next.saturating_add(BATCH).min(command.tickets);
        let mut batch = Batch::default();
        for at in next..end {
            let form = forms.get(at as usize % forms.len()).context("a form")?;
            let submitted_at = moment(at, command, now);
            batch.add(&vault, &clock, numbers.next(form.code, time::wib_day(submitted_at))?, at, submitted_at, now)?;
        }
        batch.write(&pool).await?;
        next = end;
        if next.is_multiple_of(BATCH * 10) || next == command.tickets {
            say(format!("{next} of {} tickets, {} s", command.tickets, started.elapsed().as_secs()));
        }
    }
    intake::operator::seed::analyze(&pool).await?;
    answer::operator::seed::settle(&pool).await?;
    Ok(())
}

/// Makes accounts in the period that is open, else in the newest one.
async fn make_accounts(pool: &Pool, vault: &Vault, clock: &Clock, command: Seed, operator: &Operator) -> Result<()> {
    let number = command.accounts.unwrap_or(ACCOUNTS);
    let period = accounts::operator::seed::period(pool, clock).await?;
    let Some(period) = period.filter(|_| number > 0) else {
        if command.accounts.is_some_and(|number| number > 0) {
            bail!("there is no period: add one with helpdesk period add");
        }
        return Ok(());
    };
    audit::record(pool, &operator.entry(Action::Seeded).detail(format!("{number} accounts"))).await?;
    let started = Instant::now();
    let told = |seen: u32| {
        if seen.is_multiple_of(500) || seen == number {
            say(format!("{seen} of {number} accounts, {} s", started.elapsed().as_secs()));
        }
    };
    let made = accounts::operator::seed::accounts(pool, vault, clock, period, number, told).await?;
    say(format!(
        "{} accounts made, {} were there; password: {}",
        made.made,
        made.there,
        accounts::operator::seed::PASSWORD
    ));
    Ok(())
}

/// When somebody filed the ticket with this place: evenly over the days, to the millisecond.
fn moment(at: u32, command: Seed, now: Timestamp) -> Timestamp {
    let whole = SignedDuration::from_hours(24 * i64::from(command.days)).as_millis();
    let back = whole * i128::from(command.tickets - at) / i128::from(command.tickets);
    now.saturating_sub(SignedDuration::from_millis(i64::try_from(back).unwrap_or(0))).unwrap_or(now)
}

/// Ticket numbers that no process gives out.
struct Numbers {
    permutation: NumberPermutation,
    next: std::collections::HashMap<(FormCode, Date), u32>,
}

impl Numbers {
    /// Leases as many numbers of each form and day as it may need.
    async fn lease(pool: &Pool, vault: &Vault, forms: &[&'static Form], now: Timestamp, command: Seed) -> Result<Self> {
        let first = time::wib_day(moment(0, command, now));
        let months = i32::from(command.days / 28) + 2;
        intake::operator::seed::make_partitions(pool, first, months).await?;
        let each = command.tickets / u32::from(command.days) / u32::try_from(forms.len())? + 2;
        let mut next = std::collections::HashMap::new();
        for form in forms {
            for day in first.series(jiff::Span::new().days(1)).take_while(|day| *day <= time::wib_day(now)) {
                let leased = intake::operator::seed::lease(pool, form.code, day, each).await?;
                next.insert((form.code, day), leased.context(TOO_MANY)?);
            }
        }
        Ok(Self { permutation: NumberPermutation::new(vault), next })
    }

    fn next(&mut self, form: FormCode, day: Date) -> Result<TicketNumber> {
        let next = self.next.get_mut(&(form, day)).context("a leased number")?;
        let number = self.permutation.number(form, day, *next).context(TOO_MANY)?;
        *next += 1;
        Ok(number)
    }
}
