//! One row of a file as a formation.

use std::collections::HashMap;

use domain::typed;
use serde_json::Value;
use uuid::Uuid;

use super::Faults;
use super::fields::{Field, REQUIRED, all};
use crate::catalogue::{Formation, Gender, Requirement};
use crate::eligibility::{Grade, Scale};

/// Most requirements of a formation, and most characters of one and of its code.
const REQUIREMENTS: usize = 40;
const LONGEST_REQUIREMENT: usize = 500;
const LONGEST_CODE: usize = 60;

/// Highest salary, in rupiah a month.
const HIGHEST_SALARY: i64 = 1_000_000_000;

/// Ages between which an age may lie.
const AGES: (i64, i64) = (16, 80);

/// The texts of a row by field.
pub(super) type Texts = HashMap<Field, String>;

/// Reads a row, and tells what is wrong with it.
pub(super) fn read(line: u64, texts: &Texts, faults: &mut Faults) -> Option<Formation> {
    let mut row = Row { line, texts, faults, sound: true };
    for required in REQUIRED {
        if typed::is_blank_text(row.text(required.0)) {
            row.tell(required.0, "is empty");
        }
    }
    let education = row.name("pendidikan_nm", 300);
    let formation = Formation {
        id: row.read("formasi_id", "is not a UUID", |text| Uuid::parse_str(text).ok()).unwrap_or_default(),
        agency_id: row.code("instansi_id", 40),
        agency: row.name("ins_nm", 200),
        selection: row
            .read("jp_nama", "is neither CPNS nor PPPK", |text| text.parse().ok())
            .unwrap_or(crate::Selection::Cpns),
        kind: row.name("formasi_nm", 60),
        position: row.name("jabatan_nm", 200),
        place: row.name("lokasi_nm", 300),
        education_code: row
            .read("kode_ref_pend", "is not a code of seven digits", |text| {
                (text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
            })
            .unwrap_or_default(),
        places: row.number("jumlah_formasi", 1, 100_000).unwrap_or(1),
        open_to_disability: row.flag("disable"),
        salary_min: row.number("gaji_min", 0, HIGHEST_SALARY),
        salary_max: row.number("gaji_max", 0, HIGHEST_SALARY),
        job: row.name("job_desc", 4_000),
        skills: row.name("keahlian", 2_000),
        requirements: row.requirements(),
        contact: row.name("kontak", 200),
        gender: row.read("jenisKelamin", "is neither L nor P", |text| match text {
            "L" => Some(Gender::L),
            "P" => Some(Gender::P),
            _ => None,
        }),
        asks_str: row.flag("mintaSTR"),
        asks_teaching: row.flag("mintaSertifikasiGuru"),
        asks_toefl: row.flag("toefl"),
        is_diplomat: row.flag("isDiplomat"),
        dapodik: row.name("kodeDapodik", 40),
        npsn: row.name("npsn", 40),
        age_min: row.number("age_min", AGES.0, AGES.1).unwrap_or(16),
        age_max: row.number("age_max", AGES.0, AGES.1).unwrap_or(80),
        gpa_min: row.grade(Scale::of(&education)),
        education,
    };
    if formation.age_min > formation.age_max {
        row.tell("age_max", "is below age_min");
    }
    if let (Some(least), Some(most)) = (formation.salary_min, formation.salary_max)
        && least > most
    {
        row.tell("gaji_max", "is below gaji_min");
    }
    row.sound.then_some(formation)
}

struct Row<'a> {
    line: u64,
    texts: &'a Texts,
    faults: &'a mut Faults,
    sound: bool,
}

impl Row<'_> {
    fn tell(&mut self, field: &str, told: impl Into<String>) {
        self.sound = false;
        self.faults.tell(self.line, field, told);
    }

    fn text(&self, field: &'static str) -> &str {
        self.texts.get(&Field(field)).map_or("", String::as_str)
    }

    /// What a text says; nothing for an empty one, which is told elsewhere where it must not be empty.
    fn read<T>(&mut self, field: &'static str, told: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.tell(field, told);
        }
        value
    }

    /// Words on one line.
    fn name(&mut self, field: &'static str, most: usize) -> String {
        let text = typed::words(self.text(field));
        if text.chars().any(char::is_control) {
            self.tell(field, "has a control character");
        }
        if text.chars().count() > most {
            self.tell(field, format!("has more than {most} characters"));
        }
        text
    }

    fn code(&mut self, field: &'static str, most: usize) -> String {
        let told = format!("is not a code of at most {most} letters, digits, dots and hyphens");
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        self.read(field, &told, |text| (text.len() <= most && fits(text)).then(|| text.to_owned())).unwrap_or_default()
    }

    fn number<N: TryFrom<i64>>(&mut self, field: &'static str, least: i64, most: i64) -> Option<N> {
        let told = format!("is not a whole number from {least} to {most}");
        self.read(field, &told, |text| {
            let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse::<i64>().ok().filter(|number| is_digits && (least..=most).contains(number));
            number.and_then(|number| N::try_from(number).ok())
        })
    }

    fn flag(&mut self, field: &'static str) -> bool {
        self.read(field, "is neither 0 nor 1", |text| match text {
            "0" | "false" => Some(false),
            "1" | "true" => Some(true),
            _ => None,
        })
        .unwrap_or_default()
    }

    fn grade(&mut self, scale: Scale) -> Option<i32> {
        let told = match scale {
            Scale::Academic => "is not a grade from 0 to 4 with at most two decimals",
            Scale::School => "is not a grade from 0 to 100 with at most two decimals",
        };
        self.read("gpa_min", told, |text| Grade::read(text, scale).map(Grade::hundredths))
    }

    /// A JSON array: of `{"syarat", "is_mandatory"}`, each with a `kode` if it has one.
    fn requirements(&mut self) -> Vec<Requirement> {
        const FIELD: &str = "syarat_admin";
        let Some(listed) =
            self.read(FIELD, "is not a JSON array", |text| serde_json::from_str::<Vec<Value>>(text).ok())
        else {
            return Vec::new();
        };
        if listed.len() > REQUIREMENTS {
            self.tell(FIELD, format!("has more than {REQUIREMENTS} requirements"));
            return Vec::new();
        }
        let mut read = Vec::with_capacity(listed.len());
        for (at, one) in listed.iter().enumerate() {
            match requirement(at, one) {
                Ok(requirement) => read.push(requirement),
                Err(told) => self.tell(FIELD, format!("requirement {} {told}", at + 1)),
            }
        }
        read
    }
}

