//! `agency-trial simulate`: an invented agency's system with a real agency's credentials. It takes tickets from the
//! desk's queue, reads them over HTTPS, reports and answers, correctly or with faults, and ends with a summary.

mod fault;
mod garbage;
mod tally;
mod work;

use std::sync::Arc;
use std::time::Duration;

use agency_kit::{Api, Credentials, connect, consume};
use anyhow::{Context as _, Result, ensure};
use clap::Args;
use domain::Desk;
use futures_util::StreamExt as _;
use futures_util::stream::{SelectAll, select_all};
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicQosOptions, BasicRejectOptions};
use lapin::{Channel, Connection, Consumer};
use messages::topology::{desk_queue, rejected_queue};
use messages::{ReplyRejected, TicketRouted};
use runtime::Shutdown;
use runtime::terminal::say;
use tokio::task::JoinSet;
use tokio::time::{Instant, Interval, MissedTickBehavior};

use self::fault::Fault;
use self::tally::Tally;
use self::work::Worker;

/// Tickets in hand at the same time.
const IN_HAND: u16 = 50;

/// How many of these it may keep without a report, so that it has room to work.
const SILENT: u64 = 20;

/// How long it waits at the end for the tickets in hand and for rejections.
const GRACE: Duration = Duration::from_secs(20);

/// How long it waits when the broker or the API is away.
const PAUSE: Duration = Duration::from_secs(5);

/// Longest wait until it is connected and consumes.
const OPENING: Duration = Duration::from_secs(15);

/// Pause between two lines of progress.
const PROGRESS: Duration = Duration::from_secs(10);

const NOTES: &str = "It answers the tickets that it takes, and applicants see the answers: run it where nobody waits \
    for real ones.\n\
    Reads AGENCY_NAME, AGENCY_DESKS, AGENCY_AMQP_URL, AGENCY_API_URL and AGENCY_API_TOKEN, as `helpdesk agency add` \
    prints them;\n\
    `helpdesk desk served-by DESK NAME` gives it the desk's queue.\n\n\
    Example:\n  \
      helpdesk agency add latihan --desk instansi.complaints > latihan.env\n  \
      helpdesk desk served-by instansi.complaints latihan\n  \
      set -a; . ./latihan.env; set +a\n  \
      agency-trial simulate --rate 5 --for 2m --faults slow,garbage";

/// How the agency behaves.
#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub(crate) struct Simulate {
    /// Desk whose tickets it takes; repeat for several. Without it all that its credentials name
    #[arg(long)]
    desk: Vec<Desk>,
    /// Most tickets that it begins in a second
    #[arg(long, default_value_t = 1.0, value_parser = rate)]
    rate: f64,
    /// What is wrong with it; tickets get one fault after the other, and now and then none
    #[arg(long, value_enum, value_delimiter = ',')]
    faults: Vec<Fault>,
    /// How late a slow answer comes
    #[arg(long, default_value = "20s", value_name = "DURATION", value_parser = humantime::parse_duration)]
    slowness: Duration,
    /// Ends after this time, such as 90s or 2h
    #[arg(long = "for", default_value = "10m", value_name = "DURATION", value_parser = humantime::parse_duration)]
    lasts: Duration,
    /// Ends after this many tickets
    #[arg(long)]
    tickets: Option<u64>,
}

/// Runs the simulation until its time is over, or until SIGINT or SIGTERM. It finishes the tickets in hand.
pub(crate) async fn run(command: Simulate) -> Result<()> {
    let mut credentials = Credentials::from_env()?;
    if !command.desk.is_empty() {
        credentials.desks = command.desk.iter().map(ToString::to_string).collect();
    }
    let ending = Shutdown::on_signals().context("cannot listen for signals")?;
    let started = Instant::now();
    let api = Api::new(&credentials)?;
    let worker = Arc::new(Worker { credentials, api, tally: Tally::default(), slowness: command.slowness, ending });
    let mut pace = tokio::time::interval(Duration::from_secs_f64(1.0 / command.rate));
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let plan =
        Plan { faults: command.faults, until: started + command.lasts, most: command.tickets.unwrap_or(u64::MAX) };

    let mut session = Session::open(&worker.credentials).await?;
    say(format!("taking tickets of {} as {}", worker.credentials.desks.join(" and "), worker.credentials.name));
    loop {
        match session.run(&worker, &plan, &mut pace).await {
            Ok(()) => break,
            Err(error) => say(format!("connecting again: {error:#}")),
        }
        match plan.open_again(&worker).await {
            Some(opened) => session = opened,
            None => break,
        }
    }
    say(worker.tally.account(started.elapsed()));
    Ok(())
}

/// What the whole simulation obeys.
struct Plan {
    faults: Vec<Fault>,
    until: Instant,
    most: u64,
}

impl Plan {
    /// Tries until it is connected, or until its time is over.
    async fn open_again(&self, worker: &Worker) -> Option<Session> {
        while !worker.ending.is_stopping() && Instant::now() + PAUSE < self.until {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                () = worker.ending.stopping() => return None,
            }
            match Session::open(&worker.credentials).await {
                Ok(session) => return Some(session),
                Err(error) => say(format!("connecting again in 5 seconds: {error:#}")),
            }
        }
        None
    }
}

