//! A ticket as a lookup sees it, with everything still sealed.

use database::Inconsistent;
use domain::catalogue::Form;
use domain::{DocumentKind, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Deserialize;
use sqlx::PgExecutor;
use uuid::Uuid;
use vault::DataKey;

use super::ticket_row::Row;
use crate::tries::{COUNTERS, Counted, Subjects};

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
    /// Where the applicant wants to be told of the answer, sealed.
    pub(crate) notice_address: Option<Vec<u8>>,
    /// What was attached, in the order of the form.
    pub(crate) documents: Vec<AttachedDocument>,
    /// Newest first.
    pub(crate) answers: Vec<SealedAnswer>,
    /// What the applicant wrote after the first answer.
    pub(crate) follow_up: Option<SealedFollowUp>,
    /// What officers asked the applicant, oldest first.
    pub(crate) questions: Vec<SealedQuestion>,
    /// Whether the answer helped, where the applicant said so.
    pub(crate) helped: Option<bool>,
}

/// What a ticket's row tells of a document.
#[derive(Deserialize)]
pub(crate) struct AttachedDocument {
    /// Which document of the form.
    pub(crate) kind: DocumentKind,
    /// `image/jpeg` or `application/pdf`.
    pub(crate) media_type: String,
    /// Bytes as sealed.
    length: u64,
}

impl AttachedDocument {
    /// Bytes as they were sent, or fewer: hidden notes in photographs were removed.
    pub(crate) fn size(&self) -> u64 {
        self.length.saturating_sub(u64::try_from(DataKey::OVERHEAD).unwrap_or(0))
    }
}

/// Which ticket is looked up, and what the lookup is counted by.
#[derive(Clone)]
pub(crate) struct TicketQuery {
    pub(crate) number: TicketNumber,
    /// What it is counted by when it is wrong.
    pub(crate) subjects: Subjects,
}

/// What the database has for one lookup.
pub(crate) struct QueriedTicket {
    /// `None` where there is none or where it was erased.
    pub(crate) ticket: Option<Ticket>,
    /// The counts of wrong lookups that have begun, of those asked for.
    pub(crate) counted: Vec<Counted>,
}

/// One answer, sealed with the ticket's data key.
pub(crate) struct SealedAnswer {
    /// 1 for the first answer, then one more for each correction.
    pub(crate) revision: i32,
    /// Whether it answers what the applicant wrote once more.
    pub(crate) to_follow_up: bool,
    /// The text, sealed.
    pub(crate) body: Vec<u8>,
    /// When it was given.
    pub(crate) answered_at: Timestamp,
}

/// What the applicant wrote after the first answer or to a question, sealed with the ticket's data key.
pub(crate) struct SealedFollowUp {
    pub(crate) id: Uuid,
    pub(crate) body: Vec<u8>,
    pub(crate) said_at: Timestamp,
}

/// What an officer asked, sealed with the ticket's data key.
pub(crate) struct SealedQuestion {
    pub(crate) id: Uuid,
    pub(crate) body: Vec<u8>,
    pub(crate) asked_at: Timestamp,
    /// Until when the ticket waits for the reply.
    pub(crate) due_at: Timestamp,
    pub(crate) state: QuestionState,
    pub(crate) reply: Option<SealedFollowUp>,
}

/// What a question waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuestionState {
    /// The ticket rests until the reply.
    Open,
    /// The desk works on, and takes a reply all the same.
    Late,
    /// The desk has the reply, or answered without it.
    Closed,
}

/// The tickets with these numbers, in their order, and the wrong lookups that were counted for each: one round trip,
/// one partition each.
pub(crate) async fn find(
    on: impl PgExecutor<'_>,
    queries: &[TicketQuery],
) -> Result<Vec<Result<QueriedTicket, Inconsistent>>, sqlx::Error> {
    let days: Vec<jiff_sqlx::Date> = queries.iter().map(|query| query.number.day().to_sqlx()).collect();
    let texts: Vec<String> = queries.iter().map(|query| query.number.to_string()).collect();
    let mut subjects: [Vec<&[u8]>; COUNTERS] = Default::default();
    for query in queries {
        for (column, subject) in subjects.iter_mut().zip(query.subjects.as_slice()) {
            column.push(subject);
        }
    }
    let [first, second, third, fourth, fifth, sixth, seventh] = &subjects;
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT asked.place AS "place!", t.id AS "id?", t.form AS "form?",
                  t.submitted_at AS "submitted_at?", t.answer_due_at AS "answer_due_at?", t.stage AS "stage?",
                    t.timeline_stages AS "timeline_stages?",
                  t.timeline_times AS "timeline_times?: Vec<jiff_sqlx::Timestamp>",
                  t.nik_index AS "nik_index?", t.data_key AS "data_key?", t.content AS "content?",
                    t.documents AS "documents?", t.notice_address AS "notice_address?",
                  t.answer_bodies AS "answer_bodies?", t.answer_times AS "answer_times?: Vec<jiff_sqlx::Timestamp>",
                  t.answer_turns AS "answer_turns?", t.follow_up_id AS "follow_up_id?",
                    t.follow_up_body AS "follow_up_body?", t.follow_up_at AS "follow_up_at?", t.helped AS "helped?",
                  t.question_ids AS "question_ids?", t.question_bodies AS "question_bodies?",
                    t.question_times AS "question_times?: Vec<jiff_sqlx::Timestamp>",
                    t.question_dues AS "question_dues?: Vec<jiff_sqlx::Timestamp>",
                    t.question_states AS "question_states?",
                  t.reply_ids AS "reply_ids?: Vec<Option<Uuid>>",
                    t.reply_bodies AS "reply_bodies?: Vec<Option<Vec<u8>>>",
                    t.reply_times AS "reply_times?: Vec<Option<jiff_sqlx::Timestamp>>",
                  tried.subjects AS "subjects?", tried.tries AS "tries?",
                    tried.ends_at AS "ends_at?: Vec<jiff_sqlx::Timestamp>"
             FROM unnest($1::date[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[],
               $8::bytea[], $9::bytea[])
                  WITH ORDINALITY AS asked (submitted_on, number, s1, s2, s3, s4, s5, s6, s7, place)
             LEFT JOIN status.tickets t ON t.submitted_on = asked.submitted_on AND t.number = asked.number
            CROSS JOIN LATERAL (SELECT array_agg(w.subject) AS subjects, array_agg(w.tries) AS tries,
              array_agg(w.ends_at) AS ends_at
                                  FROM status.wrong_tries w
                                 WHERE w.subject = ANY (ARRAY[asked.s1, asked.s2, asked.s3, asked.s4, asked.s5,
                                   asked.s6, asked.s7])) tried"#,
        &days as &[jiff_sqlx::Date],
        &texts,
        first as &[&[u8]],
        second as &[&[u8]],
        third as &[&[u8]],
        fourth as &[&[u8]],
        fifth as &[&[u8]],
        sixth as &[&[u8]],
        seventh as &[&[u8]],
    )
    .fetch_all(on)
    .await?;
    let mut found: Vec<_> =
        queries.iter().map(|_query| Ok(QueriedTicket { ticket: None, counted: Vec::new() })).collect();
    for row in rows {
        let at = usize::try_from(row.place - 1).unwrap_or(usize::MAX);
        if let (Some(query), Some(place)) = (queries.get(at), found.get_mut(at)) {
            *place = row.into_queried(query.number);
        }
    }
    Ok(found)
}
