//! The programs that the tests call, and where they come from.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What is installed here.
pub(crate) struct Tools {
    helm: String,
    /// The last Helm of the version before.
    pub(crate) helm_before: Option<String>,
    /// A Python with what `strict.py` needs.
    pub(crate) python: Option<String>,
}

/// The tools, or `None` where there is no Helm, which is said once on the screen.
pub(crate) fn tools() -> Option<&'static Tools> {
    static FOUND: OnceLock<Option<Tools>> = OnceLock::new();
    FOUND.get_or_init(find).as_ref()
}

fn find() -> Option<Tools> {
    let file = std::env::var_os("HELPDESK_TEST_ENV").map_or_else(|| root().join(".local/test/env"), PathBuf::from);
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let kept: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once('=')).collect();
    let named = |name: &str| std::env::var(name).ok().or_else(|| kept.get(name).map(|&path| path.to_owned()));
    let helm = named("HELM").unwrap_or_else(|| "helm".to_owned());
    if Command::new(&helm).arg("version").output().is_err() {
        skip("there is no helm: deploy/local/lib/chart-tools.sh says where it comes from");
        return None;
    }
    Some(Tools { helm, helm_before: named("HELM_BEFORE"), python: named("CHART_PYTHON") })
}

/// Says on the screen, past the test runner, that something was not tried.
pub(crate) fn skip(why: &str) {
    std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes()).unwrap();
}

impl Tools {
    /// What Helm prints, or why it refuses.
    pub(crate) fn helm<A: AsRef<str>>(&self, arguments: &[A]) -> Result<String, String> {
        run(&self.helm, arguments)
    }

    /// Renders the chart with a release's name, values files and further arguments.
    pub(crate) fn template(&self, release: &str, files: &[&Path], more: &[&str]) -> Result<String, String> {
        self.helm(&arguments(release, files, more))
    }
}

/// What a program prints, or what it complains about.
pub(crate) fn run<A: AsRef<str>>(program: &str, arguments: &[A]) -> Result<String, String> {
    let home = std::env::temp_dir().join(format!("helpdesk-helm-{}", std::process::id()));
    let output = Command::new(program)
        .args(arguments.iter().map(AsRef::as_ref))
        .envs(["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"].map(|name| (name, home.join(name))))
        .output()
        .unwrap();
    let said = |bytes| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(said(&output.stdout)) } else { Err(said(&output.stderr) + &said(&output.stdout)) }
}

/// The arguments of `helm template`.
pub(crate) fn arguments(release: &str, files: &[&Path], more: &[&str]) -> Vec<String> {
    let mut arguments = vec!["template".to_owned(), release.to_owned(), chart().display().to_string()];
    for file in files {
        arguments.extend(["--values".to_owned(), file.display().to_string()]);
    }
    arguments.extend(more.iter().map(|&argument| argument.to_owned()));
    arguments
}

/// The checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The chart's folder.
pub(crate) fn chart() -> PathBuf {
    root().join("helm/helpdesk")
}

/// A file of the chart as text.
pub(crate) fn chart_file(name: &str) -> String {
    std::fs::read_to_string(chart().join(name)).unwrap()
}

/// The values files of `ci`, by name.
pub(crate) fn values_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(chart().join("ci")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
