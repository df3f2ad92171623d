//! What an SRE sees: a real Prometheus with our rules and a real Alertmanager with our routes watch a running system,
//! while its broker is away and comes back.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use testing::{Broker, Client, Layout, Person, System, eventually, free_port};

const PATIENCE: Duration = Duration::from_secs(90);
const ALERT: &str = "DependencyIsAway";

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_that_is_away_becomes_one_page_and_its_return_ends_it() -> Result<()> {
    let system = System::start_with(Layout::Separate, Broker::private().await?, &[]).await?;
    let watch = Watch::start(&system)?;
    eventually("Prometheus to reach every service", PATIENCE, async || {
        Ok((watch.value(r#"count(up{namespace="uji"} == 1)"#).await? == "6").then_some(()))
    })
    .await?;
    ensure!(watch.state().await?.is_none(), "nothing is wrong before");

    system.broker.stop().await?;
    for wanted in ["pending", "firing"] {
        eventually(&format!("the alert to be {wanted}"), PATIENCE, async || {
            Ok((watch.state().await?.as_deref() == Some(wanted)).then_some(()))
        })
        .await?;
    }
    let alert = eventually("the Alertmanager to have it", PATIENCE, async || watch.page().await).await?;
    ensure!(alert["receivers"][0]["name"] == "pager", "somebody is called: {alert}");
    let runbook = alert["annotations"]["runbook_url"].as_str().context("a runbook")?;
    ensure!(root().join(runbook).is_file(), "the alert leads to a page that is there: {runbook}");
    // What the page says of applicants: forms are accepted meanwhile.
    let person = Person::new(88_001);
    let filed = system.api().submit("cek-eks-thk2", &person.submission("cek-eks-thk2", 3_000), None).await?;
    ensure!(filed.status == 201, "intake goes on without a broker: {}", filed.status);

    system.broker.start_again().await?;
    eventually("the alert to end", PATIENCE, async || {
        Ok((watch.state().await?.is_none() && watch.page().await?.is_none()).then_some(()))
    })
    .await
}

/// Prometheus and the Alertmanager, on loopback ports of their own. Dropping it ends them.
struct Watch {
    prometheus: String,
    alertmanager: String,
    running: Vec<Child>,
}

impl Watch {
    /// Starts both. The rules are ours, only quicker: they are judged every second, and nothing lasts for minutes.
    fn start(system: &System) -> Result<Self> {
        let (prometheus, alertmanager) = (free_port()?, free_port()?);
        let rules = std::fs::read_to_string(root().join("deploy/prometheus/rules/processes.yaml"))?;
        let quick = [
            ("interval: 30s", "interval: 1s"),
            (" for: 2m", " for: 5s"),
            ("keep_firing_for: 7m", "keep_firing_for: 2s"),
        ]
        .into_iter()
        .try_fold(rules, |rules, (slow, quick)| rules.contains(slow).then(|| rules.replace(slow, quick)))
        .context("the alert is judged every 30 s, lasts two minutes and stays for seven")?;
        std::fs::write(system.folder().join("rules.yaml"), quick)?;
        let jobs: String = Layout::Separate.processes().iter().map(|process| job(system, process)).collect();
        let settings = format!(
            "global: {{scrape_interval: 1s, evaluation_interval: 1s}}\nrule_files: [rules.yaml]\n\
             alerting: {{alertmanagers: [{{static_configs: [{{targets: ['127.0.0.1:{alertmanager}']}}]}}]}}\n\
             scrape_configs:\n{jobs}"
        );
        std::fs::write(system.folder().join("prometheus.yaml"), settings)?;
        let file = |name: &str| system.folder().join(name).display().to_string();
        let of_routes = root().join("deploy/prometheus/alertmanager.yaml");
        let mut watch = Self {
            prometheus: format!("http://127.0.0.1:{prometheus}"),
            alertmanager: format!("http://127.0.0.1:{alertmanager}"),
            running: Vec::new(),
        };
        watch.running.push(launch(
            "prometheus-alertmanager",
            system.folder(),
            &[
                format!("--config.file={}", of_routes.display()),
                format!("--storage.path={}", file("alertmanager")),
                format!("--web.listen-address=127.0.0.1:{alertmanager}"),
                "--cluster.listen-address=".to_owned(),
            ],
        )?);
        watch.running.push(launch(
            "prometheus",
            system.folder(),
            &[
                format!("--config.file={}", file("prometheus.yaml")),
                format!("--storage.tsdb.path={}", file("prometheus")),
                format!("--web.listen-address=127.0.0.1:{prometheus}"),
            ],
        )?);
        Ok(watch)
    }

    /// The first value of an expression, or nothing as text.
    async fn value(&self, expression: &str) -> Result<String> {
        let query = utf8_percent_encode(expression, NON_ALPHANUMERIC);
        let answer = Client::default().get(&format!("{}/api/v1/query?query={query}", self.prometheus)).await?.json()?;
        Ok(answer["data"]["result"][0]["value"][1].as_str().unwrap_or_default().to_owned())
    }

    /// The state of the alert about the broker, as Prometheus has it for the service `answer`.
    async fn state(&self) -> Result<Option<String>> {
        let answer = Client::default().get(&format!("{}/api/v1/alerts", self.prometheus)).await?.json()?;
        let alerts = answer["data"]["alerts"].as_array().context("a list of alerts")?;
        let ours = alerts.iter().find(|alert| is_ours(&alert["labels"]));
        Ok(ours.and_then(|alert| alert["state"].as_str()).map(str::to_owned))
    }

    /// The alert at the Alertmanager, while it is active.
    async fn page(&self) -> Result<Option<Value>> {
        let url = format!("{}/api/v2/alerts?active=true", self.alertmanager);
        let alerts = Client::default().get(&url).await?.json()?;
        Ok(alerts.as_array().context("a list of alerts")?.iter().find(|alert| is_ours(&alert["labels"])).cloned())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for child in &mut self.running {
            // It may have ended already; then there is nothing to kill.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn is_ours(labels: &Value) -> bool {
    labels["alertname"] == ALERT && labels["job"] == "answer" && labels["probe"] == "publisher"
}

fn job(system: &System, process: &'static str) -> String {
    let target = system.admin_url(process).replace("http://", "");
    format!("  - {{job_name: {process}, static_configs: [{{targets: ['{target}'], labels: {{namespace: uji}}}}]}}\n")
}

/// Starts a program of the distribution, with what it says in a file of its name.
fn launch(program: &str, folder: &Path, arguments: &[String]) -> Result<Child> {
    let log = File::create(folder.join(format!("{program}.log")))?;
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .with_context(|| format!("{program} is not installed: make test-servers installs it"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
