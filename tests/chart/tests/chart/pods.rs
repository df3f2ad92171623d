//! What every pod may do, those of the jobs included.

use serde_json::{Value, json};

use crate::rendered::{Rendered, all, component, container, list, name, one, refused, variable, with};
use crate::tools::chart_file;

#[test]
fn every_pod_keeps_the_restricted_standard() {
    let allowed =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            let (pod, container, who) = (&template["spec"], container(template), name(owner));
            for host in ["hostNetwork", "hostPID", "hostIPC"] {
                assert!(pod[host].is_null(), "{who}: {host}");
            }
            assert_eq!(pod["securityContext"]["runAsNonRoot"], true, "{who}");
            assert_eq!(pod["securityContext"]["seccompProfile"], json!({"type": "RuntimeDefault"}), "{who}");
            assert_ne!(pod["securityContext"]["runAsUser"], 0, "{who}");
            let security = json!({
                "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]},
            });
            assert_eq!(container["securityContext"], security, "{who}");
            for volume in list(&pod["volumes"]) {
                let kinds = volume.as_object().unwrap().keys().filter(|key| *key != "name");
                assert!(kinds.map(String::as_str).all(|kind| allowed.contains(&kind)), "{who}: {volume}");
            }
            assert!(list(&container["ports"]).iter().all(|port| port["hostPort"].is_null()), "{who}");
        }
    }
}

#[test]
fn nothing_can_be_written() {
    for rendered in all() {
        assert!(rendered.of("PersistentVolumeClaim").is_empty());
        for (owner, template) in rendered.pods() {
            let mounts = list(&container(template)["volumeMounts"]);
            assert!(!mounts.is_empty() && mounts.iter().all(|mount| mount["readOnly"] == true), "{}", name(owner));
            let volumes = list(&template["spec"]["volumes"]);
            assert!(volumes.iter().all(|volume| volume["emptyDir"].is_null()), "{}", name(owner));
        }
    }
}

#[test]
fn a_cluster_that_chooses_the_user_gets_none_from_us() {
    for (file, expected) in [("restricted", Value::Null), ("minimal", json!(65532))] {
        for (owner, template) in one(file).map(Rendered::pods).unwrap_or_default() {
            for who in ["runAsUser", "runAsGroup", "fsGroup"] {
                assert_eq!(template["spec"]["securityContext"][who], expected, "{}: {who}", name(owner));
            }
        }
    }
}

#[test]
fn no_pod_has_a_token_or_the_addresses_of_others() {
    for rendered in all() {
        for (owner, template) in rendered.pods() {
            assert_eq!(template["spec"]["automountServiceAccountToken"], false, "{}", name(owner));
            assert_eq!(template["spec"]["enableServiceLinks"], false, "{}", name(owner));
        }
        for account in rendered.of("ServiceAccount") {
            assert_eq!(account["automountServiceAccountToken"], false);
        }
        for kind in ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"] {
            assert!(rendered.of(kind).is_empty(), "{}", rendered.name);
        }
    }
    if let Some(restricted) = one("restricted") {
        assert!(restricted.of("ServiceAccount").is_empty());
        assert_eq!(restricted.of("Deployment")[0]["spec"]["template"]["spec"]["serviceAccountName"], "helpdesk");
    }
}

#[test]
fn a_change_of_a_setting_starts_the_pods_anew_and_only_those_that_read_it() {
    let Some(before) = one("minimal") else { return };
    let after = with("minimal", &["services.status.settings.STATUS_RATE_PER_MINUTE=900"]);
    // The number must be a text, as in the environment.
    assert!(after.unwrap().is_err());
    let after = with("minimal", &[r#"services.status.settings={"STATUS_RATE_PER_MINUTE": "900"}"#]).unwrap().unwrap();
    for deployment in before.of("Deployment") {
        let changed = after.component("Deployment", component(deployment)).unwrap() != deployment;
        assert_eq!(changed, component(deployment) == "status", "{}", name(deployment));
    }
    let template = &after.component("Deployment", "status").unwrap()["spec"]["template"];
    assert_eq!(variable(template, "STATUS_RATE_PER_MINUTE"), Some("900"));
}

#[test]
fn a_change_of_a_secret_starts_pods_anew_where_reloader_was_asked_for() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let annotation = &deployment["metadata"]["annotations"]["reloader.stakater.com/auto"];
            assert_eq!(annotation == "true", rendered.name == "all-on", "{}", rendered.name);
        }
    }
}

