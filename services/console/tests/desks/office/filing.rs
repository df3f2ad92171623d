//! Submissions as intake stores them, and their way to a desk.

use std::sync::atomic::Ordering;

use answer::jobs::{Receiver, sweep_guidance};
use bytes::Bytes;
use documents::{Checked, seal_bundle};
use domain::{Content, Desk, DocumentKind, SevenDigits, TicketNumber, answer_due_at, catalogue};
use jiff_sqlx::ToSqlx as _;
use messages::{TicketRouted, VERSION, topology};
use queue::{Handler as _, Incoming, Outcome};
use runtime::Shutdown;
use testing::{Bucket, Person};
use uuid::Uuid;
use vault::{DataKey, Index, Sealed};

use super::{Office, STATUS_BUKAN_PNS};

impl Office {
    /// Files a submission of `slug` as intake stores it, without documents. Each is filed a second after the one
    /// before.
    pub(crate) async fn file(&self, slug: &str) -> TicketRouted {
        self.file_with_key(slug, &[]).await.0
    }

    /// Files a submission with these documents, sealed in one object of the bucket as intake puts it there.
    pub(crate) async fn file_with_documents(&self, bucket: &Bucket, filed: &[(DocumentKind, Checked)]) -> TicketRouted {
        let (ticket, key) = self.file_with_key(STATUS_BUKAN_PNS, &[]).await;
        let (object, stored) = seal_bundle(&key, ticket.ticket_id, filed).unwrap();
        let object_key = format!("submissions/2026-11-21/{}", ticket.ticket_id);
        sqlx::query("UPDATE intake.tickets SET documents = $1, object_key = $2 WHERE id = $3")
            .bind(sqlx::types::Json(&stored))
            .bind(&object_key)
            .bind(ticket.ticket_id)
            .execute(self.owner())
            .await
            .unwrap();
        bucket.store().unwrap().put(&object_key, object).await.unwrap();
        ticket
    }

    /// The ticket, and the key that everything of it is sealed with. `changes` are other values of some fields.
    async fn file_with_key(&self, slug: &str, changes: &[(&str, &str)]) -> (TicketRouted, DataKey) {
        let sequence = self.filed.fetch_add(1, Ordering::Relaxed) + 1;
        let form = catalogue::by_slug(slug).unwrap();
        let person = Person::new(u64::from(sequence));
        let day = self.clock.today_wib();
        let mut fields = person.fields(form);
        fields.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let content = Content::parse(form, &fields, day).unwrap();
        let number = TicketNumber::drawn(form.code, day, SevenDigits::new(sequence).unwrap());
        let id = self.clock.new_id();
        let submitted_at = self.clock.now() + jiff::SignedDuration::from_secs(i64::from(sequence));
        let (key, wrapped) = self.vault.new_data_key().unwrap();
        let sealed = key.seal(&Sealed::Content.of(id), content.to_json().to_string().as_bytes()).unwrap();
        sqlx::query(
            "WITH data_key AS (INSERT INTO keys.tickets (ticket_id, data_key) VALUES ($3, $11))
             INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at,
               region, hints,
                                         nik_index, content, documents)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, '[]')",
        )
        .bind(day.to_sqlx())
        .bind(number.to_string())
        .bind(id)
        .bind(form.code.to_string())
        .bind(Uuid::nil())
        .bind(submitted_at.to_sqlx())
        .bind(answer_due_at(submitted_at).to_sqlx())
        .bind(content.nik().region().to_string())
        .bind(content.hints().iter().map(|hint| hint.as_str()).collect::<Vec<_>>())
        .bind(self.vault.index(Index::Nik, content.nik().expose().as_bytes()).as_bytes().as_slice())
        .bind(wrapped.as_bytes())
        .bind(sealed)
        .execute(self.owner())
        .await
        .unwrap();
        let ticket = TicketRouted {
            version: VERSION,
            event_id: self.clock.new_id(),
            ticket_number: number,
            ticket_id: id,
            form: form.code,
            desk: form.desk.unwrap_or(Desk::BknDataFixes),
            submitted_at,
            answer_due_at: answer_due_at(submitted_at),
            documents: 0,
            transferred: false,
            follow_up: false,
        };
        (ticket, key)
    }

    /// Files a submission and lets it arrive at its desk.
    pub(crate) async fn arrived(&self, slug: &str) -> TicketNumber {
        self.arrived_saying(slug, &[]).await
    }

    /// As [`Office::arrived`], with other values in some fields.
    pub(crate) async fn arrived_saying(&self, slug: &str, changes: &[(&str, &str)]) -> TicketNumber {
        let (ticket, _) = self.file_with_key(slug, changes).await;
        assert_eq!(self.receive(ticket.desk, std::slice::from_ref(&ticket)).await, [Outcome::Done]);
        ticket.ticket_number
    }

    /// Delivers messages to a desk's consumer.
    pub(crate) async fn receive(&self, desk: Desk, tickets: &[TicketRouted]) -> Vec<Outcome> {
        let batch = tickets
            .iter()
            .map(|ticket| incoming(desk, ticket.event_id, &serde_json::to_vec(ticket).unwrap()))
            .collect();
        self.deliver(desk, batch).await
    }

    /// Delivers any messages, counted in the inbox as the consumer loop does.
    pub(crate) async fn deliver(&self, desk: Desk, batch: Vec<Incoming>) -> Vec<Outcome> {
        let inbox = database::Inbox::new(self.owner().clone(), database::Schema::Desk);
        let ids: Vec<Uuid> = batch.iter().map(|message| message.event_id).collect();
        inbox.begin(topology::desk_queue(desk), &ids).await.unwrap();
        Receiver::new(self.answer.clone(), desk).handle(batch).await
    }

    /// Lets the guidance responder look for what was left.
    pub(crate) async fn sweep_guidance(&self) {
        sweep_guidance(&self.answer, &Shutdown::new()).await.unwrap();
    }
}

/// A delivery to a desk.
pub(crate) fn incoming(desk: Desk, event_id: Uuid, body: &[u8]) -> Incoming {
    Incoming {
        event_id,
        queue: topology::desk_queue(desk),
        attempt: 1,
        sender: None,
        traceparent: None,
        body: Bytes::copy_from_slice(body),
        span: tracing::Span::none(),
    }
}