/// One connection.
struct Session {
    connection: Connection,
    channel: Channel,
    tickets: SelectAll<Consumer>,
    rejected: Consumer,
}

impl Session {
    async fn open(credentials: &Credentials) -> Result<Self> {
        tokio::time::timeout(OPENING, Self::set_up(credentials)).await.context("no broker in time")?
    }

    async fn set_up(credentials: &Credentials) -> Result<Self> {
        let (connection, channel) = connect(credentials).await?;
        channel.basic_qos(IN_HAND, BasicQosOptions::default()).await?;
        let rejected = consume(&channel, &rejected_queue(&credentials.name)).await?;
        let mut tickets = Vec::new();
        for desk in &credentials.desks {
            let desk: Desk = desk.parse().with_context(|| format!("{desk} in AGENCY_DESKS"))?;
            let consumer = consume(&channel, desk_queue(desk)).await;
            tickets.push(consumer.with_context(|| {
                format!("does it serve the desk? `helpdesk desk served-by {desk} {}`", credentials.name)
            })?);
        }
        ensure!(!tickets.is_empty(), "AGENCY_DESKS names no desk");
        Ok(Self { connection, channel, tickets: select_all(tickets), rejected })
    }

    /// Takes tickets until the simulation must end, then finishes those in hand and disconnects. Tickets that it kept
    /// without a report return to the queue.
    async fn run(&mut self, worker: &Arc<Worker>, plan: &Plan, pace: &mut Interval) -> Result<()> {
        let mut in_hand: JoinSet<Result<()>> = JoinSet::new();
        let mut progress = tokio::time::interval_at(Instant::now() + PROGRESS, PROGRESS);
        let mut may_begin = false;
        while worker.tally.taken() < plan.most {
            tokio::select! {
                () = worker.ending.stopping() => break,
                () = tokio::time::sleep_until(plan.until) => break,
                _ = progress.tick() => say(worker.tally.line()),
                _ = pace.tick(), if !may_begin => may_begin = true,
                Some(ended) = in_hand.join_next() => ended.context("working on a ticket")??,
                delivery = self.rejected.next() => count_rejected(&worker.tally, delivery).await?,
                delivery = self.tickets.next(), if may_begin => {
                    let delivery = delivery.context("the broker ended the consumer")??;
                    may_begin = false;
                    self.begin(worker, plan, &mut in_hand, delivery).await?;
                }
            }
        }
        worker.ending.trigger();
        let finishing = self.finish(worker, &mut in_hand);
        if let Ok(finished) = tokio::time::timeout(GRACE, finishing).await {
            finished?;
        }
        let goodbye = self.connection.close(200, "the simulation is over".into());
        tokio::time::timeout(PAUSE, goodbye)
            .await
            .context("no goodbye of the broker in time")?
            .context("saying goodbye to the broker")
    }

    async fn begin(
        &self,
        worker: &Arc<Worker>,
        plan: &Plan,
        in_hand: &mut JoinSet<Result<()>>,
        delivery: Delivery,
    ) -> Result<()> {
        let Ok(routed) = TicketRouted::parse(&delivery.data) else {
            worker.tally.unreadable();
            return Ok(delivery.reject(BasicRejectOptions { requeue: false }).await.map(drop)?);
        };
        let fault = Fault::of(&plan.faults, worker.tally.took());
        if fault == Some(Fault::Silent) && worker.tally.keep_silently(SILENT) {
            return Ok(());
        }
        let (worker, channel) = (Arc::clone(worker), self.channel.clone());
        in_hand.spawn(async move {
            worker.work_on(&channel, &routed, fault).await?;
            delivery.ack(BasicAckOptions::default()).await?;
            Ok(())
        });
        Ok(())
    }

    /// Waits for the tickets in hand, and for the rejections of reports that were wrong on purpose.
    async fn finish(&mut self, worker: &Worker, in_hand: &mut JoinSet<Result<()>>) -> Result<()> {
        while !in_hand.is_empty() || !worker.tally.is_settled() {
            tokio::select! {
                Some(ended) = in_hand.join_next() => ended.context("working on a ticket")??,
                delivery = self.rejected.next() => count_rejected(&worker.tally, delivery).await?,
            }
        }
        Ok(())
    }
}

async fn count_rejected(tally: &Tally, delivery: Option<lapin::Result<Delivery>>) -> Result<()> {
    let delivery = delivery.context("the broker ended the consumer")??;
    let rejection: ReplyRejected = serde_json::from_slice(&delivery.data).context("a rejection")?;
    tally.rejected(&rejection);
    delivery.ack(BasicAckOptions::default()).await.map(drop).context("acknowledging")
}

fn rate(text: &str) -> Result<f64, &'static str> {
    let rate = text.parse().ok().filter(|rate: &f64| (0.001..=1000.0).contains(rate));
    rate.ok_or("a number from 0.001 to 1000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_number_above_zero() {
        assert_eq!(rate("0.5"), Ok(0.5));
        for wrong in ["0", "-1", "NaN", "inf", "fast"] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }
}
