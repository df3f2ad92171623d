//! The register's own words: what its service `CALL_VERIFY_BY_ELEMEN` takes and gives. Only this file knows them.
//!
//! The shape is that of public clients: `POST /dukcapil/get_json/<institution>/CALL_VERIFY_BY_ELEMEN`, JSON in and out.
//! The answer holds `Sesuai`, `Sesuai (98)` or `Tidak Sesuai` for each value that was sent. When there is nothing to
//! compare it holds a code: 11 the person is dead, 12 is there twice, 13 is not there, 14 is not active, 15 nobody can
//! have such a NIK. `quotaLimiter` is what is left of our answers.

pub use domain::folded;
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};

use crate::{Checked, Config, Identity, Unavailable, Value, Verdict};

/// The last part of the address.
pub const SERVICE: &str = "CALL_VERIFY_BY_ELEMEN";

/// A question, as the register reads it. Personal data.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Question {
    /// Who asks.
    pub user_id: String,
    /// Its password.
    pub password: String,
    /// From where.
    pub ip_user: String,
    /// From which similarity in percent on texts count as equal.
    #[serde(rename = "TRESHOLD")]
    pub threshold: String,
    /// The NIK.
    pub nik: String,
    /// The number of the family card.
    pub no_kk: String,
    /// The name.
    pub nama_lgkp: String,
    /// The place of birth.
    pub tmpt_lhr: String,
    /// The day of birth: `dd-mm-yyyy`.
    pub tgl_lhr: String,
}

impl Question {
    /// Asks about an identity. Only case and white space change on the way: titles stay.
    #[must_use]
    pub fn about(identity: &Identity, config: &Config) -> Self {
        Self {
            user_id: config.user.expose_secret().to_owned(),
            password: config.password.expose_secret().to_owned(),
            ip_user: config.own_address.clone(),
            threshold: config.similarity.to_string(),
            nik: identity.nik.expose().to_owned(),
            no_kk: identity.family_card.expose().to_owned(),
            nama_lgkp: folded(identity.full_name.expose()),
            tmpt_lhr: folded(identity.birth_place.expose()),
            tgl_lhr: identity.birth_date.expose().strftime("%d-%m-%Y").to_string(),
        }
    }
}

/// What the register answers.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// One entry: what it says about the person.
    pub content: Vec<Entry>,
    /// What is left of our answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota_limiter: Option<i64>,
}

/// What it says about the person: a word about each value, or a code.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Entry {
    /// Why there is nothing to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_code: Option<String>,
    /// About the NIK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nik: Option<String>,
    /// About the family card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_kk: Option<String>,
    /// About the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nama_lgkp: Option<String>,
    /// About the place of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tmpt_lhr: Option<String>,
    /// About the day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tgl_lhr: Option<String>,
}

/// The code for a person who is not in the register.
pub const NOT_THERE: &str = "13";
/// The code for a number that nobody can have.
pub const NO_NIK: &str = "15";
/// The codes for a person whose data the register does not vouch for: dead, there twice, not active.
pub const NOT_VOUCHED_FOR: [&str; 3] = ["11", "12", "14"];

impl Answer {
    /// What the answer means.
    ///
    /// # Errors
    /// When it is no verdict. Whatever is neither a word about every value that we sent nor a known code is none.
    pub fn read(self) -> Result<Checked, Unavailable> {
        let quota_left = self.quota_limiter.map(|left| u64::try_from(left).unwrap_or_default());
        let [entry] = <[Entry; 1]>::try_from(self.content).map_err(|_none_or_many| Unavailable::Malformed)?;
        let verdict = match entry.response_code.as_deref() {
            Some(NOT_THERE | NO_NIK) => Verdict::NotFound,
            Some(code) if NOT_VOUCHED_FOR.contains(&code) => Verdict::Differs(Vec::new()),
            Some(_) if quota_left == Some(0) => return Err(Unavailable::QuotaSpent),
            Some(code) => return Err(Unavailable::RefusedWith(code.chars().take(8).collect())),
            None => entry.compared()?,
        };
        Ok(Checked { verdict, quota_left })
    }
}

impl Entry {
    fn compared(&self) -> Result<Verdict, Unavailable> {
        let words = [
            (Value::FamilyCard, &self.no_kk),
            (Value::FullName, &self.nama_lgkp),
            (Value::BirthPlace, &self.tmpt_lhr),
            (Value::BirthDate, &self.tgl_lhr),
        ];
        let mut differing = Vec::new();
        for (value, word) in words {
            if !is_equal(word.as_deref().ok_or(Unavailable::Malformed)?)? {
                differing.push(value);
            }
        }
        // The register has the number: it answered about the person.
        if !self.nik.as_deref().map_or(Ok(true), is_equal)? {
            return Err(Unavailable::Malformed);
        }
        Ok(if differing.is_empty() { Verdict::Match } else { Verdict::Differs(differing) })
    }
}

