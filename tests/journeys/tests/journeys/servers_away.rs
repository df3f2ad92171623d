//! A process that starts while a server is away takes traffic all the same: what needs no server comes.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use testing::{Client, Layout, System, eventually, free_port};

const PATIENCE: Duration = Duration::from_secs(40);

/// Pages that are drawn without any server: home, questions, a form, privacy, the officers' door.
const PAGES: [&str; 5] = ["/", "/faq", "/formulir/cek-eks-thk2", "/privasi", "/petugas/masuk"];

#[tokio::test(flavor = "multi_thread")]
async fn whichever_server_is_away_the_process_is_ready_and_its_pages_come() -> Result<()> {
    let mut system = System::start(Layout::AllInOne).await?;
    let services = ["INTAKE", "ROUTER", "ANSWER", "CONSOLE", "STATUS", "NOTIFY"];
    let of_all = |suffix: &str| services.map(|service| format!("{service}_{suffix}")).to_vec();
    let servers =
        [("PostgreSQL", of_all("DATABASE_URL")), ("RabbitMQ", of_all("AMQP_URL")), ("S3", vec!["S3_ENDPOINT".into()])];
    for (server, names) in servers {
        let there: Vec<_> =
            names.into_iter().filter_map(|name| Some((system.setting(&name)?.to_owned(), name))).collect();
        ensure!(!there.is_empty(), "{server} has an address");
        for (address, name) in &there {
            system.set(name, &elsewhere(address)?);
        }
        system.kill("helpdesk")?;
        system.launch("helpdesk")?;
        takes_traffic_without(server, &system).await?;
        for (address, name) in there {
            system.set(&name, &address);
        }
    }
    system.kill("helpdesk")?;
    system.launch("helpdesk")?;
    system.ready("helpdesk").await
}

/// The same address with a port where nobody listens.
fn elsewhere(address: &str) -> Result<String> {
    let (before, after) = address.rsplit_once(':').context("an address has a port")?;
    let rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
    Ok(format!("{before}:{}{rest}", free_port()?))
}

async fn takes_traffic_without(server: &str, system: &System) -> Result<()> {
    let client = Client::default();
    let (url, admin) = (system.url("helpdesk"), system.admin_url("helpdesk"));
    eventually(&format!("traffic to be taken without {server}"), PATIENCE, async || {
        Ok(client.get(&format!("{admin}/readyz")).await.ok().filter(|answer| answer.status == 200).map(drop))
    })
    .await
    .with_context(|| system.logs().unwrap_or_default())?;
    let found = client.get(&format!("{admin}/dependencies")).await?;
    ensure!(found.status == 503, "{server} is away, and told: {}", found.status);
    for page in PAGES {
        let answer = client.get(&format!("{url}{page}")).await?;
        ensure!(answer.status == 200, "{page} without {server}: {}", answer.status);
    }
    Ok(())
}
