//! How a process begins and ends.

use serde_json::json;

use crate::rendered::{all, container, list, name, one, refused, variable};

#[test]
fn probes_ask_the_operators_port_and_only_liveness_ends_a_process() {
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            let container = container(template);
            if owner["kind"] == "Job" {
                assert!(
                    ["startupProbe", "livenessProbe", "readinessProbe"].iter().all(|probe| container[probe].is_null())
                );
                continue;
            }
            assert!(
                list(&container["ports"]).contains(&json!({"name": "admin", "containerPort": 9090})),
                "{}",
                name(owner)
            );
            assert_eq!(variable(template, "ADMIN_LISTEN"), Some("0.0.0.0:9090"));
            let paths = [("startupProbe", "/livez"), ("livenessProbe", "/livez"), ("readinessProbe", "/readyz")];
            for (probe, path) in paths {
                assert_eq!(container[probe]["httpGet"], json!({"path": path, "port": "admin"}), "{}", name(owner));
                assert!(container[probe]["timeoutSeconds"].as_u64() > Some(2), "a busy process takes a moment");
            }
            let time = |probe: &str| {
                container[probe]["periodSeconds"].as_u64().unwrap()
                    * container[probe]["failureThreshold"].as_u64().unwrap()
            };
            assert!(time("readinessProbe") <= 10 && time("livenessProbe") >= 30 && time("startupProbe") >= 30);
        }
    }
}

#[test]
fn what_is_in_hand_gets_its_time_before_a_process_is_killed() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let template = &deployment["spec"]["template"];
            let wait = container(template)["lifecycle"]["preStop"]["sleep"]["seconds"].as_u64().unwrap();
            let grace: u64 = variable(template, "SHUTDOWN_GRACE").unwrap().trim_end_matches('s').parse().unwrap();
            let longest = template["spec"]["terminationGracePeriodSeconds"].as_u64().unwrap();
            assert!(wait > 0 && longest >= wait + grace + 5, "{}: {}", rendered.name, name(deployment));
        }
    }
    if let Some(large) = one("large") {
        let intake = large.component("Deployment", "intake").unwrap();
        assert_eq!(intake["spec"]["template"]["spec"]["terminationGracePeriodSeconds"], 60 + 65 + 5);
    }
    refused("minimal", &["drain.preStopSeconds=0"], "preStopSeconds");
}
