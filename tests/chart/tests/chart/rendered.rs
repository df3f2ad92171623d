//! The chart as Helm renders it, as objects.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use crate::tools::{chart, tools, values_files};

/// What one values file makes of the chart.
pub(crate) struct Rendered {
    /// The name of the values file, without its ending.
    pub(crate) name: String,
    /// What Helm printed.
    pub(crate) text: String,
    /// All objects in it.
    pub(crate) objects: Vec<Value>,
}

/// Every values file, rendered once; empty without Helm.
pub(crate) fn all() -> &'static [Rendered] {
    static ALL: OnceLock<Vec<Rendered>> = OnceLock::new();
    ALL.get_or_init(|| {
        let Some(tools) = tools() else { return Vec::new() };
        let render = |file: &Path| {
            let text = tools.template("uji", &[file], &[]).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
            Rendered::new(&file.file_stem().unwrap().to_string_lossy(), text)
        };
        values_files().iter().map(|file| render(file)).collect()
    })
}

/// What `ci/<name>.yaml` makes.
pub(crate) fn one(name: &str) -> Option<&'static Rendered> {
    let found = all().iter().find(|rendered| rendered.name == name);
    assert!(found.is_some() || tools().is_none(), "there is no ci/{name}.yaml");
    found
}

/// `ci/<name>.yaml` with `--set` arguments: the objects, or Helm's refusal. `None` without Helm.
pub(crate) fn with(name: &str, sets: &[&str]) -> Option<Result<Rendered, String>> {
    let file = chart().join(format!("ci/{name}.yaml"));
    let more: Vec<&str> = sets
        .iter()
        .flat_map(|set| [if set.contains('[') || set.contains('{') { "--set-json" } else { "--set" }, *set])
        .collect();
    let text = tools()?.template("uji", &[&file], &more);
    Some(text.map(|text| Rendered::new(name, text)))
}

/// Asserts that Helm refuses these values and says why.
pub(crate) fn refused(name: &str, sets: &[&str], why: &str) {
    match with(name, sets) {
        Some(Ok(_)) => panic!("{name} with {sets:?} was rendered"),
        Some(Err(said)) => assert!(said.contains(why), "{sets:?}: {said}"),
        None => {}
    }
}

/// The documents of a YAML text.
pub(crate) fn objects(text: &str) -> Vec<Value> {
    let documents: Vec<Value> = serde_saphyr::from_multiple(text).unwrap_or_else(|error| panic!("{error}"));
    documents.into_iter().filter(|document| !document.is_null()).collect()
}

/// One YAML document.
pub(crate) fn document(text: &str) -> Value {
    objects(text).pop().unwrap_or_default()
}

impl Rendered {
    /// What a values file made of the chart.
    pub(crate) fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), objects: objects(&text), text }
    }

    /// All objects of a kind.
    pub(crate) fn of(&self, kind: &str) -> Vec<&Value> {
        self.objects.iter().filter(|object| object["kind"] == kind).collect()
    }

    /// The object of a kind for a service or job.
    pub(crate) fn component(&self, kind: &str, component: &str) -> Option<&Value> {
        self.of(kind).into_iter().find(|object| self::component(object) == component)
    }

    /// Every object that has pods, with their template.
    pub(crate) fn pods(&self) -> Vec<(&Value, &Value)> {
        let kinds = ["Deployment", "Job"];
        let owners = kinds.iter().flat_map(|kind| self.of(kind));
        owners.map(|owner| (owner, &owner["spec"]["template"])).collect()
    }

    /// Names of the services that run.
    pub(crate) fn services(&self) -> Vec<&str> {
        self.of("Deployment").into_iter().map(component).collect()
    }
}

/// The service or job that an object belongs to.
pub(crate) fn component(object: &Value) -> &str {
    object["metadata"]["labels"]["app.kubernetes.io/component"].as_str().unwrap_or_default()
}

/// The name of an object.
pub(crate) fn name(object: &Value) -> &str {
    object["metadata"]["name"].as_str().unwrap_or_default()
}

/// The elements of a list that may be missing.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The one container of a pod.
pub(crate) fn container(template: &Value) -> &Value {
    assert_eq!(list(&template["spec"]["containers"]).len(), 1);
    &template["spec"]["containers"][0]
}

/// A variable's value in a container.
pub(crate) fn variable<'a>(template: &'a Value, name: &str) -> Option<&'a str> {
    let variables = list(&container(template)["env"]);
    variables.iter().find(|variable| variable["name"] == name).and_then(|variable| variable["value"].as_str())
}
