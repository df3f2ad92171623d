//! Every column that holds a data key, something sealed, or a keyed hash: what becomes of it when a ticket is erased,
//! and which of them `helpdesk rewrap` wraps anew. `helpdesk erase` asks this list whether anything is left before it
//! commits; a test walks the database's catalogue and fails on a column that nobody claims.

use std::fmt;

use anyhow::{Result, ensure};
use database::Transaction;
use domain::TicketNumber;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A wrapped data key.
    DataKey,
    /// Something that a data key seals.
    Sealed,
    /// A keyed hash that tells whether two are the same person or text.
    BlindIndex,
    /// A hash of a secret, or of what is counted: nothing of a ticket.
    Hash,
    /// JSON that says where sealed things lie, or carries ids and times.
    Json,
}

/// What becomes of the columns when a ticket is erased.
#[derive(Clone, Copy, Debug)]
pub(super) enum Erased {
    /// They are emptied or go. The query counts rows that still hold something of the ticket with the number `$1`.
    WithTicket(&'static str),
    /// They are no ticket's, or go by themselves; why.
    Not(#[cfg_attr(not(test), expect(dead_code, reason = "it is said for whoever reads the list"))] &'static str),
}

/// The columns of one table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) table: &'static str,
    pub(super) columns: &'static [(&'static str, Holds)],
    pub(super) erased: Erased,
}

