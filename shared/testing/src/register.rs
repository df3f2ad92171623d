//! The population register beside `accounts`: a process of its own, which knows the first persons.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::Person;

/// Name of the process and of its program.
pub(crate) const PROCESS: &str = "population-register";

/// The register knows every [`Person`] with a seed below this.
pub const PERSONS: u64 = 20_000;

/// Who the system is at the register. It answers nobody else.
const CREDENTIALS: [(&str, &str); 3] = [
    ("POPULATION_REGISTER_INSTITUTION", "BKN"),
    ("POPULATION_REGISTER_USER", "uji"),
    ("POPULATION_REGISTER_PASSWORD", "rahasia-register"),
];

/// What leads to a register at this port, for itself and for those who ask it. Each applicant has an address of their
/// own, as a gateway on this machine says.
pub(crate) fn settings(port: u16) -> Vec<(String, String)> {
    let mut settings = vec![
        ("POPULATION_REGISTER_URL".to_owned(), format!("http://127.0.0.1:{port}")),
        ("TRUSTED_PROXIES".to_owned(), "127.0.0.1/32".to_owned()),
    ];
    settings.extend(CREDENTIALS.map(|(name, value)| (name.to_owned(), value.to_owned())));
    settings
}

/// Writes down everybody whom the register knows: beside the system's folder, which holds nothing personal.
pub(crate) fn write_persons(folder: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(persons(folder))?);
    writeln!(file, "nik,kk,full_name,birth_place,birth_date,state")?;
    for person in (0..PERSONS).map(Person::new) {
        writeln!(file, "{},{},{},Jakarta Selatan,17-08-1995,active", person.nik, person.kk, person.full_name)?;
    }
    Ok(file.flush()?)
}

/// What the program is started with.
pub(crate) fn arguments(port: u16, folder: &Path) -> [String; 4] {
    let persons = persons(folder).display().to_string();
    ["--listen".to_owned(), format!("127.0.0.1:{port}"), "--persons".to_owned(), persons]
}

/// What answers as soon as the register does.
pub(crate) fn ready_url(url: &str) -> String {
    format!("{url}/switches")
}

fn persons(folder: &Path) -> PathBuf {
    folder.with_extension("persons.csv")
}
