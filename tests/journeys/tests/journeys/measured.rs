//! Every started service shows at `/metrics` what `deploy/prometheus/metrics.toml` says: the contract that alerts and
//! dashboards are held against. A metric that gets another name, type or label fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use domain::Desk;
use serde_json::json;
use testing::{Client, Layout, Person, System, eventually};
use toml::Table;

const PATIENCE: Duration = Duration::from_secs(30);

/// Bounds that the objectives in `rules/slo.yaml` count up to. Each must be a bound of its histogram.
const PROMISES: [(&str, &str, &str); 4] = [
    ("intake", "http_server_request_duration_seconds_bucket", "1"),
    ("status", "http_server_request_duration_seconds_bucket", "0.1"),
    ("answer", "desk_submission_to_received_seconds_bucket", "10"),
    ("answer", "desk_submission_to_answer_hours_bucket", "48"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_service_shows_the_metrics_of_the_contract() -> Result<()> {
    let contract: Table = include_str!("../../../../deploy/prometheus/metrics.toml").parse()?;
    let system = System::start(Layout::Separate).await?;
    answer_a_ticket(&system).await?;
    for service in Layout::Separate.processes() {
        // The outbox is measured for the first time when the database answers, a moment after the start.
        let missing = || async { anyhow::Ok(missing_at_start(&contract, service, &shown(&system, service).await?)) };
        eventually(&format!("{service} to show what is there from the start"), PATIENCE, async || {
            Ok(missing().await?.is_empty().then_some(()))
        })
        .await
        .with_context(|| format!("{service} lacks one of the metrics with `start = true`"))?;
        let families = shown(&system, service).await?;
        let faults: Vec<String> =
            families.iter().flat_map(|(name, family)| family.faults(service, name, &contract)).collect();
        ensure!(faults.is_empty(), "metrics.toml says otherwise:\n{}", faults.join("\n"));
    }
    knows_how_old_its_messages_are(&system).await?;
    for (service, bucket, bound) in PROMISES {
        let text = metrics(&system, service).await?;
        let there = text.lines().any(|line| line.starts_with(bucket) && line.contains(&format!("le=\"{bound}\"")));
        ensure!(there, "{bucket} of {service} has no bound {bound}, which an objective counts up to");
    }
    Ok(())
}

/// A ticket from the form to its answer, so that every service has something to measure.
async fn answer_a_ticket(system: &System) -> Result<()> {
    let (api, person) = (system.api(), Person::new(77_001));
    let filed = api.submit("status-bukan-pns", &person.submission("status-bukan-pns", 20_000), None).await?;
    let number = filed.json()?["ticket_number"].as_str().context("a number")?.to_owned();
    let token = system.desk_token(Desk::BknDataFixes);
    let answer = json!({ "text": "Data Anda sudah kami perbaiki." });
    let path = format!("/api/v1/tickets/{number}/answers");
    eventually("the answer to be taken", PATIENCE, async || {
        Ok(api.desk_post(token, &path, &answer).await?.status.is_success().then_some(()))
    })
    .await?;
    api.found(&number, &person.nik).await?.context("the ticket is found")?;
    let console = Client::default().get(&format!("{}/petugas/masuk", system.url("console"))).await?;
    ensure!(console.status.is_success(), "the console shows its sign-in");
    Ok(())
}

/// Who takes from a queue knows the age of its oldest message.
async fn knows_how_old_its_messages_are(system: &System) -> Result<()> {
    for (service, queue) in [("router", "router.submissions"), ("answer", "answer.replies")] {
        let series = format!("queue_oldest_message_age_seconds{{queue=\"{queue}\"}}");
        eventually(&format!("{service} to know how old the messages of {queue} are"), PATIENCE, async || {
            Ok(value(&metrics(system, service).await?, &series).filter(|age| *age >= 0.0))
        })
        .await?;
    }
    Ok(())
}

/// What a line of `/metrics` says.
pub(crate) fn value(metrics: &str, series: &str) -> Option<f64> {
    metrics.lines().find_map(|line| line.strip_prefix(series)?.trim().parse().ok())
}

/// One metric as a service shows it.
#[derive(Default)]
struct Family {
    kind: String,
    explained: bool,
    /// Each label with the values that were seen.
    labels: BTreeMap<String, BTreeSet<String>>,
}

pub(crate) async fn metrics(system: &System, service: &'static str) -> Result<String> {
    let response = Client::default().get(&format!("{}/metrics", system.admin_url(service))).await?;
    Ok(String::from_utf8(response.body.to_vec())?)
}

async fn shown(system: &System, service: &'static str) -> Result<BTreeMap<String, Family>> {
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    let mut current = String::new();
    for line in metrics(system, service).await?.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let name = help.split(' ').next().unwrap_or_default();
            families.entry(name.to_owned()).or_default().explained = true;
        } else if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').context("a type has a name")?;
            name.clone_into(&mut current);
            kind.clone_into(&mut families.entry(current.clone()).or_default().kind);
        } else if let Some((_, labels)) = line.split_once('{') {
            let labels = labels.rsplit_once('}').context("labels end")?.0;
            families.entry(current.clone()).or_default().add(labels);
        }
    }
    Ok(families)
}

impl Family {
    /// Adds the labels of one line: `name="value"`, separated by commas. No value of ours has a quotation mark.
    fn add(&mut self, labels: &str) {
        let mut parts = labels.split('"');
        while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            let name = name.trim_matches([',', '=']);
            if name != "le" {
                self.labels.entry(name.to_owned()).or_default().insert(value.to_owned());
            }
        }
    }

    /// What the contract does not say of this metric of this service.
    fn faults(&self, service: &str, name: &str, contract: &Table) -> Vec<String> {
        let Some(entry) = contract.get(name).and_then(|entry| entry.as_table()).filter(|it| !it.contains_key("from"))
        else {
            return vec![format!("{service} shows {name}, which is not there")];
        };
        let mut faults = Vec::new();
        if !services(entry).any(|of| of == service) {
            faults.push(format!("{name} is shown by {service}, too"));
        }
        if entry["type"].as_str() != Some(&self.kind) {
            faults.push(format!("{name} is a {} at {service}", self.kind));
        }
        if !self.explained {
            faults.push(format!("{name} has no HELP at {service}"));
        }
        let known = entry["labels"].as_table().cloned().unwrap_or_default();
        if !self.labels.keys().eq(known.keys().collect::<BTreeSet<_>>()) {
            faults.push(format!("{name} has the labels {:?} at {service}", self.labels.keys()));
        }
        for (label, seen) in &self.labels {
            let values = known.get(label).and_then(|values| values.as_str()).unwrap_or_default();
            let strange = |value: &&String| !values.split(' ').any(|known| known == value.as_str());
            if let Some(value) = seen.iter().find(strange).filter(|_| !values.is_empty()) {
                faults.push(format!("{label} of {name} is {value} at {service}"));
            }
        }
        faults
    }
}

/// The metrics that the contract promises from the start and that the service does not show.
fn missing_at_start(contract: &Table, service: &str, shown: &BTreeMap<String, Family>) -> Vec<String> {
    let promised = contract.iter().filter(|(_, entry)| {
        entry.get("start").is_some() && entry.as_table().is_some_and(|entry| services(entry).any(|of| of == service))
    });
    promised.map(|(name, _)| name.clone()).filter(|name| !shown.contains_key(name)).collect()
}

fn services(entry: &Table) -> impl Iterator<Item = &str> {
    entry.get("of").and_then(|of| of.as_array()).into_iter().flatten().filter_map(|of| of.as_str())
}