#[test]
fn an_upgrade_takes_no_process_away_before_the_new_one_is_ready() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let strategy = json!({"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}});
            assert_eq!(deployment["spec"]["strategy"], strategy);
            assert_eq!(deployment["spec"]["progressDeadlineSeconds"], 300);
        }
    }
}

#[test]
fn pods_spread_over_machines_and_zones_version_by_version() {
    for rendered in all() {
        for deployment in rendered.of("Deployment") {
            let spread = list(&deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]);
            let keys: Vec<&str> = spread.iter().filter_map(|one| one["topologyKey"].as_str()).collect();
            assert_eq!(keys, ["kubernetes.io/hostname", "topology.kubernetes.io/zone"]);
            for one in spread {
                assert_eq!(one["whenUnsatisfiable"], "ScheduleAnyway");
                assert_eq!(one["matchLabelKeys"], json!(["pod-template-hash"]));
                assert_eq!(one["labelSelector"]["matchLabels"], deployment["spec"]["selector"]["matchLabels"]);
            }
        }
    }
}

#[test]
fn an_operator_adds_to_pods_but_replaces_nothing_of_the_chart() {
    let Some(full) = one("all-on") else { return };
    for deployment in full.of("Deployment") {
        let (template, who) = (&deployment["spec"]["template"], name(deployment));
        assert_eq!(variable(template, "RUST_BACKTRACE"), Some("1"), "{who}");
        assert_eq!(template["metadata"]["annotations"], json!({"example.go.id/cost": "helpdesk"}), "{who}");
        assert_eq!(template["metadata"]["labels"]["example.go.id/team"], "helpdesk", "{who}");
        assert_eq!(list(&template["spec"]["tolerations"])[0]["value"], "helpdesk", "{who}");
        assert!(template["spec"]["affinity"]["nodeAffinity"].is_object(), "{who}");
        let priority = if component(deployment) == "status" { "low" } else { "high" };
        assert_eq!(template["spec"]["priorityClassName"], priority, "{who}");
        assert!(list(&template["spec"]["volumes"]).iter().any(|volume| volume["name"] == "zones"), "{who}");
    }
    for name in ["PUBLIC_URL", "LISTEN", "PUBLIC_URL_FILE", "INTAKE_DATABASE_URL", "VAULT_KEYS", "SHUTDOWN_GRACE"] {
        let extra = format!(r#"services.intake.pod.extraEnv=[{{"name": "{name}", "value": "x"}}]"#);
        refused("minimal", &[&extra], &format!("the chart sets {name} itself"));
    }
}

#[test]
fn the_distributor_of_stamps_and_its_authorities_are_told_to_stamping_and_registration_alone() {
    let Some(full) = one("all-on") else { return };
    for deployment in full.of("Deployment") {
        let (template, stamps) =
            (&deployment["spec"]["template"], ["registration", "stamping"].contains(&component(deployment)));
        let url = variable(template, "STAMP_DISTRIBUTOR_URL");
        assert_eq!(url, stamps.then_some("https://stamps.example.go.id:8001/meterai"), "{}", name(deployment));
        let anchors = variable(template, "STAMP_TRUST_ANCHORS");
        assert_eq!(anchors, stamps.then_some("/run/stamps/e-meterai.pem"), "{}", name(deployment));
        let volumes = list(&template["spec"]["volumes"]).iter().filter(|volume| volume["name"] == "stamps");
        let expected = json!({"name": "e-meterai", "items": [{"key": "anchors.pem", "path": "e-meterai.pem"}]});
        let volumes: Vec<&Value> = volumes.map(|volume| &volume["configMap"]).collect();
        assert_eq!(volumes, if stamps { vec![&expected] } else { vec![] }, "{}", name(deployment));
        let mounted =
            list(&container(template)["volumeMounts"]).iter().any(|mount| mount["mountPath"] == "/run/stamps");
        assert_eq!(mounted, stamps, "{}", name(deployment));
    }
    refused("all-on", &["stampDistributor.url="], "stampDistributor.url is missing");
    // Registration does without a distributor: letters come with their e-meterai.
    let alone = with("all-on", &["stampDistributor.url=", "services.stamping.enabled=false"]).unwrap().unwrap();
    let registration = alone.component("Deployment", "registration").unwrap();
    assert_eq!(variable(&registration["spec"]["template"], "STAMP_DISTRIBUTOR_URL"), None);
    let policy = alone.component("NetworkPolicy", "registration").unwrap();
    assert!(!policy["spec"]["egress"].to_string().contains("8001"));
    // Without authorities only the form of a stamp is checked.
    let without = with("all-on", &["stampDistributor.trustAnchors.configMap="]).unwrap().unwrap();
    let template = &without.component("Deployment", "stamping").unwrap()["spec"]["template"];
    assert_eq!(variable(template, "STAMP_TRUST_ANCHORS"), None);
}

#[test]
fn the_key_that_signs_cards_is_mounted_for_registration_alone_and_only_where_there_is_one() {
    let signing = r#"cardSigning={"existingSecret": "kartu", "formerCertificates": "lama.crt", "issuer": "BSrE"}"#;
    let Some(signing) = with("all-on", &[signing]) else { return };
    for deployment in signing.unwrap().of("Deployment") {
        let (template, signs) = (&deployment["spec"]["template"], component(deployment) == "registration");
        for (setting, path) in [
            ("CARD_SIGNING_KEY_FILE", "/run/cards/key.pem"),
            ("CARD_SIGNING_CERTIFICATES_FILE", "/run/cards/certificates.pem"),
            ("CARD_FORMER_CERTIFICATES_FILE", "/run/cards/former.pem"),
            ("CARD_CERTIFICATE_ISSUER", "BSrE"),
        ] {
            assert_eq!(variable(template, setting), signs.then_some(path), "{}", name(deployment));
        }
        let cards = list(&template["spec"]["volumes"]).iter().find(|volume| volume["name"] == "cards");
        let expected = json!({
            "secretName": "kartu", "defaultMode": 0o440, "items": [
                {"key": "tls.key", "path": "key.pem"}, {"key": "tls.crt", "path": "certificates.pem"},
                {"key": "lama.crt", "path": "former.pem"},
            ],
        });
        assert_eq!(cards.map(|volume| &volume["secret"]), signs.then_some(&expected), "{}", name(deployment));
    }
    for deployment in one("all-on").unwrap().of("Deployment") {
        let template = &deployment["spec"]["template"];
        assert_eq!(variable(template, "CARD_SIGNING_KEY_FILE"), None, "{}", name(deployment));
        assert!(list(&template["spec"]["volumes"]).iter().all(|volume| volume["name"] != "cards"));
    }
}

#[test]
fn adding_a_service_is_one_entry() {
    let Some(tools) = crate::tools::tools() else { return };
    let folder = crate::folder::Folder::new("another");
    let copied =
        crate::tools::run("cp", &["-r", &crate::tools::chart().display().to_string(), &folder.0.display().to_string()]);
    copied.unwrap();
    let chart = folder.0.join("helpdesk");
    let entry = "services:\n  schedule:\n    http: true\n    needs: [database, vault]\n    routes: {site: [/jadwal]}\n    \
        poolSetting: DATABASE_POOL_SIZE\n    settings: []\n    memory: {fixed: 128}\n";
    std::fs::write(chart.join("services.yaml"), chart_file("services.yaml").replacen("services:\n", entry, 1)).unwrap();
    let values = chart.join("ci/ingress.yaml").display().to_string();
    let text = tools.helm(&["template", "uji", &chart.display().to_string(), "--values", &values]).unwrap();
    let rendered = Rendered::new("another", text);
    for kind in ["Deployment", "Service", "NetworkPolicy", "PodDisruptionBudget"] {
        assert!(rendered.component(kind, "schedule").is_some(), "{kind}");
    }
    assert!(rendered.text.contains("path: /jadwal") && rendered.text.contains("SCHEDULE_DATABASE_URL_FILE"));
}
