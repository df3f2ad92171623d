//! A ticket as a lookup sees it, with everything still sealed.

use database::Pool;
use domain::catalogue::{self, Form};
use domain::{FormCode, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

use super::StoreError;
use crate::lookup::Guesses;

/// A ticket that was not erased.
pub(crate) struct Ticket {
    /// Binds the sealed data.
    pub(crate) id: Uuid,
    /// What was filed.
    pub(crate) form: &'static Form,
    /// Moment of acceptance.
    pub(crate) submitted_at: Timestamp,
    /// Promised answer.
    pub(crate) answer_due_at: Timestamp,
    /// How far it is.
    pub(crate) stage: Stage,
    /// The stages that its desks reached, oldest first; without the submission itself.
    pub(crate) reached: Vec<(Stage, Timestamp)>,
    /// Blind index of the applicant's NIK.
    pub(crate) nik_index: Vec<u8>,
    /// The ticket's data key, wrapped.
    pub(crate) data_key: Vec<u8>,
    /// The fields, sealed.
    pub(crate) content: Vec<u8>,
    /// Newest first.
    pub(crate) answers: Vec<SealedAnswer>,
    /// Wrong NIKs so far; `None` when there were none.
    pub(crate) guesses: Option<Guesses>,
}

/// One answer, sealed with the ticket's data key.
pub(crate) struct SealedAnswer {
    /// 1 for the first answer, then one more for each correction.
    pub(crate) revision: usize,
    /// The text, sealed.
    pub(crate) body: Vec<u8>,
    /// When it was given.
    pub(crate) answered_at: Timestamp,
}

/// The tickets with these numbers, in their order, and the wrong NIKs that were tried for each: one round trip, one partition each. `None`
/// where there is none or where it was erased.
pub(crate) async fn find(pool: &Pool, numbers: &[TicketNumber]) -> Result<Vec<Result<Option<Ticket>, StoreError>>, sqlx::Error> {
    let days: Vec<jiff_sqlx::Date> = numbers.iter().map(|number| number.day().to_sqlx()).collect();
    let texts: Vec<String> = numbers.iter().map(TicketNumber::to_string).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT asked.place AS "place!", t.id AS "id!", t.form AS "form!", t.submitted_at AS "submitted_at!",
                  t.answer_due_at AS "answer_due_at!", t.stage AS "stage!", t.timeline_stages AS "timeline_stages!",
                  t.timeline_times AS "timeline_times!: Vec<jiff_sqlx::Timestamp>",
                  t.nik_index AS "nik_index!", t.data_key AS "data_key!", t.content AS "content!",
                  t.answer_bodies AS "answer_bodies!", t.answer_times AS "answer_times!: Vec<jiff_sqlx::Timestamp>",
                  w.attempts AS "wrong?", w.window_started_at AS "wrong_since?"
             FROM unnest($1::date[], $2::text[]) WITH ORDINALITY AS asked (submitted_on, number, place)
             JOIN status.tickets t ON t.submitted_on = asked.submitted_on AND t.number = asked.number
             LEFT JOIN status.wrong_niks w ON w.ticket_number = t.number"#,
        &days as &[jiff_sqlx::Date],
        &texts,
    )
    .fetch_all(pool)
    .await?;
    let mut found: Vec<_> = numbers.iter().map(|_number| Ok(None)).collect();
    for row in rows {
        let at = usize::try_from(row.place - 1).unwrap_or(usize::MAX);
        if let (Some(number), Some(place)) = (numbers.get(at), found.get_mut(at)) {
            *place = row.into_ticket(*number).map(Some);
        }
    }
    Ok(found)
}

struct Row {
    place: i64,
    id: Uuid,
    form: String,
    submitted_at: jiff_sqlx::Timestamp,
    answer_due_at: jiff_sqlx::Timestamp,
    stage: String,
    timeline_stages: Vec<String>,
    timeline_times: Vec<jiff_sqlx::Timestamp>,
    nik_index: Vec<u8>,
    data_key: Vec<u8>,
    content: Vec<u8>,
    answer_bodies: Vec<Vec<u8>>,
    answer_times: Vec<jiff_sqlx::Timestamp>,
    wrong: Option<i32>,
    wrong_since: Option<jiff_sqlx::Timestamp>,
}

impl Row {
    fn into_ticket(self, number: TicketNumber) -> Result<Ticket, StoreError> {
        let inconsistent = |column| StoreError::Inconsistent { number, column };
        let stage = |name: &str, column| name.parse::<Stage>().map_err(|_unknown| inconsistent(column));
        let form = self.form.parse::<FormCode>().ok().and_then(catalogue::by_code).ok_or_else(|| inconsistent("form"))?;
        let reached = self
            .timeline_stages
            .iter()
            .zip(&self.timeline_times)
            .map(|(name, at)| Ok((stage(name, "timeline")?, at.to_jiff())))
            .collect::<Result<_, StoreError>>()?;
        let newest = self.answer_bodies.len();
        let answers = self.answer_bodies.into_iter().zip(&self.answer_times).enumerate();
        Ok(Ticket {
            id: self.id,
            form,
            submitted_at: self.submitted_at.to_jiff(),
            answer_due_at: self.answer_due_at.to_jiff(),
            stage: stage(&self.stage, "stage")?,
            reached,
            nik_index: self.nik_index,
            data_key: self.data_key,
            content: self.content,
            answers: answers
                .map(|(at, (body, answered_at))| SealedAnswer { revision: newest - at, body, answered_at: answered_at.to_jiff() })
                .collect(),
            guesses: self
                .wrong
                .zip(self.wrong_since)
                .map(|(wrong, since)| Guesses { wrong: u32::try_from(wrong).unwrap_or(u32::MAX), since: since.to_jiff() }),
        })
    }
}
