//! Single formations, and what an import writes.

use std::collections::HashMap;

use database::Inconsistent;
use serde::Serialize;
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

use super::search::unknown_selection;
use crate::catalogue::{Formation, Gender, Requirement, fold, words};

/// Longest key by which lists are sorted, in characters.
const LONGEST_KEY: usize = 300;

/// The formation, and whether it is withdrawn.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn find(on: impl PgExecutor<'_>, id: Uuid) -> Result<Option<(Formation, bool)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT f.id, f.agency_id, a.name AS agency, f.selection, f.kind, f.position, f.place, f.education_code,
                e.name AS education, f.places, f.open_to_disability, f.salary_min, f.salary_max, f.job, f.skills,
                f.requirements AS \"requirements: Json<Vec<Requirement>>\", f.contact, f.gender, f.asks_str,
                f.asks_teaching, f.asks_toefl, f.is_diplomat, f.dapodik, f.npsn, f.age_min, f.age_max, f.gpa_min,
                f.withdrawn_in
           FROM registration.formations f
           JOIN registration.agencies a ON a.id = f.agency_id
           JOIN registration.educations e ON e.code = f.education_code
          WHERE f.id = $1",
        id
    )
    .fetch_optional(on)
    .await?;
    row.map(|row| {
        let formation = Formation {
            id: row.id,
            agency_id: row.agency_id,
            agency: row.agency,
            selection: row.selection.parse().map_err(|_unknown| unknown_selection(id))?,
            kind: row.kind,
            position: row.position,
            place: row.place,
            education_code: row.education_code,
            education: row.education,
            places: row.places,
            open_to_disability: row.open_to_disability,
            salary_min: row.salary_min,
            salary_max: row.salary_max,
            job: row.job,
            skills: row.skills,
            requirements: row.requirements.0,
            contact: row.contact,
            gender: match row.gender.as_deref() {
                None => None,
                Some("L") => Some(Gender::L),
                Some("P") => Some(Gender::P),
                Some(_) => return Err(Inconsistent::new("registration.formations", "gender", &id).into()),
            },
            asks_str: row.asks_str,
            asks_teaching: row.asks_teaching,
            asks_toefl: row.asks_toefl,
            is_diplomat: row.is_diplomat,
            dapodik: row.dapodik,
            npsn: row.npsn,
            age_min: row.age_min,
            age_max: row.age_max,
            gpa_min: row.gpa_min,
        };
        Ok((formation, row.withdrawn_in.is_some()))
    })
    .transpose()
}

/// What an import finds of a formation.
pub(crate) struct Known {
    pub(crate) content_hash: Vec<u8>,
    pub(crate) withdrawn: bool,
}

/// All formations that ever were.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn known(on: impl PgExecutor<'_>) -> Result<HashMap<Uuid, Known>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, content_hash, withdrawn_in IS NOT NULL AS \"withdrawn!\" FROM registration.formations"
    )
    .fetch_all(on)
    .await?;
    let known =
        rows.into_iter().map(|row| (row.id, Known { content_hash: row.content_hash, withdrawn: row.withdrawn }));
    Ok(known.collect())
}

/// A formation as it is written: what a file says of it, and what is derived from that.
#[derive(Serialize)]
pub(crate) struct Written<'a> {
    #[serde(flatten)]
    formation: &'a Formation,
    /// As PostgreSQL reads bytes.
    content_hash: String,
    words: String,
    agency_words: String,
    place_words: String,
    education_words: String,
    listed_as: String,
}

impl<'a> Written<'a> {
    pub(crate) fn new(formation: &'a Formation, content_hash: &[u8]) -> Self {
        let Formation { agency, position, place, education, education_code, kind, .. } = formation;
        let hex = content_hash.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        Self {
            formation,
            content_hash: format!("\\x{hex}"),
            words: words(&format!("{position} {agency} {place} {education} {kind} {}", formation.selection)),
            agency_words: words(agency),
            place_words: words(place),
            education_words: words(&format!("{education_code} {education}")),
            listed_as: fold(&format!("{position} {agency} {place}")).chars().take(LONGEST_KEY).collect(),
        }
    }
}

/// Adds and changes formations, with the agencies, positions and educations that they name.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn write(
    on: &mut database::Connection,
    batch: &[Written<'_>],
    version: i64,
) -> Result<(), sqlx::Error> {
    let rows = serde_json::to_string(batch).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "INSERT INTO registration.agencies (id, name)
         SELECT DISTINCT agency_id, agency FROM jsonb_to_recordset($1::text::jsonb) AS given (agency_id text, agency text)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE agencies.name <> excluded.name",
        rows
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO registration.educations (code, name)
         SELECT DISTINCT education_code, education
           FROM jsonb_to_recordset($1::text::jsonb) AS given (education_code text, education text)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE educations.name <> excluded.name",
        rows
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO registration.positions (name)
         SELECT DISTINCT position FROM jsonb_to_recordset($1::text::jsonb) AS given (position text)
         ON CONFLICT (name) DO NOTHING",
        rows
    )
    .execute(&mut *on)
    .await?;
    sqlx::query!(
        "INSERT INTO registration.formations (id, agency_id, selection, kind, position, place, education_code, places,
             open_to_disability, salary_min, salary_max, job, skills, requirements, contact, gender, asks_str,
             asks_teaching, asks_toefl, is_diplomat, dapodik, npsn, age_min, age_max, gpa_min, content_hash, words,
             agency_words, place_words, education_words, listed_as, version, withdrawn_in)
         SELECT given.*, $2::bigint, NULL
           FROM jsonb_to_recordset($1::text::jsonb) AS given (id uuid, agency_id text, selection text, kind text,
             position text, place text, education_code text, places integer, open_to_disability boolean,
             salary_min bigint, salary_max bigint, job text, skills text, requirements jsonb, contact text, gender text,
             asks_str boolean, asks_teaching boolean, asks_toefl boolean, is_diplomat boolean, dapodik text, npsn text,
             age_min smallint, age_max smallint, gpa_min integer, content_hash bytea, words text, agency_words text,
             place_words text, education_words text, listed_as text)
         ON CONFLICT (id) DO UPDATE SET
             (agency_id, selection, kind, position, place, education_code, places, open_to_disability, salary_min,
              salary_max, job, skills, requirements, contact, gender, asks_str, asks_teaching, asks_toefl, is_diplomat,
              dapodik, npsn, age_min, age_max, gpa_min, content_hash, words, agency_words, place_words, education_words,
              listed_as, version, withdrawn_in) =
             (excluded.agency_id, excluded.selection, excluded.kind, excluded.position, excluded.place,
              excluded.education_code, excluded.places, excluded.open_to_disability, excluded.salary_min,
              excluded.salary_max, excluded.job, excluded.skills, excluded.requirements, excluded.contact,
              excluded.gender, excluded.asks_str, excluded.asks_teaching, excluded.asks_toefl, excluded.is_diplomat,
              excluded.dapodik, excluded.npsn, excluded.age_min, excluded.age_max, excluded.gpa_min,
              excluded.content_hash, excluded.words, excluded.agency_words, excluded.place_words,
              excluded.education_words, excluded.listed_as, excluded.version, NULL)",
        rows,
        version
    )
    .execute(&mut *on)
    .await?;
    Ok(())
}

/// Withdraws formations.
///
/// # Errors
/// When the database is away or refuses.
pub(crate) async fn withdraw(on: impl PgExecutor<'_>, ids: &[Uuid], version: i64) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE registration.formations SET withdrawn_in = $2 WHERE id = ANY($1)", ids, version)
        .execute(on)
        .await
        .map(drop)
}
