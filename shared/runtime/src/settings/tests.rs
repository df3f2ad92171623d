//! Settings are read in full, reported in full, and never give a secret away.

use std::net::SocketAddr;

use secrecy::ExposeSecret as _;

use super::*;

fn settings<const N: usize>(pairs: [(&str, &str); N]) -> Settings {
    Settings::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

fn file_holding(name: &str, text: &str) -> String {
    let path = std::env::temp_dir().join(format!("settings-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.into_os_string().into_string().unwrap()
}

#[test]
fn all_problems_are_told_at_once() {
    let mut settings = settings([("LISTEN", "nowhere"), ("SHUTDOWN_GRACE", "soon"), ("POOL", "-1")]);
    settings.required("S3_BUCKET", "the bucket");
    settings.secret("VAULT_KEYS", "the keys");
    settings.value("LISTEN", SocketAddr::from(([127, 0, 0, 1], 1)), "the address");
    settings.duration("SHUTDOWN_GRACE", Duration::from_secs(25), "the grace");
    settings.value("POOL", 8_u32, "the pool");
    settings.problem("POOL", "is too small");

    let error = settings.finish().unwrap_err();
    let named: Vec<_> = error.problems().iter().map(|p| p.split(':').next().unwrap()).collect();
    assert_eq!(named, ["S3_BUCKET", "VAULT_KEYS", "LISTEN", "SHUTDOWN_GRACE", "POOL", "POOL"]);
}

#[test]
fn a_value_may_live_in_a_file() {
    let path = file_holding("ok", "from the file\n");
    let mut settings = settings([("NAME_FILE", &path)]);
    assert_eq!(settings.required("NAME", "a name"), "from the file");
    assert!(settings.finish().unwrap().to_string().contains("NAME_FILE"));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_value_and_a_file_for_it_contradict_each_other() {
    let mut settings = settings([("NAME", "a"), ("NAME_FILE", "/nowhere")]);
    settings.required("NAME", "a name");
    assert_eq!(settings.finish().unwrap_err().problems().len(), 1);
}

#[test]
fn a_services_own_secret_comes_before_the_shared_one() {
    let pairs = [("DATABASE_URL", "shared"), ("INTAKE_DATABASE_URL", "own")];
    let mut settings = settings(pairs);
    let about = "the database";
    assert_eq!(settings.service_secret("intake", "DATABASE_URL", about).expose_secret(), "own");
    assert_eq!(settings.service_secret("status", "DATABASE_URL", about).expose_secret(), "shared");
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let mut settings = settings([("POOL", ""), ("EXTRA", "")]);
    assert_eq!(settings.value("POOL", 8_u32, "the pool"), 8);
    assert_eq!(settings.optional("EXTRA", "an extra"), None);
    settings.finish().unwrap();
}

#[test]
fn a_known_secret_never_appears_in_the_report_or_in_an_error() {
    const SECRET: &str = "hunter2-hunter2";
    let path = file_holding("secret", SECRET);
    let url = format!("http://someone:{SECRET}@collector:4317/x");
    let misplaced = format!("/{SECRET}");

    let mut good = settings([("KEY_FILE", &path), ("PASSWORD", SECRET), ("COLLECTOR", &url)]);
    good.secret("KEY", "a key");
    good.secret("PASSWORD", "a password");
    good.optional("COLLECTOR", "a collector");
    let debug = format!("{good:?}");
    let report = good.finish().unwrap().to_string();
    assert!(report.contains("«secret»") && !report.contains(SECRET), "{report}");
    assert!(report.contains("http://«secret»@collector:4317/x"), "{report}");
    assert!(!debug.contains(SECRET), "{debug}");

    let mut bad = settings([("KEY", SECRET), ("KEY_FILE", &path), ("TOKEN_FILE", &misplaced)]);
    bad.secret("KEY", "a key");
    bad.secret("TOKEN", "a token");
    let error = bad.finish().unwrap_err();
    assert_eq!(error.problems().len(), 2);
    assert!(!format!("{error} {error:?}").contains(SECRET), "{error}");
    std::fs::remove_file(path).unwrap();
}

#[test]
fn help_lists_each_setting_with_its_default_and_meaning() {
    let mut settings = settings([]);
    settings.secret("VAULT_KEYS", "the keys that seal data keys");
    settings.duration("SHUTDOWN_GRACE", Duration::from_secs(25), "how long a drain may take");
    settings.value("POOL", 8_u32, "connections");
    settings.value("POOL", 8_u32, "connections");
    let help = settings.describe();
    assert!(help.contains("VAULT_KEYS [required]"), "{help}");
    assert!(help.contains("SHUTDOWN_GRACE [default 25s]"), "{help}");
    assert_eq!(help.matches("POOL").count(), 1, "{help}");
}

#[test]
fn a_server_on_another_machine_is_not_reached_without_tls_unless_that_is_allowed() {
    let refused = |allow: &str, host: &str| {
        let mut settings = settings([("ALLOW_PLAINTEXT", allow)]);
        settings.refuse_plaintext("DATABASE_URL", host, "add sslmode=verify-full to it");
        settings.finish().is_err()
    };
    for host in ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "::ffff:127.0.0.1", "localhost", "/run/postgresql"] {
        assert!(!refused("false", host), "{host}");
    }
    for host in [
        "10.0.0.5",
        "0.0.0.0",
        "db.example.go.id",
        "localhost.example.go.id",
        "127.0.0.1.example.go.id",
        "",
        "[2001:db8::1]",
    ] {
        assert!(refused("false", host), "{host}");
        assert!(!refused("true", host), "{host}");
    }
}