/// `Sesuai`, with or without a similarity in brackets, or `Tidak Sesuai`. The similarity was judged by our threshold.
fn is_equal(word: &str) -> Result<bool, Unavailable> {
    let word = word.split('(').next().unwrap_or_default().trim();
    if word.eq_ignore_ascii_case("sesuai") {
        Ok(true)
    } else if word.eq_ignore_ascii_case("tidak sesuai") {
        Ok(false)
    } else {
        Err(Unavailable::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Checked, Unavailable> {
        serde_json::from_str::<Answer>(json).map_err(|_quotes| Unavailable::Malformed)?.read()
    }

    fn verdict(json: &str) -> Verdict {
        read(json).unwrap().verdict
    }

    #[test]
    fn a_person_with_all_values_right_is_a_match_and_the_quota_is_read() {
        let checked = read(
            r#"{"content":[{"NIK":"Sesuai","NO_KK":"Sesuai","NAMA_LGKP":"Sesuai (100)","TMPT_LHR":"Sesuai (98)",
                "TGL_LHR":"Sesuai","JENIS_KLMIN":"Tidak Sesuai"}],"lastPage":true,"quotaLimiter":56616}"#,
        );
        assert_eq!(checked.unwrap(), Checked { verdict: Verdict::Match, quota_left: Some(56_616) });
    }

    #[test]
    fn each_value_that_differs_is_named() {
        let all = ["NO_KK", "NAMA_LGKP", "TMPT_LHR", "TGL_LHR"];
        let values = [Value::FamilyCard, Value::FullName, Value::BirthPlace, Value::BirthDate];
        for (wrong, value) in all.iter().zip(values) {
            let words = all
                .map(|name| format!(r#""{name}":"{}""#, if name == *wrong { "Tidak Sesuai (41)" } else { "Sesuai" }));
            let json = format!(r#"{{"content":[{{{}}}]}}"#, words.join(","));
            assert_eq!(verdict(&json), Verdict::Differs(vec![value]), "{wrong}");
        }
    }

    #[test]
    fn codes_for_nobody_and_for_persons_whom_the_register_does_not_vouch_for_are_verdicts() {
        for code in ["13", "15"] {
            let json = format!(r#"{{"content":[{{"RESPON":"Data Tidak Ditemukan","RESPONSE_CODE":"{code}"}}]}}"#);
            assert_eq!(verdict(&json), Verdict::NotFound, "{code}");
        }
        for code in ["11", "12", "14"] {
            // Some of them come with words about values, which do not count then.
            let json = format!(
                r#"{{"content":[{{"RESPONSE_CODE":"{code}","NO_KK":"Sesuai","NAMA_LGKP":"Sesuai","TMPT_LHR":"Sesuai",
                    "TGL_LHR":"Sesuai"}}]}}"#
            );
            assert_eq!(verdict(&json), Verdict::Differs(Vec::new()), "{code}");
        }
    }

    #[test]
    fn whatever_is_neither_words_nor_a_known_code_is_no_verdict() {
        assert!(matches!(
            read(r#"{"content":[{"RESPONSE_CODE":"08"}]}"#),
            Err(Unavailable::RefusedWith(code)) if code == "08"
        ));
        assert!(matches!(
            read(r#"{"content":[{"RESPONSE_CODE":"06"}],"quotaLimiter":0}"#),
            Err(Unavailable::QuotaSpent)
        ));
        for json in [
            r#"{"content":[]}"#,
            r#"{"content":[{},{}]}"#,
            r#"{"content":[{"NO_KK":"Sesuai","NAMA_LGKP":"Sesuai","TMPT_LHR":"Sesuai"}]}"#,
            r#"{"content":[{"NO_KK":"Sesuai","NAMA_LGKP":"Sesuai","TMPT_LHR":"Sesuai","TGL_LHR":"Mungkin"}]}"#,
            r#"{"content":[{"NIK":"Tidak Sesuai","NO_KK":"Sesuai","NAMA_LGKP":"Sesuai","TMPT_LHR":"Sesuai",
                "TGL_LHR":"Sesuai"}]}"#,
            r#"{"message":"maintenance"}"#,
            "<html>",
        ] {
            assert!(matches!(read(json), Err(Unavailable::Malformed)), "{json}");
        }
    }
}
