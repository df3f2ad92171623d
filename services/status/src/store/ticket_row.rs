//! A ticket as the columns of `status.tickets` hold it.

use std::iter::zip;

use database::Inconsistent;
use domain::catalogue;
use domain::{FormCode, Stage, TicketNumber};
use uuid::Uuid;

use super::tickets::{QueriedTicket, QuestionState, SealedAnswer, SealedFollowUp, SealedQuestion, Ticket};
use super::wrong_tries::counted;

/// A row of the lookup.
pub(super) struct Row {
    pub(super) place: i64,
    pub(super) id: Option<Uuid>,
    pub(super) form: Option<String>,
    pub(super) submitted_at: Option<jiff_sqlx::Timestamp>,
    pub(super) answer_due_at: Option<jiff_sqlx::Timestamp>,
    pub(super) stage: Option<String>,
    pub(super) timeline_stages: Option<Vec<String>>,
    pub(super) timeline_times: Option<Vec<jiff_sqlx::Timestamp>>,
    pub(super) nik_index: Option<Vec<u8>>,
    pub(super) data_key: Option<Vec<u8>>,
    pub(super) content: Option<Vec<u8>>,
    pub(super) documents: Option<serde_json::Value>,
    pub(super) notice_address: Option<Vec<u8>>,
    pub(super) answer_bodies: Option<Vec<Vec<u8>>>,
    pub(super) answer_times: Option<Vec<jiff_sqlx::Timestamp>>,
    pub(super) answer_turns: Option<Vec<i16>>,
    pub(super) follow_up_id: Option<Uuid>,
    pub(super) follow_up_body: Option<Vec<u8>>,
    pub(super) follow_up_at: Option<jiff_sqlx::Timestamp>,
    pub(super) helped: Option<bool>,
    pub(super) question_ids: Option<Vec<Uuid>>,
    pub(super) question_bodies: Option<Vec<Vec<u8>>>,
    pub(super) question_times: Option<Vec<jiff_sqlx::Timestamp>>,
    pub(super) question_dues: Option<Vec<jiff_sqlx::Timestamp>>,
    pub(super) question_states: Option<Vec<String>>,
    pub(super) reply_ids: Option<Vec<Option<Uuid>>>,
    pub(super) reply_bodies: Option<Vec<Option<Vec<u8>>>>,
    pub(super) reply_times: Option<Vec<Option<jiff_sqlx::Timestamp>>>,
    pub(super) subjects: Option<Vec<Vec<u8>>>,
    pub(super) tries: Option<Vec<i32>>,
    pub(super) ends_at: Option<Vec<jiff_sqlx::Timestamp>>,
}

impl Row {
    pub(super) fn into_queried(mut self, number: TicketNumber) -> Result<QueriedTicket, Inconsistent> {
        let counts = self.subjects.take().unwrap_or_default().into_iter().zip(self.tries.take().unwrap_or_default());
        let counts = counts.zip(self.ends_at.take().unwrap_or_default());
        let counted = counts.map(|((subject, tries), ends_at)| counted(subject, tries, ends_at)).collect();
        let ticket = if self.id.is_some() { Some(self.into_ticket(number)?) } else { None };
        Ok(QueriedTicket { ticket, counted })
    }

    fn into_ticket(mut self, number: TicketNumber) -> Result<Ticket, Inconsistent> {
        let inconsistent = |column| Inconsistent::new("status.tickets", column, &number);
        let stage = |name: &str, column| name.parse::<Stage>().map_err(|_unknown| inconsistent(column));
        let questions = self.questions();
        let form = self.form.and_then(|form| form.parse::<FormCode>().ok()).and_then(catalogue::by_code);
        let reached = self.timeline_stages.unwrap_or_default();
        let reached = reached
            .iter()
            .zip(self.timeline_times.unwrap_or_default())
            .map(|(name, at)| Ok((stage(name, "timeline_stages")?, at.to_jiff())))
            .collect::<Result<_, Inconsistent>>()?;
        let bodies = self.answer_bodies.unwrap_or_default();
        // The newest comes first.
        let revisions = (1..=i32::try_from(bodies.len()).map_err(|_more| inconsistent("answer_bodies"))?).rev();
        let said = self.answer_times.unwrap_or_default().into_iter().zip(self.answer_turns.unwrap_or_default());
        let answers = revisions.zip(bodies).zip(said);
        let follow_up = self.follow_up_id.zip(self.follow_up_body).zip(self.follow_up_at);
        Ok(Ticket {
            id: self.id.ok_or_else(|| inconsistent("id"))?,
            form: form.ok_or_else(|| inconsistent("form"))?,
            submitted_at: self.submitted_at.ok_or_else(|| inconsistent("submitted_at"))?.to_jiff(),
            answer_due_at: self.answer_due_at.ok_or_else(|| inconsistent("answer_due_at"))?.to_jiff(),
            stage: stage(&self.stage.unwrap_or_default(), "stage")?,
            reached,
            nik_index: self.nik_index.ok_or_else(|| inconsistent("nik_index"))?,
            data_key: self.data_key.ok_or_else(|| inconsistent("data_key"))?,
            content: self.content.ok_or_else(|| inconsistent("content"))?,
            notice_address: self.notice_address,
            documents: serde_json::from_value(self.documents.ok_or_else(|| inconsistent("documents"))?)
                .map_err(|_unreadable| inconsistent("documents"))?,
            answers: answers
                .map(|((revision, body), (at, turn))| SealedAnswer {
                    revision,
                    to_follow_up: turn > 1,
                    body,
                    answered_at: at.to_jiff(),
                })
                .collect(),
            follow_up: follow_up.map(|((id, body), at)| SealedFollowUp { id, body, said_at: at.to_jiff() }),
            questions,
            helped: self.helped,
        })
    }

    /// What officers asked, with the replies.
    fn questions(&mut self) -> Vec<SealedQuestion> {
        let replies = zip(self.reply_ids.take().unwrap_or_default(), self.reply_bodies.take().unwrap_or_default());
        let replies = zip(replies, self.reply_times.take().unwrap_or_default()).map(|((id, body), at)| {
            let said = id.zip(body).zip(at);
            said.map(|((id, body), at)| SealedFollowUp { id, body, said_at: at.to_jiff() })
        });
        let times = zip(self.question_times.take().unwrap_or_default(), self.question_dues.take().unwrap_or_default());
        let sealed = zip(self.question_ids.take().unwrap_or_default(), self.question_bodies.take().unwrap_or_default());
        let asked = zip(zip(sealed, times), zip(self.question_states.take().unwrap_or_default(), replies));
        let question = |(((id, body), (at, due)), (state, reply)): Asked| SealedQuestion {
            id,
            body,
            asked_at: at.to_jiff(),
            due_at: due.to_jiff(),
            state: match state.as_str() {
                "open" => QuestionState::Open,
                "expired" | "handed_over" => QuestionState::Late,
                _ => QuestionState::Closed,
            },
            reply,
        };
        asked.map(question).collect()
    }
}

/// A question and its reply, column by column.
type Asked = (((Uuid, Vec<u8>), (jiff_sqlx::Timestamp, jiff_sqlx::Timestamp)), (String, Option<SealedFollowUp>));
