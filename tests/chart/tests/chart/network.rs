//! Who talks to whom.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::rendered::{all, component, list, name, one};

/// Service or job, the servers that it may reach, and whether the gateway may reach it.
const EDGES: [(&str, &[&str], bool); 11] = [
    ("accounts", &["broker", "database", "objectStore", "populationRegister"], true),
    ("answer", &["broker", "database", "objectStore"], true),
    ("console", &["broker", "database", "objectStore"], true),
    ("intake", &["broker", "database", "objectStore"], true),
    ("notify", &["broker", "database", "mail", "textGateway"], false),
    ("registration", &["broker", "database", "objectStore", "stampDistributor"], true),
    ("router", &["broker", "database"], false),
    ("stamping", &["broker", "database", "objectStore", "stampDistributor"], false),
    ("status", &["database"], true),
    ("migrate", &["database"], false),
    ("topology", &["database", "management"], false),
];

/// The server at a port of a values file.
fn server(file: &str, port: &Value) -> String {
    let servers = match file {
        "operators" => {
            json!({"5432": "database", "5672": "broker", "15672": "management", "9000": "objectStore", "4317": "telemetry"})
        }
        "air-gapped" => json!({"5432": "database", "5671": "broker", "15671": "management", "9000": "objectStore"}),
        _ => {
            json!({
                "5432": "database", "5671": "broker", "15671": "management", "443": "objectStore", "4317": "telemetry",
                "465": "mail", "8443": "textGateway", "8000": "populationRegister", "8001": "stampDistributor",
            })
        }
    };
    servers[port.to_string()].as_str().unwrap_or_else(|| panic!("{file}: nobody is at {port}")).to_owned()
}

fn ports(rules: &Value) -> Vec<&Value> {
    list(rules).iter().flat_map(|rule| list(&rule["ports"])).map(|port| &port["port"]).collect()
}

/// Whether a policy selects pods with these labels.
fn selects(policy: &Value, labels: &Value) -> bool {
    let selector = policy["spec"]["podSelector"]["matchLabels"].as_object().unwrap();
    selector.iter().all(|(key, value)| labels[key] == *value)
}

#[test]
fn everything_is_denied_that_no_rule_allows() {
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            let policies = rendered.of("NetworkPolicy").into_iter();
            let mine: Vec<&Value> =
                policies.filter(|policy| selects(policy, &template["metadata"]["labels"])).collect();
            let denies = |policy: &&&Value| policy["spec"]["policyTypes"] == json!(["Ingress", "Egress"]);
            assert!(mine.iter().any(|policy| denies(&policy)), "{}: {}", rendered.name, name(owner));
            let dns = |policy: &&Value| ports(&policy["spec"]["egress"]) == [&json!(53), &json!(53)];
            assert_eq!(mine.into_iter().filter(dns).count(), 1, "{}: {}", rendered.name, name(owner));
        }
    }
}

#[test]
fn each_service_and_job_reaches_the_servers_in_the_table_and_no_other() {
    for rendered in all() {
        for policy in rendered.of("NetworkPolicy").into_iter().filter(|policy| !component(policy).is_empty()) {
            let (_, servers, gateway) = EDGES.iter().find(|(who, ..)| *who == component(policy)).unwrap();
            let rules: Vec<Value> =
                list(&policy["spec"]["egress"]).iter().filter(|rule| !is_extra(rule)).cloned().collect();
            let rules = json!(rules);
            let reached: BTreeSet<String> =
                ports(&rules).into_iter().map(|port| server(&rendered.name, port)).collect();
            let mut expected: BTreeSet<String> = servers.iter().map(|&server| server.to_owned()).collect();
            let traced = ["all-on", "operators"].contains(&rendered.name.as_str());
            if traced && !["migrate", "topology"].contains(&component(policy)) {
                expected.insert("telemetry".to_owned());
            }
            assert_eq!(reached, expected, "{}: {}", rendered.name, name(policy));
            let asked = ports(&policy["spec"]["ingress"]).contains(&&json!(8080));
            assert_eq!(asked, *gateway, "{}: {}", rendered.name, name(policy));
        }
    }
}

/// The rule that ci/all-on.yaml adds.
fn is_extra(rule: &Value) -> bool {
    rule["to"][0]["ipBlock"]["cidr"] == "10.20.0.11/32"
}

#[test]
fn the_gateway_and_the_scraper_come_from_where_their_own_values_say() {
    let Some(full) = one("all-on") else { return };
    let namespace = |name: &str| json!([{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}]);
    let of_all = full.of("NetworkPolicy").into_iter().find(|policy| component(policy).is_empty()).unwrap();
    let scraping = json!([{"from": namespace("monitoring"), "ports": [{"port": 9090}]}]);
    assert_eq!(of_all["spec"]["ingress"], scraping);
    let console = full.component("NetworkPolicy", "console").unwrap();
    assert_eq!(console["spec"]["ingress"][0]["from"], namespace("inside"));
    assert_eq!(console["spec"]["ingress"][1]["from"], json!([{"ipBlock": {"cidr": "10.9.0.0/16"}}]));
    let status = full.component("NetworkPolicy", "status").unwrap();
    assert_eq!(status["spec"]["ingress"][0]["from"], namespace("gateway"));
    assert!(list(&status["spec"]["egress"]).iter().any(is_extra));
    assert_eq!(status["spec"]["egress"][0]["to"], json!([{"ipBlock": {"cidr": "10.20.0.10/32"}}]));
    // Nobody scrapes unless somebody was named.
    let of_all = one("minimal").unwrap().of("NetworkPolicy").into_iter().find(|policy| component(policy).is_empty());
    assert_eq!(of_all.unwrap()["spec"]["ingress"], json!([]));
}

#[test]
fn metrics_are_read_at_the_operators_port_under_the_services_own_names() {
    for rendered in all() {
        for monitor in rendered.of("PodMonitor") {
            let endpoint = &monitor["spec"]["podMetricsEndpoints"][0];
            assert_eq!((&endpoint["port"], &endpoint["path"]), (&json!("admin"), &json!("/metrics")));
            assert_eq!(endpoint["honorLabels"], false);
            for (_, template) in rendered.pods() {
                let selector = monitor["spec"]["selector"]["matchLabels"].as_object().unwrap();
                assert!(selector.iter().all(|(key, value)| template["metadata"]["labels"][key] == *value));
            }
            let release = &monitor["metadata"]["labels"]["release"];
            assert_eq!(release == "prometheus", rendered.name == "all-on");
        }
    }
}
