//! `helpdesk breach-report`: whose data somebody read between two moments, so that they can be told (UU PDP 27/2022,
//! article 46: within three days).

use database::Pool;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use audit::Action;
use clap::Args;
use domain::time::wib_text;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use crate::operator::{Operator, moment, note, owners_database, say};

/// Entries that are read at once.
const PAGE: i64 = 5000;

/// Whose reading, and when.
#[derive(Debug, Args)]
#[command(
    after_help = "Needs --why. One line for each ticket and reader: how it was seen (opened, or seen in a list or a \
        search, which show the end\n\
                        of the NIK and its regency), what of it, how often, first and last time."
)]
pub(crate) struct BreachReport {
    /// From this moment on. In WIB, such as "2026-11-22 08:00"
    #[arg(long, value_name = "TIME", value_parser = moment)]
    from: Timestamp,
    /// Before this moment
    #[arg(long, value_name = "TIME", value_parser = moment)]
    until: Timestamp,
    /// Name of the officer, or of the agency's or the desk's token; repeat for several
    #[arg(long, required_unless_present = "everybody")]
    who: Vec<String>,
    /// Everybody's reading
    #[arg(long, conflicts_with = "who")]
    everybody: bool,
    /// Write the list (CSV, readable by you alone) into this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) async fn run(command: BreachReport, operator: Operator) -> Result<()> {
    operator.needs_a_reason()?;
    if command.from >= command.until {
        bail!("--from is not before --until");
    }
    let pool = owners_database()?;
    let who = if command.everybody { None } else { Some(people(&pool, &command.who).await?) };
    let found = readings(&pool, &command, who.as_deref()).await?;
    let unnamed = unnamed(&pool, &command, who.as_deref()).await?;
    let opened = tickets(found.iter().filter(|reading| reading.how == OPENED));
    let tickets = tickets(found.iter());
    let (persons, of_opened) = (persons(&pool, &tickets).await?, persons(&pool, &opened).await?);
    let about = if command.everybody { "everybody".to_owned() } else { command.who.join(", ") };
    let detail = format!("{about}, {} to {}: {} tickets", command.from, command.until, tickets.len());
    audit::record(&pool, &operator.entry(Action::BreachReport).detail(detail)).await?;
    write(command.output.as_ref(), &csv(&found)?)?;
    let summary = format!(
        "{} tickets of {persons} persons were seen, {} of them (of {of_opened} persons) opened and the others in a \
        list only; {unnamed} searches from before their tickets were named, and {} tickets were erased since",
        tickets.len(),
        opened.len(),
        erased(&pool, &tickets).await?,
    );
    // Beside a list on standard output it would be one line too many for whoever reads that as CSV.
    if command.output.is_some() {
        say(summary);
    } else {
        note(summary);
    }
    Ok(())
}

