//! What an operator sees on the admin port.

use axum::Router;
use runtime::{Job, Probe, Service};

use crate::system::{self, PATIENCE, System};

fn service(jobs: Vec<Job>, probes: Vec<Probe>) -> Service {
    Service { name: "test", routes: Router::new(), jobs, probes, listen: None }
}

#[tokio::test]
async fn a_server_that_is_away_is_named_and_takes_no_process_out_of_traffic() {
    let probes = vec![
        Probe::new("postgresql", async || Ok(())),
        Probe::new("rabbitmq", async || Err("connection refused".to_owned())),
        Probe::new("s3", std::future::pending),
    ];
    let system = System::start(service(Vec::new(), probes), "15s").await;
    let (status, body) = system::get(system.admin, "/dependencies").await;
    let answer: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, &answer["well"]), (503, &false.into()));
    let found: Vec<_> =
        answer["probes"].as_array().unwrap().iter().map(|probe| [&probe["name"], &probe["state"]]).collect();
    assert_eq!(found, [["postgresql", "ok"], ["rabbitmq", "failed"], ["s3", "failed"]]);
    assert_eq!(answer["probes"][1]["detail"], "connection refused");
    for path in ["/readyz", "/livez"] {
        assert_eq!(system::get(system.admin, path).await.0, 200, "{path}");
    }
}

#[tokio::test]
async fn what_can_be_reached_is_measured_without_being_asked_for() {
    let probes = vec![Probe::new("postgresql", async || Ok(())), Probe::new("smtp", async || Err("closed".to_owned()))];
    let system = System::start(service(Vec::new(), probes), "15s").await;
    let shown = tokio::time::timeout(PATIENCE, async {
        loop {
            let (_, metrics) = system::get(system.admin, "/metrics").await;
            if metrics.contains("probe_up{probe=\"smtp\"} 0") && metrics.contains("probe_up{probe=\"postgresql\"} 1") {
                return;
            }
        }
    });
    shown.await.unwrap();
}

#[tokio::test]
async fn metrics_show_the_process_and_its_restarted_jobs() {
    let fragile = Job::new("fragile", "Always panics.", |_| async { panic!("again") });
    let system = System::start(service(vec![fragile], Vec::new()), "15s").await;
    let shown = tokio::time::timeout(PATIENCE, async {
        loop {
            let (_, metrics) = system::get(system.admin, "/metrics").await;
            if metrics.contains(r#"job_restarts_total{job="fragile",reason="panic"}"#) {
                return metrics;
            }
        }
    });
    let metrics = shown.await.unwrap();
    for name in [
        "process_resident_memory_bytes ",
        "# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ",
        "process_open_fds ",
        &format!("revision=\"{}\"", option_env!("REVISION").unwrap_or("unknown")),
        "build_info{service=\"test\"",
    ] {
        assert!(metrics.contains(name), "{name}\n{metrics}");
    }
}
