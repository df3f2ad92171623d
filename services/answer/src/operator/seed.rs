//! `helpdesk seed`: cases of people who do not exist, with their way and answers, as the desks would have written them.

use database::{Connection, Pool};
use domain::{Desk, Stage, TicketNumber};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// One case.
pub struct NewCase {
    /// The ticket's number, which tells its form and day.
    pub number: TicketNumber,
    /// The ticket's id.
    pub ticket_id: Uuid,
    /// Where it lies.
    pub desk: Desk,
    /// Whether the job that puts tickets into clusters is to look at it.
    pub to_cluster: bool,
    /// When it was filed.
    pub submitted_at: Timestamp,
    /// Until when an answer is promised.
    pub answer_due_at: Timestamp,
    /// When it came to its desk.
    pub received_at: Timestamp,
    /// First six digits of the NIK.
    pub region: String,
    /// When it was answered, and the sealed answer.
    pub answer: Option<(Timestamp, Vec<u8>)>,
}

/// Cases to be written, column by column.
#[derive(Default)]
pub struct Batch {
    days: Vec<jiff_sqlx::Date>,
    numbers: Vec<String>,
    ids: Vec<Uuid>,
    forms: Vec<String>,
    desks: Vec<String>,
    stages: Vec<String>,
    to_cluster: Vec<bool>,
    submitted_at: Vec<jiff_sqlx::Timestamp>,
    due_at: Vec<jiff_sqlx::Timestamp>,
    received_at: Vec<jiff_sqlx::Timestamp>,
    regions: Vec<String>,
    answered_at: Vec<Option<jiff_sqlx::Timestamp>>,
    answers: Vec<Option<Vec<u8>>>,
}

impl Batch {
    /// Adds one.
    pub fn add(&mut self, case: NewCase) {
        let stage = if case.answer.is_some() { Stage::Answered } else { Stage::Received };
        let (answered_at, answer) = case.answer.unzip();
        self.days.push(case.number.day().to_sqlx());
        self.numbers.push(case.number.to_string());
        self.ids.push(case.ticket_id);
        self.forms.push(case.number.form().to_string());
        self.desks.push(case.desk.to_string());
        self.stages.push(stage.to_string());
        self.to_cluster.push(case.to_cluster);
        self.submitted_at.push(case.submitted_at.to_sqlx());
        self.due_at.push(case.answer_due_at.to_sqlx());
        self.received_at.push(case.received_at.to_sqlx());
        self.regions.push(case.region);
        self.answered_at.push(answered_at.map(jiff_sqlx::ToSqlx::to_sqlx));
        self.answers.push(answer);
    }

    /// Writes all of them.
    ///
    /// # Errors
    /// When the database is away or refuses.
    pub async fn write(&self, on: &mut Connection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, \
            answer_due_at, region, to_cluster)
             SELECT * FROM unnest($1::text[], $2::date[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                                  $9::text[], $10::boolean[])",
            &self.numbers,
            &self.days as _,
            &self.ids,
            &self.forms,
            &self.desks,
            &self.stages,
            &self.submitted_at as _,
            &self.due_at as _,
            &self.regions,
            &self.to_cluster,
        )
        .execute(&mut *on)
        .await?;
        sqlx::query!(
            "INSERT INTO desk.timeline (ticket_number, stage, desk, at)
             SELECT number, step.stage, desk, step.at
               FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) AS t (number, desk,
                 received_at, answered_at)
              CROSS JOIN LATERAL (VALUES ('received', received_at), ('answered', answered_at)) AS step (stage, at)
              WHERE step.at IS NOT NULL",
            &self.numbers,
            &self.desks,
            &self.received_at as _,
            &self.answered_at as _,
        )
        .execute(&mut *on)
        .await?;
        sqlx::query!(
            "INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at)
             SELECT number, 1, body, desk, answered_at
               FROM unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[]) AS t (number, desk, body,
                 answered_at) WHERE body IS NOT NULL",
            &self.numbers,
            &self.desks,
            &self.answers as _,
            &self.answered_at as _,
        )
        .execute(on)
        .await
        .map(drop)
    }
}

/// Lets the hours be counted anew, with these, and PostgreSQL know how many rows there are now.
///
/// # Errors
/// When the database is away or refuses.
pub async fn settle(pool: &Pool) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM desk.hours").execute(pool).await?;
    sqlx::query("ANALYZE desk.cases, desk.answers, desk.timeline").execute(pool).await.map(drop)
}