/// Letters, digits and signs of ASCII, as they are printed.
fn is_plain(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_graphic())
}

fn requirement(at: usize, one: &Value) -> Result<Requirement, &'static str> {
    let label = typed::words(one.get("syarat").and_then(Value::as_str).unwrap_or_default());
    if label.is_empty() || label.chars().count() > LONGEST_REQUIREMENT || label.chars().any(char::is_control) {
        return Err("has no text of 1 to 500 characters in “syarat”");
    }
    let mandatory = match one.get("is_mandatory") {
        Some(Value::Bool(mandatory)) => *mandatory,
        Some(Value::Number(number)) if number.as_u64().is_some_and(|number| number <= 1) => number.as_u64() == Some(1),
        Some(Value::String(text)) if text == "0" || text == "1" => text == "1",
        _ => return Err("has neither 0 nor 1 in “is_mandatory”"),
    };
    let code = match one.get("kode") {
        None | Some(Value::Null) => format!("{}", at + 1),
        Some(Value::String(code)) if !code.is_empty() && code.len() <= LONGEST_CODE && is_plain(code) => code.clone(),
        Some(_) => return Err("has no code of 1 to 60 letters in “kode”"),
    };
    Ok(Requirement { code, label, mandatory })
}

/// A formation as a row of a file, in the order of [`all`].
pub(super) fn written(formation: &Formation) -> Vec<String> {
    let flag = |set: bool| if set { "1" } else { "0" }.to_owned();
    let or_empty = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    all()
        .map(|field| match field.0 {
            "formasi_id" => formation.id.to_string(),
            "instansi_id" => formation.agency_id.clone(),
            "ins_nm" => formation.agency.clone(),
            "jp_nama" => formation.selection.to_string(),
            "formasi_nm" => formation.kind.clone(),
            "jabatan_nm" => formation.position.clone(),
            "lokasi_nm" => formation.place.clone(),
            "kode_ref_pend" => formation.education_code.clone(),
            "pendidikan_nm" => formation.education.clone(),
            "jumlah_formasi" => formation.places.to_string(),
            "age_min" => formation.age_min.to_string(),
            "age_max" => formation.age_max.to_string(),
            "disable" => flag(formation.open_to_disability),
            "gaji_min" => or_empty(formation.salary_min),
            "gaji_max" => or_empty(formation.salary_max),
            "job_desc" => formation.job.clone(),
            "keahlian" => formation.skills.clone(),
            "syarat_admin" => requirements_written(&formation.requirements),
            "kontak" => formation.contact.clone(),
            "jenisKelamin" => match formation.gender {
                Some(Gender::L) => "L".to_owned(),
                Some(Gender::P) => "P".to_owned(),
                None => String::new(),
            },
            "mintaSTR" => flag(formation.asks_str),
            "mintaSertifikasiGuru" => flag(formation.asks_teaching),
            "toefl" => flag(formation.asks_toefl),
            "isDiplomat" => flag(formation.is_diplomat),
            "kodeDapodik" => formation.dapodik.clone(),
            "npsn" => formation.npsn.clone(),
            "gpa_min" => {
                formation.gpa_min.map(|least| format!("{}.{:02}", least / 100, least % 100)).unwrap_or_default()
            }
            _ => String::new(),
        })
        .collect()
}

fn requirements_written(requirements: &[Requirement]) -> String {
    if requirements.is_empty() {
        return String::new();
    }
    let listed = requirements.iter().map(
        |one| serde_json::json!({ "kode": one.code, "syarat": one.label, "is_mandatory": i32::from(one.mandatory) }),
    );
    Value::Array(listed.collect()).to_string()
}