/// The tickets, each once.
fn tickets<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<String> {
    readings.map(|reading| reading.ticket.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// How tickets are seen that somebody opens; the others are seen in a list.
const OPENED: &str = "opened";

/// What somebody saw of one ticket.
struct Reading {
    ticket: String,
    how: String,
    who: String,
    what: String,
    times: i64,
    first: Timestamp,
    last: Timestamp,
}

/// Officers and tokens of these names.
async fn people(pool: &Pool, names: &[String]) -> Result<Vec<Uuid>> {
    let mut all = Vec::new();
    for name in names {
        let found = sqlx::query_scalar!(
            r#"SELECT id AS "id!" FROM desk.actors WHERE lower(name) = lower($1)
               OR lower(name) = 'agency ' || lower($1) LIMIT 100"#,
            name,
        )
        .fetch_all(pool)
        .await?;
        if found.is_empty() {
            bail!(
                "no officer, agency or token is called “{name}”; `helpdesk officer list`, `agency list` and `token \
                list` show them"
            );
        }
        all.extend(found);
    }
    Ok(all)
}

async fn readings(pool: &Pool, command: &BreachReport, who: Option<&[Uuid]>) -> Result<Vec<Reading>> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let rows = sqlx::query!(
            r#"WITH seen AS (
                   SELECT e.ticket_number AS ticket, 'opened' AS how, e.actor_kind, e.actor_id, e.actor_name,
                     coalesce(e.detail, e.action) AS what, e.at
                     FROM audit.entries e
                    WHERE e.at >= $1 AND e.at < $2 AND e.action IN ('read_ticket', 'read_document')
                      AND e.ticket_number > $4
                      AND ($3::uuid[] IS NULL OR e.actor_id = ANY($3))
                   UNION ALL
                   SELECT shown.number, 'seen in a list', e.actor_kind, e.actor_id, e.actor_name, e.action, e.at
                     FROM audit.entries e CROSS JOIN LATERAL unnest(string_to_array(e.detail, ' ')) AS shown (number)
                    WHERE e.at >= $1 AND e.at < $2 AND e.action IN ('search', 'list') AND shown.number ~ '^[0-9]'
                      AND shown.number > $4
                      AND ($3::uuid[] IS NULL OR e.actor_id = ANY($3)))
               SELECT s.ticket AS "ticket!", s.how AS "how!", coalesce(max(a.name), s.actor_name,
                 s.actor_kind) AS "who!",
                      string_agg(DISTINCT s.what, ' '
                        ORDER BY s.what) AS "what!", count(*) AS "times!", min(s.at) AS "first!", max(s.at) AS "last!"
                 FROM seen s LEFT JOIN desk.actors a ON a.id = s.actor_id
                GROUP BY s.ticket, s.how, s.actor_kind, s.actor_id, s.actor_name ORDER BY s.ticket, s.how LIMIT $5"#,
            command.from.to_sqlx() as jiff_sqlx::Timestamp,
            command.until.to_sqlx() as jiff_sqlx::Timestamp,
            who as Option<&[Uuid]>,
            after,
            PAGE,
        )
        .fetch_all(pool)
        .await?;
        let full = rows.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        let last = rows.last().map(|row| row.ticket.clone());
        all.extend(rows.into_iter().map(|row| Reading {
            ticket: row.ticket,
            how: row.how,
            who: row.who,
            what: row.what,
            times: row.times,
            first: row.first.to_jiff(),
            last: row.last.to_jiff(),
        }));
        match last {
            // A ticket that many read may go over the page's end: it is read anew from its first reader on.
            Some(last) if full => {
                all.retain(|reading| reading.ticket != last);
                let before = all.last().map(|reading| reading.ticket.clone()).unwrap_or_default();
                if before == after {
                    bail!("more than {PAGE} people read ticket {last}; choose a shorter time");
                }
                after = before;
            }
            Some(_) | None => return Ok(all),
        }
    }
}

/// Searches from before the audit log named what they showed.
async fn unnamed(pool: &Pool, command: &BreachReport, who: Option<&[Uuid]>) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM audit.entries
            WHERE at >= $1 AND at < $2 AND action = 'search' AND strpos(coalesce(detail, ''), ' ') = 0
              AND ($3::uuid[] IS NULL OR actor_id = ANY($3))"#,
        command.from.to_sqlx() as jiff_sqlx::Timestamp,
        command.until.to_sqlx() as jiff_sqlx::Timestamp,
        who as Option<&[Uuid]>,
    )
    .fetch_one(pool)
    .await?)
}

/// How many people the tickets are of.
async fn persons(pool: &Pool, tickets: &[String]) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(DISTINCT t.nik_index) AS "count!" FROM unnest($1::text[]) AS read (number)
             JOIN intake.tickets t ON t.number = read.number
               AND t.submitted_on = to_date(substr(read.number, 3, 8), 'YYYYMMDD')"#,
        tickets,
    )
    .fetch_one(pool)
    .await?)
}

async fn erased(pool: &Pool, tickets: &[String]) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM unnest($1::text[]) AS read (number)
             JOIN intake.tickets t ON t.number = read.number
               AND t.submitted_on = to_date(substr(read.number, 3, 8), 'YYYYMMDD')
            WHERE t.erased_at IS NOT NULL"#,
        tickets,
    )
    .fetch_one(pool)
    .await?)
}

fn csv(readings: &[Reading]) -> Result<Vec<u8>> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["ticket", "who", "how", "what", "times", "first_wib", "last_wib"])?;
    for reading in readings {
        let (times, first, last) = (reading.times.to_string(), wib_text(reading.first), wib_text(reading.last));
        lines.write_record([&reading.ticket, &reading.who, &reading.how, &reading.what, &times, &first, &last])?;
    }
    Ok(lines.into_inner()?)
}

fn write(file: Option<&PathBuf>, list: &[u8]) -> Result<()> {
    let Some(path) = file else {
        say(String::from_utf8_lossy(list).trim_end());
        return Ok(());
    };
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("making {}; a file that is there is not written over", path.display()))?;
    file.write_all(list).with_context(|| format!("writing {}", path.display()))
}
