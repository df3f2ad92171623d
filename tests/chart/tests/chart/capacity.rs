//! What the machines and PostgreSQL must bear.

use serde_json::{Value, json};

use crate::rendered::{Rendered, all, component, container, name, one, refused, variable, with};

/// The connections that an upgrade at full load takes: the most processes, a quarter more, and their pools.
fn connections(rendered: &Rendered) -> u64 {
    let taken = |deployment: &Value| {
        let scaler = |kind: &str, most: &str| {
            rendered.component(kind, component(deployment)).and_then(|object| object["spec"][most].as_u64())
        };
        let most =
            scaler("HorizontalPodAutoscaler", "maxReplicas").or_else(|| scaler("ScaledObject", "maxReplicaCount"));
        let most = most.or_else(|| deployment["spec"]["replicas"].as_u64()).unwrap();
        let template = &deployment["spec"]["template"];
        let own = variable(template, "STATUS_DATABASE_POOL_SIZE").or_else(|| variable(template, "DATABASE_POOL_SIZE"));
        (most + most.div_ceil(4)) * own.unwrap().parse::<u64>().unwrap()
    };
    rendered.of("Deployment").into_iter().map(taken).sum()
}

#[test]
fn postgresql_has_a_connection_for_every_process_of_an_upgrade_at_full_load() {
    let limits = json!({"all-on": 522, "keda": 382, "hpa": 382, "large": 760});
    for rendered in all() {
        let limit = limits[&rendered.name].as_u64().unwrap_or(300 - 18);
        assert!(connections(rendered) <= limit, "{}: {}", rendered.name, connections(rendered));
    }
    let Some(minimal) = one("minimal") else { return };
    let needed = connections(minimal);
    let just = [format!("database.connections={needed}"), "database.reserved=0".to_owned()];
    assert!(with("minimal", &just.each_ref().map(String::as_str)).unwrap().is_ok());
    let short = [format!("database.connections={}", needed - 1), "database.reserved=0".to_owned()];
    refused("minimal", &short.each_ref().map(String::as_str), &format!("may take {needed} connections"));
}

#[test]
fn memory_is_bounded_and_holds_what_the_settings_allow() {
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            let resources = &container(template)["resources"];
            for what in
                [&resources["requests"]["cpu"], &resources["requests"]["memory"], &resources["limits"]["memory"]]
            {
                assert!(what.is_string(), "{}: {resources}", name(owner));
            }
            assert!(resources["limits"]["cpu"].is_null(), "{}", name(owner));
            let setting = |name: &str| variable(template, name).map_or(0, |value| value.parse::<u64>().unwrap());
            let needed = 64
                + setting("SUBMISSIONS_AT_ONCE")
                + 512 * setting("DRAWINGS_AT_ONCE")
                + 128 * setting("STAMPINGS_AT_ONCE");
            assert!(mebibytes(&resources["limits"]["memory"]) >= needed, "{}: {}", rendered.name, name(owner));
        }
    }
    refused("minimal", &[r#"services.intake.settings={"SUBMISSIONS_AT_ONCE": "1024"}"#], "at least 1184Mi");
    refused("all-on", &[r#"services.stamping.settings={"STAMPINGS_AT_ONCE": "8"}"#], "at least 1120Mi");
    refused("minimal", &["services.console.resources.limits.memory=1Gi"], "at least 1216Mi");
    refused("minimal", &["services.console.settings=null"], "must be set");
}

fn mebibytes(value: &Value) -> u64 {
    let text = value.as_str().unwrap();
    let number = |ending| text.strip_suffix(ending).and_then(|digits: &str| digits.parse::<u64>().ok());
    number("Mi").or_else(|| number("Gi").map(|gibibytes| gibibytes * 1024)).unwrap()
}