const fn held(table: &'static str, columns: &'static [(&'static str, Holds)], erased: Erased) -> Held {
    Held { table, columns, erased }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.columns.iter().map(|(column, _)| *column).collect();
        write!(f, "{} ({})", self.table, names.join(", "))
    }
}

/// All of them, by table.
pub(super) const ALL: &[Held] = &[
    held(
        "audit.chain",
        &[("hash", Holds::Hash)],
        Erased::Not("hashes of entries, which name tickets and nothing of them"),
    ),
    held("desk.activations", &[("code_hash", Holds::Hash)], Erased::Not("an officer's")),
    held(
        "desk.answers",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.answers WHERE ticket_number = $1 AND body <> ''"),
    ),
    held(
        "desk.clusters",
        &[("mark", Holds::BlindIndex), ("minima", Holds::BlindIndex), ("bands", Holds::BlindIndex)],
        Erased::WithTicket(
            "SELECT count(*) FROM desk.cases
              WHERE ticket_number = $1 AND (cluster_id IS NOT NULL OR to_cluster OR region <> '000000')",
        ),
    ),
    held(
        "desk.drafts",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.drafts WHERE ticket_number = $1"),
    ),
    held(
        "desk.failed_sign_ins",
        &[("subject", Holds::BlindIndex)],
        Erased::Not("an officer's, a device's or a network's"),
    ),
    held("desk.known_devices", &[("secret_hash", Holds::Hash)], Erased::Not("an officer's")),
    held(
        "desk.notes",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.notes WHERE ticket_number = $1"),
    ),
    held(
        "desk.officers",
        &[
            ("data_key", Holds::DataKey),
            ("nip", Holds::Sealed),
            ("nip_index", Holds::BlindIndex),
            ("totp_secret", Holds::Sealed),
        ],
        Erased::Not("an officer's"),
    ),
    held("desk.outbox", &[("body", Holds::Json)], Erased::Not("ids, times and routing facts, until they are sent")),
    held("desk.recovery_codes", &[("code_hash", Holds::Hash)], Erased::Not("an officer's")),
    held(
        "desk.sessions",
        &[("secret_hash", Holds::Hash), ("offered_secret", Holds::Sealed)],
        Erased::Not("an officer's"),
    ),
    held(
        "desk.texts",
        &[("body", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.texts WHERE ticket_number = $1"),
    ),
    held("desk.tokens", &[("token_hash", Holds::Hash)], Erased::Not("an agency's or a tool's")),
    held(
        "desk.transfers",
        &[("reason", Holds::Sealed)],
        Erased::WithTicket("SELECT count(*) FROM desk.transfers WHERE ticket_number = $1 AND reason <> ''"),
    ),
    held("intake.channel_tokens", &[("token_hash", Holds::Hash)], Erased::Not("a channel's")),
    held(
        "intake.filings",
        &[("subject", Holds::BlindIndex)],
        Erased::Not("a count by network and NIK that goes when its day is over"),
    ),
    held(
        "intake.idempotency_keys",
        &[("key_hash", Holds::Hash), ("content_index", Holds::BlindIndex)],
        Erased::WithTicket("SELECT count(*) FROM intake.idempotency_keys WHERE ticket_number = $1"),
    ),
    held("intake.outbox", &[("body", Holds::Json)], Erased::Not("ids, times and routing facts, until they are sent")),
    held(
        "intake.spent_captchas",
        &[("told", Holds::BlindIndex)],
        Erased::Not("who was told of an open ticket, until the challenge is forgotten within hours"),
    ),
    held(
        "intake.tickets",
        &[
            ("content", Holds::Sealed),
            ("nik_index", Holds::BlindIndex),
            ("person_index", Holds::BlindIndex),
            ("documents", Holds::Json),
        ],
        Erased::WithTicket(
            "SELECT count(*) FROM intake.tickets
              WHERE submitted_on = to_date(substr($1, 3, 8), 'YYYYMMDD') AND number = $1
                AND (content IS NOT NULL OR nik_index IS NOT NULL OR person_index IS NOT NULL OR follows IS NOT NULL
                     OR documents <> '[]' OR hints <> '{}' OR region <> '000000')",
        ),
    ),
    held(
        "keys.tickets",
        &[("data_key", Holds::DataKey)],
        Erased::WithTicket(
            "SELECT count(*) FROM keys.tickets k JOIN intake.tickets t ON t.id = k.ticket_id
              WHERE t.submitted_on = to_date(substr($1, 3, 8), 'YYYYMMDD') AND t.number = $1",
        ),
    ),
    held(
        "status.wrong_tries",
        &[("subject", Holds::BlindIndex)],
        Erased::Not("a count of wrong lookups that goes within an hour and a half"),
    ),
];

/// Makes sure that nothing of the ticket is left in any table, as this transaction sees them.
pub(super) async fn nothing_left(transaction: &mut Transaction, number: TicketNumber) -> Result<()> {
    let left = left_of(transaction, number).await?;
    let told: Vec<String> = left.iter().map(ToString::to_string).collect();
    ensure!(left.is_empty(), "ticket {number} was not erased: something of it would be left in {}", told.join(", "));
    Ok(())
}

/// The tables in which something of the ticket is left.
async fn left_of(transaction: &mut Transaction, number: TicketNumber) -> Result<Vec<&'static Held>> {
    let mut left = Vec::new();
    for held in ALL {
        let Erased::WithTicket(count) = held.erased else { continue };
        let rows: i64 = sqlx::query_scalar(count).bind(number.to_string()).fetch_one(&mut **transaction).await?;
        if rows > 0 {
            left.push(held);
        }
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use database::Pool;
    use testing::Database;

    use super::super::rewrap::DATA_KEYS;
    use super::*;

    /// What may hold a key, something sealed or an index: bytes, JSON and lists of numbers, and whatever is called so.
    const SUSPECTS: &str = "
        SELECT n.nspname || '.' || c.relname, a.attname::text
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
           AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
           AND (a.atttypid IN ('bytea'::regtype, 'bytea[]'::regtype, 'jsonb'::regtype, 'json'::regtype,
             'bigint[]'::regtype)
                OR a.attname ~ '(_index|_hash|_key|secret|sealed)$' AND a.atttypid <> 'text'::regtype)";

    #[tokio::test]
    async fn every_column_with_a_key_something_sealed_or_an_index_is_claimed() -> Result<()> {
        let database = Database::create().await?;
        let found: Vec<(String, String)> = sqlx::query_as(SUSPECTS).fetch_all(database.owner()).await?;
        let found: BTreeSet<String> = found.into_iter().map(|(table, column)| format!("{table}.{column}")).collect();
        let all = ALL.iter().flat_map(|held| held.columns.iter().map(|(column, _)| format!("{}.{column}", held.table)));
        assert_eq!(all.collect::<BTreeSet<_>>(), found, "left: the list here; right: the database");
        Ok(())
    }

    #[test]
    fn the_data_model_says_of_every_table_what_is_claimed_of_it() -> Result<()> {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-model.md"))?;
        let mut wrong = Vec::new();
        for held in ALL {
            let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", held.table)));
            let cells: Vec<&str> = row.unwrap_or_default().split(" | ").collect();
            let [_, _, personal, .., erased, rewrapped] = cells.as_slice() else {
                wrong.push(format!("{} has no row", held.table));
                continue;
            };
            let holds = |what| held.columns.iter().any(|(_, holds)| *holds == what);
            let says = [
                ("sealed", holds(Holds::Sealed) || holds(Holds::DataKey), personal.contains("sealed")),
                ("blind index", holds(Holds::BlindIndex), personal.contains("blind index")),
                ("erased", matches!(held.erased, Erased::WithTicket(_)), erased.contains("erase")),
                ("rewrapped", holds(Holds::DataKey), rewrapped.contains("rewrap")),
            ];
            for (what, here, there) in says.into_iter().filter(|(_, here, there)| here != there) {
                wrong.push(format!("{}: {what} is {here} here and {there} in the page", held.table));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }

    #[test]
    fn every_data_key_is_wrapped_anew_and_what_it_seals_goes_with_its_ticket() {
        let claimed: BTreeSet<&str> = ALL
            .iter()
            .filter(|held| held.columns.iter().any(|(_, holds)| *holds == Holds::DataKey))
            .map(|held| held.table)
            .collect();
        assert_eq!(claimed, DATA_KEYS.iter().map(|keys| keys.table).collect());
        for held in ALL {
            let of_an_officer = matches!(held.erased, Erased::Not("an officer's"));
            let sealed = held.columns.iter().any(|(_, holds)| matches!(holds, Holds::Sealed | Holds::DataKey));
            assert!(!sealed || of_an_officer || matches!(held.erased, Erased::WithTicket(_)), "{held:?}");
        }
    }

    #[tokio::test]
    async fn of_an_erased_ticket_nothing_is_left_in_any_table_that_is_claimed() -> Result<()> {
        let database = Database::create().await?;
        let number: TicketNumber = "662026112100001".parse()?;
        sqlx::raw_sql(FILLED).execute(database.owner()).await?;
        let mut transaction = database.owner().begin().await?;
        let claimed: Vec<&str> =
            ALL.iter().filter(|held| matches!(held.erased, Erased::WithTicket(_))).map(|held| held.table).collect();
        let left: Vec<&str> = left_of(&mut transaction, number).await?.iter().map(|held| held.table).collect();
        assert_eq!(left, claimed, "before: every table holds something of it");
        let refused = nothing_left(&mut transaction, number).await.expect_err("a ticket that is there");
        assert!(refused.to_string().contains("desk.notes (body)"), "{refused}");
        sqlx::query("SELECT retention.erase_ticket('2026-11-21', '662026112100001', now())")
            .execute(&mut *transaction)
            .await?;
        nothing_left(&mut transaction, number).await?;
        transaction.commit().await?;
        assert_eq!(rows(database.owner(), "SELECT count(*) FROM desk.clusters").await?, 0, "nor of its cluster");
        Ok(())
    }

    async fn rows(pool: &Pool, count: &'static str) -> Result<i64> {
        Ok(sqlx::query_scalar(count).fetch_one(pool).await?)
    }

    /// One ticket with something in every table that may hold something of it.
    const FILLED: &str = "
        INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region,
                                    nik_index, person_index, content, documents, follows)
        VALUES ('2026-11-21', '662026112100001', '00000000-0000-0000-0000-000000000001', '66', gen_random_uuid(), now(),
                now(), '317401', 'x', 'x', 'x', '[1]', '');
        INSERT INTO keys.tickets VALUES ('00000000-0000-0000-0000-000000000001', 'x');
        INSERT INTO intake.idempotency_keys (key_hash, content_index, ticket_number)
          VALUES ('x', 'x', '662026112100001');
        INSERT INTO desk.clusters (id, form, list, mark, founded_at)
        VALUES ('00000000-0000-0000-0000-000000000002', '66', 'cities', 'x', now());
        INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, answer_due_at,
                                region, cluster_id)
        VALUES ('662026112100001', '2026-11-21', '00000000-0000-0000-0000-000000000001', '66', 'bkn.data-fixes',
                'received', now(), now(), '317401', '00000000-0000-0000-0000-000000000002');
        INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at)
        VALUES ('662026112100001', 1, 'x', 'bkn.data-fixes', now());
        INSERT INTO desk.transfers (event_id, ticket_number, from_desk, to_desk, reason, transferred_by, transferred_at)
        VALUES (gen_random_uuid(), '662026112100001', 'a', 'b', 'x', gen_random_uuid(), now());
        INSERT INTO desk.notes VALUES (gen_random_uuid(), '662026112100001', 'x', gen_random_uuid(), now());
        INSERT INTO desk.drafts VALUES ('662026112100001', gen_random_uuid(), 'x', now());
        INSERT INTO desk.texts (ticket_number, id, body, posted_by, posted_at)
        VALUES ('662026112100001', gen_random_uuid(), 'x', gen_random_uuid(), now());";
}
