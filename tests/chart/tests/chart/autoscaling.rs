//! Who decides how many processes run.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::rendered::{all, component, list, name, one, refused, with};
use crate::tools::{chart_file, root};

fn triggers<'a>(object: &'a Value, kind: &str) -> Vec<&'a Value> {
    list(&object["spec"]["triggers"]).iter().filter(|trigger| trigger["type"] == kind).collect()
}

#[test]
fn one_alone_decides_how_many_processes_run() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let scalers =
                ["HorizontalPodAutoscaler", "ScaledObject"].map(|kind| rendered.component(kind, component(deployment)));
            let scalers: Vec<&Value> = scalers.into_iter().flatten().collect();
            assert!(scalers.len() <= 1, "{}: {}", rendered.name, name(deployment));
            assert_eq!(deployment["spec"]["replicas"].is_null(), scalers.len() == 1, "{}", name(deployment));
            for scaler in scalers {
                assert_eq!(scaler["spec"]["scaleTargetRef"]["name"], name(deployment));
            }
        }
    }
}

#[test]
fn keda_goes_on_with_the_autoscaler_that_was_there() {
    for rendered in all() {
        for object in rendered.of("ScaledObject") {
            assert_eq!(object["spec"]["advanced"]["horizontalPodAutoscalerConfig"]["name"], name(object));
            assert_eq!(object["metadata"]["annotations"]["scaledobject.keda.sh/transfer-hpa-ownership"], "true");
        }
    }
    let (Some(by_cpu), Some(by_keda)) = (one("hpa"), with("hpa", &["services.answer.autoscaling.kind=keda"])) else {
        return;
    };
    let before = by_cpu.component("HorizontalPodAutoscaler", "answer").unwrap();
    assert_eq!(name(before), name(by_keda.unwrap().component("ScaledObject", "answer").unwrap()));
}

#[test]
fn no_service_ever_falls_below_two_processes() {
    for rendered in all() {
        for object in rendered.of("HorizontalPodAutoscaler").into_iter().chain(rendered.of("ScaledObject")) {
            let spec = &object["spec"];
            let bound = |one: &str, other: &str| spec[one].as_u64().or_else(|| spec[other].as_u64()).unwrap();
            let (min, max) = (bound("minReplicas", "minReplicaCount"), bound("maxReplicas", "maxReplicaCount"));
            assert!(min >= 2 && max >= min, "{}: {}", rendered.name, name(object));
            assert!(spec["idleReplicaCount"].is_null());
        }
    }
    refused("hpa", &["services.status.autoscaling.min=1"], "min");
    refused("hpa", &["services.status.autoscaling.min=9"], "max is less than min");
}

#[test]
fn queues_are_counted_whole_and_from_lengths_that_one_process_never_holds() {
    let holds = json!({"router": 512, "answer": 256, "notify": 64, "stamping": 32});
    for rendered in all() {
        for object in rendered.of("ScaledObject") {
            for trigger in triggers(object, "rabbitmq") {
                let metadata = &trigger["metadata"];
                assert_eq!((&metadata["protocol"], &metadata["mode"]), (&json!("http"), &json!("QueueLength")));
                assert_eq!(metadata["excludeUnacknowledged"], "false");
                let value: u64 = metadata["value"].as_str().unwrap().parse().unwrap();
                assert!(value >= 4 * holds[component(object)].as_u64().unwrap(), "{trigger}");
                let login = trigger["authenticationRef"]["name"].as_str().unwrap();
                let login =
                    rendered.of("TriggerAuthentication").into_iter().find(|object| name(object) == login).unwrap();
                let parameters: Vec<&Value> =
                    list(&login["spec"]["secretTargetRef"]).iter().map(|one| &one["parameter"]).collect();
                assert_eq!(parameters, ["host", "password", "username"]);
            }
        }
    }
    let short = r#"services.router.autoscaling.queues=[{"name": "router.submissions", "length": 2047}]"#;
    refused("keda", &[short], "at least 2048");
}

#[test]
fn counted_queues_exist_and_no_agency_takes_from_them() {
    let definitions = std::fs::read_to_string(root().join("deploy/rabbitmq/definitions.json")).unwrap();
    let definitions: Value = serde_json::from_str(&definitions).unwrap();
    let exist: BTreeSet<&str> =
        list(&definitions["queues"]).iter().filter_map(|queue| queue["name"].as_str()).collect();
    for rendered in all() {
        for object in rendered.of("ScaledObject") {
            for trigger in triggers(object, "rabbitmq") {
                let queue = trigger["metadata"]["queueName"].as_str().unwrap();
                assert!(exist.contains(queue), "{queue}");
                assert!(
                    rendered.name != "keda" || queue != "desk.kemendikbud.teacher-data",
                    "an agency serves this desk"
                );
            }
        }
    }
    // The desks that may be named are those that exist.
    let schema: Value = serde_json::from_str(&chart_file("values.schema.json")).unwrap();
    let desks = list(&schema["properties"]["desksServedHere"]["items"]["enum"]).iter();
    let named: BTreeSet<String> = desks.map(|desk| format!("desk.{}", desk.as_str().unwrap())).collect();
    assert_eq!(named, exist.iter().filter(|queue| queue.starts_with("desk.")).map(|&queue| queue.to_owned()).collect());
}

#[test]
fn while_keda_cannot_count_nobody_is_ended() {
    for rendered in all() {
        for object in rendered.of("ScaledObject") {
            let spec = &object["spec"];
            assert_eq!(spec["fallback"]["behavior"], "currentReplicasIfHigher");
            assert!(spec["fallback"]["replicas"].as_u64() >= spec["minReplicaCount"].as_u64());
            let down = &spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"];
            assert!(down["stabilizationWindowSeconds"].as_u64() >= Some(300));
            for trigger in triggers(object, "prometheus") {
                assert_eq!(trigger["metadata"]["ignoreNullValues"], "false");
            }
        }
    }
    let intake = one("all-on").and_then(|rendered| rendered.component("ScaledObject", "intake"));
    assert!(
        intake.is_none_or(|object| !triggers(object, "prometheus").is_empty() && !triggers(object, "cron").is_empty())
    );
    refused("keda", &["services.router.autoscaling.queues=[]"], "keda has no trigger");
}

#[test]
fn a_node_can_be_emptied_while_another_process_works() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let budget = rendered.component("PodDisruptionBudget", component(deployment));
            let alone = deployment["spec"]["replicas"] == 1;
            assert_eq!(budget.is_none(), alone, "{}: {}", rendered.name, name(deployment));
            let Some(budget) = budget else { continue };
            assert_eq!(budget["spec"]["maxUnavailable"], 1);
            assert_eq!(budget["spec"]["unhealthyPodEvictionPolicy"], "AlwaysAllow");
            assert_eq!(budget["spec"]["selector"], deployment["spec"]["selector"]);
        }
    }
}
