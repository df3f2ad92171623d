//! Bare RabbitMQ: pipelined publishing with confirms, and the hop consume → publish with confirm → acknowledge.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures_util::StreamExt as _;
use futures_util::future::try_join_all;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions,
    QueueDeclareOptions, QueueDeleteOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};
use tokio_util::sync::CancellationToken;

/// How many messages it publishes before it awaits their confirms; also the consumers' prefetch.
const BATCH: usize = 256;
/// Where the hop starts and ends.
const QUEUES: [&str; 2] = ["bench.in", "bench.out"];
/// Consumers of the hop.
const WORKERS: usize = 2;
/// Longest wait for a message that should be there.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the broker does per second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Publications with confirm to a quorum queue, in batches.
    pub(crate) publish: f64,
    /// Hops from queue to queue with two workers.
    pub(crate) hop: f64,
}

/// Measures both with `count` messages as large as ours.
pub(crate) async fn measure(url: &str, count: usize) -> Result<Limits> {
    let connection = Connection::connect(url, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    for queue in QUEUES {
        let mut quorum = FieldTable::default();
        quorum.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
        let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        channel.queue_declare(queue.into(), durable, quorum).await?;
    }
    let started = Instant::now();
    for at in (0..count).step_by(BATCH) {
        publish(&channel, QUEUES[0], &vec![[b'x'; 320].to_vec(); BATCH.min(count - at)]).await?;
    }
    let publish_rate = per_second(count, started.elapsed());

    let started = Instant::now();
    let (left, finished) = (AtomicUsize::new(count), CancellationToken::new());
    try_join_all((0..WORKERS).map(|_| hop(url, &left, &finished))).await?;
    let hop_rate = per_second(count, started.elapsed());
    for queue in QUEUES {
        channel.queue_delete(queue.into(), QueueDeleteOptions::default()).await?;
    }
    connection.close(200, "measured".into()).await?;
    Ok(Limits { publish: publish_rate, hop: hop_rate })
}

/// One worker: takes what is there, up to a batch, sends it on and acknowledges it, until nothing is left for any
/// worker.
async fn hop(url: &str, left: &AtomicUsize, finished: &CancellationToken) -> Result<()> {
    let connection = Connection::connect(url, ConnectionProperties::default()).await?;
    let (taking, sending) = (connection.create_channel().await?, connection.create_channel().await?);
    sending.confirm_select(ConfirmSelectOptions::default()).await?;
    taking.basic_qos(u16::try_from(BATCH)?, BasicQosOptions::default()).await?;
    let mut messages = taking
        .basic_consume(QUEUES[0].into(), "".into(), BasicConsumeOptions::default(), FieldTable::default())
        .await?
        .ready_chunks(BATCH);
    loop {
        let batch = tokio::select! {
            () = finished.cancelled() => break,
            batch = tokio::time::timeout(PATIENCE, messages.next()) => batch.context("waiting for messages")?.context("the consumer ended")?,
        };
        let batch = batch.into_iter().collect::<Result<Vec<_>, _>>()?;
        let bodies: Vec<_> = batch.iter().map(|message| message.data.clone()).collect();
        publish(&sending, QUEUES[1], &bodies).await?;
        if let Some(last) = batch.last() {
            taking.basic_ack(last.delivery_tag, BasicAckOptions { multiple: true }).await?;
        }
        if left.fetch_sub(batch.len(), Ordering::Relaxed) == batch.len() {
            finished.cancel();
        }
    }
    connection.close(200, "measured".into()).await?;
    Ok(())
}

/// Publishes all, then awaits all confirms.
async fn publish(channel: &Channel, queue: &str, bodies: &[Vec<u8>]) -> Result<()> {
    let mut confirms = Vec::with_capacity(bodies.len());
    for body in bodies {
        #[expect(clippy::disallowed_methods, reason = "the broker's own limit is measured without our queue crate")]
        let sent = channel.basic_publish(
            "".into(),
            queue.into(),
            BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() },
            body,
            BasicProperties::default().with_delivery_mode(2),
        );
        confirms.push(sent.await?);
    }
    for confirm in try_join_all(confirms).await? {
        ensure!(confirm.is_ack(), "a bare message was refused");
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 messages")]
fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}
