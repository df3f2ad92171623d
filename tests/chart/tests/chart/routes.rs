//! Which service gets which address.

use serde_json::{Value, json};

use crate::rendered::{Rendered, all, list, name, one, refused, variable, with};
use crate::tools::{chart_file, root};

/// Host, prefix and service of every route.
fn table(rendered: &Rendered) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut found = Vec::new();
    for rule in rendered.of("Ingress").into_iter().flat_map(|object| list(&object["spec"]["rules"])) {
        for path in list(&rule["http"]["paths"]) {
            assert_eq!(path["pathType"], "Prefix");
            found.push((text(&rule["host"]), text(&path["path"]), text(&path["backend"]["service"]["name"])));
        }
    }
    for route in rendered.of("HTTPRoute") {
        for rule in list(&route["spec"]["rules"]) {
            for path in list(&rule["matches"]).iter().map(|each| &each["path"]) {
                assert_eq!(path["type"], "PathPrefix");
                found.push((
                    text(&route["spec"]["hostnames"][0]),
                    text(&path["value"]),
                    text(&rule["backendRefs"][0]["name"]),
                ));
            }
        }
    }
    found.sort();
    found
}

/// Where a request goes: the longest prefix wins, element by element.
fn service_of(table: &[(String, String, String)], host: &str, address: &str) -> Option<String> {
    let fits = |prefix: &str| {
        let rest = address.strip_prefix(prefix.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let fitting = table.iter().filter(|(of, prefix, _)| of == host && fits(prefix));
    fitting
        .max_by_key(|(_, prefix, _)| prefix.len())
        .map(|(_, _, service)| service.rsplit('-').next().unwrap().to_owned())
}

/// Every address, with the service that answers there. docs/openapi.json names those of programs.
fn addresses() -> Vec<(String, &'static str)> {
    let pages = [
        (
            "intake",
            vec!["/", "/faq", "/faq/umum/akun", "/formulir", "/formulir/pengaduan-instansi", "/tiket/abc", "/privasi"],
        ),
        ("intake", vec!["/.well-known/security.txt", "/captcha/abc.png", "/assets/site.css", "/statusx", "/petugasx"]),
        ("status", vec!["/status"]),
        ("console", vec!["/petugas", "/petugas/masuk", "/petugas/tiket/70/dokumen/ktp/halaman/1", "/petugas/akun"]),
    ];
    let pages = pages
        .into_iter()
        .flat_map(|(service, some)| some.into_iter().map(move |address| (address.to_owned(), service)));
    let document = std::fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    let of_programs = document["paths"].as_object().unwrap().keys().map(|path| {
        let second = path.split('/').nth(3).unwrap();
        let service = match second {
            "desks" | "tickets" => "answer",
            "status" => "status",
            "forms" | "submissions" | "suggestions" => "intake",
            "account" | "accounts" | "sessions" => "accounts",
            "documents" | "formations" | "registrations" => "registration",
            other => panic!("who answers at {other}?"),
        };
        (path.clone(), service)
    });
    pages.chain(of_programs).collect()
}

#[test]
fn every_address_leads_to_the_service_that_answers_there() {
    let (site, officers) = ("helpdesk.example.go.id", "petugas.example.go.id");
    for name in ["ingress", "gateway", "all-on"] {
        let Some(rendered) = one(name) else { return };
        let table = table(rendered);
        // Where accounts or registration are off, intake says that there is no such page.
        let running = |service: &'static str| if rendered.services().contains(&service) { service } else { "intake" };
        for (address, service) in [
            ("/akun/buat", "accounts"),
            ("/akun/buat/data", "accounts"),
            ("/en/akun/buat", "accounts"),
            ("/formasi", "registration"),
            ("/en/formasi/00000000-0000-0000-0000-000000000001", "registration"),
            ("/pendaftaran/biodata", "registration"),
            ("/en/pendaftaran", "registration"),
            ("/cek-dokumen/7F3K", "registration"),
        ] {
            assert_eq!(service_of(&table, site, address).as_deref(), Some(running(service)), "{name}: {address}");
        }
        for address in ["/akunx", "/formasix"] {
            assert_eq!(service_of(&table, site, address).as_deref(), Some("intake"), "{name}: {address}");
        }
        for (address, service) in addresses() {
            let service = if ["accounts", "registration"].contains(&service) { running(service) } else { service };
            let host = if service == "console" && name != "ingress" { officers } else { site };
            assert_eq!(service_of(&table, host, &address).as_deref(), Some(service), "{name}: {address}");
        }
        if name != "ingress" {
            assert_eq!(service_of(&table, officers, "/assets/site.css").as_deref(), Some("intake"));
            assert_eq!(service_of(&table, officers, "/formulir"), None, "officers' host serves no applicants");
        }
    }
}

#[test]
fn intake_leads_to_accounts_and_formations_just_where_they_run() {
    for (service, offer) in [("accounts", "OFFER_ACCOUNTS"), ("registration", "OFFER_FORMATIONS")] {
        let mut found = Vec::new();
        for rendered in all() {
            let Some(intake) = rendered.component("Deployment", "intake") else { continue };
            let runs = rendered.services().contains(&service);
            let offered = variable(&intake["spec"]["template"], offer);
            assert_eq!(offered, runs.then_some("true"), "{}: {offer}", rendered.name);
            found.push(runs);
        }
        assert!(found.is_empty() || (found.contains(&true) && found.contains(&false)), "{found:?}");
    }
}

#[test]
fn an_ingress_and_routes_have_the_same_table_and_only_one_of_them() {
    let Some(by_ingress) = one("ingress").map(table) else { return };
    let gateway = ["ingress.enabled=false", "gateway.enabled=true", r#"gateway.parentRefs=[{"name": "public"}]"#];
    let by_routes = with("ingress", &gateway).unwrap().unwrap();
    assert_eq!(by_ingress, table(&by_routes));
    assert!(by_ingress.len() >= 6);
    refused("gateway", &["ingress.enabled=true"], "choose one");
    for rendered in all() {
        assert!(rendered.of("Ingress").is_empty() || rendered.of("HTTPRoute").is_empty());
    }
}

#[test]
fn the_console_can_be_behind_a_gateway_that_the_internet_does_not_reach() {
    let Some(full) = one("all-on") else { return };
    let parents: Vec<(&str, &Value)> =
        full.of("HTTPRoute").into_iter().map(|route| (name(route), &route["spec"]["parentRefs"][0]["name"])).collect();
    assert_eq!(parents, [("uji-helpdesk", &json!("public")), ("uji-helpdesk-console", &json!("inside"))]);
    let apart = ["site.consoleUrl=https://petugas.example.go.id", "ingress.consoleClassName=inside"];
    let apart = with("ingress", &apart).unwrap().unwrap();
    let classes: Vec<(&str, &Value)> =
        apart.of("Ingress").into_iter().map(|ingress| (name(ingress), &ingress["spec"]["ingressClassName"])).collect();
    assert_eq!(classes, [("uji-helpdesk", &json!("nginx")), ("uji-helpdesk-console", &json!("inside"))]);
}

#[test]
fn routes_lead_to_services_that_exist() {
    for rendered in all() {
        let services: Vec<&str> = rendered.of("Service").into_iter().map(name).collect();
        for (_, _, service) in table(rendered) {
            assert!(services.contains(&service.as_str()), "{}: {service}", rendered.name);
        }
    }
}

#[test]
fn an_ingress_takes_the_largest_form_and_holds_it_back_until_it_is_whole() {
    let Some(ingress) = one("ingress").map(|rendered| rendered.of("Ingress")[0]) else { return };
    let annotations = &ingress["metadata"]["annotations"];
    let body = annotations["nginx.ingress.kubernetes.io/proxy-body-size"].as_str().unwrap();
    // services/intake/src/reception.rs: four documents and 64 KiB.
    let largest = 4 * 204_800 + 64 * 1024;
    assert!(body.strip_suffix('m').unwrap().parse::<usize>().unwrap() * 1024 * 1024 >= largest);
    assert_eq!(annotations["nginx.ingress.kubernetes.io/proxy-request-buffering"], "on");
    // What an operator adds leaves these in place.
    assert_eq!(annotations["nginx.ingress.kubernetes.io/limit-connections"], "64");
    assert_eq!(ingress["spec"]["tls"][0], json!({"hosts": ["helpdesk.example.go.id"], "secretName": "helpdesk-tls"}));
    assert!(chart_file("templates/NOTES.txt").contains("upstream keep-alive 8 s"));
}
