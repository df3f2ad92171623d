//! Compares the claims with the database, with the page that documents it, and with the effects of erasing and
//! rewrapping.

use std::collections::BTreeSet;

use database::claims::{Erased, Holds, suspects};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use testing::Database;
use vault::{Vault, VaultConfig, random_key};

use super::super::rewrap;
use super::*;

#[tokio::test]
async fn every_column_with_a_key_something_sealed_or_an_index_is_claimed() -> Result<()> {
    let database = Database::create().await?;
    let found = suspects(database.owner()).await?;
    let found: BTreeSet<String> = found.into_iter().map(|(table, column)| format!("{table}.{column}")).collect();
    let claims = all();
    let claimed: Vec<String> = claims
        .iter()
        .flat_map(|claim| claim.columns.iter().map(|(column, _)| format!("{}.{column}", claim.table)))
        .collect();
    assert_eq!(claimed.iter().cloned().collect::<BTreeSet<_>>(), found, "left: the claims; right: the database");
    assert_eq!(claimed.len(), found.len(), "each column has one owner");
    Ok(())
}

#[test]
fn the_data_model_says_of_every_table_what_is_claimed_of_it() -> Result<()> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-model.md"))?;
    let mut wrong = Vec::new();
    for claim in all() {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", claim.table)));
        let cells: Vec<&str> = row.unwrap_or_default().split(" | ").collect();
        let [_, _, personal, .., erased, rewrapped] = cells.as_slice() else {
            wrong.push(format!("{} has no row", claim.table));
            continue;
        };
        let says = [
            ("sealed", claim.holds(Holds::Sealed) || claim.holds(Holds::DataKey), personal.contains("sealed")),
            ("blind index", claim.holds(Holds::BlindIndex), personal.contains("blind index")),
            ("erased", matches!(claim.erased, Erased::WithTicket(_)), erased.contains("erase")),
            ("rewrapped", claim.holds(Holds::DataKey), rewrapped.contains("rewrap")),
        ];
        for (what, here, there) in says.into_iter().filter(|(_, here, there)| here != there) {
            wrong.push(format!("{}: {what} is {here} here and {there} in the page", claim.table));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn what_a_key_seals_goes_with_its_ticket_unless_it_is_an_accounts() {
    for claim in all() {
        let of_an_account = matches!(claim.erased, Erased::Not("an officer's" | "an account's"));
        let sealed = claim.holds(Holds::Sealed) || claim.holds(Holds::DataKey);
        assert!(!sealed || of_an_account || matches!(claim.erased, Erased::WithTicket(_)), "{claim:?}");
    }
}

#[tokio::test]
async fn every_data_key_that_is_claimed_is_wrapped_anew() -> Result<()> {
    let database = Database::create().await?;
    let key = |id: &str| Ok::<_, anyhow::Error>(format!("{id}:{}", random_key()?.expose_secret()));
    let (old, new) = (key("lama")?, key("baru")?);
    let vault = |keys: &[&str]| {
        let index = random_key()?;
        anyhow::Ok(Vault::new(&VaultConfig::new(SecretString::from(keys.join(",")), index))?)
    };
    let (before, after) = (vault(&[&old])?, vault(&[&new, &old])?);
    let tables: Vec<&str> =
        all().into_iter().filter(|claim| claim.holds(Holds::DataKey)).map(|claim| claim.table).collect();
    for table in &tables {
        // Gives each table the columns that no row may lack.
        let row = match *table {
            "keys.tickets" => "INSERT INTO keys.tickets (ticket_id, data_key) VALUES (gen_random_uuid(), $1)",
            "keys.accounts" => "INSERT INTO keys.accounts (account_id, data_key) VALUES (gen_random_uuid(), $1)",
            "desk.officers" => {
                "INSERT INTO desk.officers (id, name, nip_index, data_key, nip, roles, desks, created_at)
                 VALUES (gen_random_uuid(), 'Uji', sha256('uji'), $1, 'x', '{officer}', '{}', now())"
            }
            other => panic!("this test does not know how a row of {other} is made"),
        };
        let (_key, wrapped) = before.new_data_key()?;
        database.execute_with(row, wrapped.as_bytes()).await?;
    }
    let count = u64::try_from(tables.len())?;
    let walked = rewrap::walk(&after, database.owner()).await?;
    assert_eq!((walked.rewrapped, walked.seen), (count, count), "{tables:?}");
    let again = rewrap::walk(&after, database.owner()).await?;
    assert_eq!((again.rewrapped, again.seen), (0, count), "nothing is left to do");
    Ok(())
}

#[tokio::test]
async fn of_an_erased_ticket_nothing_is_left_in_any_table_that_is_claimed() -> Result<()> {
    let database = Database::create().await?;
    let number: TicketNumber = "662026112100001".parse()?;
    database.execute(FILLED).await?;
    let mut transaction = database.owner().begin().await?;
    let claimed: Vec<&str> = all()
        .into_iter()
        .filter(|claim| matches!(claim.erased, Erased::WithTicket(_)))
        .map(|claim| claim.table)
        .collect();
    let left: Vec<&str> = left_of(&mut transaction, number).await?.iter().map(|claim| claim.table).collect();
    assert_eq!(left, claimed, "before: every table holds something of it");
    let refused = nothing_left(&mut transaction, number).await.expect_err("a ticket that is there");
    assert!(refused.to_string().contains("desk.notes (body)"), "{refused}");
    assert!(intake::operator::erase::erase(&mut *transaction, number, Timestamp::UNIX_EPOCH).await?);
    nothing_left(&mut transaction, number).await?;
    transaction.commit().await?;
    assert_eq!(database.count("SELECT count(*) FROM desk.clusters").await?, 0, "nor of its cluster");
    Ok(())
}

/// One ticket with something in every table that may hold something of a ticket.
const FILLED: &str = "
    INSERT INTO intake.tickets (submitted_on, number, id, form, channel_id, submitted_at, answer_due_at, region,
                                nik_index, person_index, content, documents, follows)
    VALUES ('2026-11-21', '662026112100001', '00000000-0000-0000-0000-000000000001', '66', gen_random_uuid(), now(),
            now(), '317401', 'x', 'x', 'x', '[1]', '');
    INSERT INTO keys.tickets (ticket_id, data_key) VALUES ('00000000-0000-0000-0000-000000000001', 'x');
    INSERT INTO notify.letters (id, kind, submitted_on, ticket_number, requested_at, expires_at, due_at)
    VALUES (gen_random_uuid(), 'ticket_answered', '2026-11-21', '662026112100001', now(), now(), now());
    INSERT INTO intake.idempotency_keys (key_hash, content_index, ticket_number)
      VALUES ('x', 'x', '662026112100001');
    INSERT INTO intake.notice_addresses (ticket_number, address) VALUES ('662026112100001', 'x');
    INSERT INTO desk.clusters (id, form, list, mark, founded_at)
    VALUES ('00000000-0000-0000-0000-000000000002', '66', 'cities', 'x', now());
    INSERT INTO desk.cases (ticket_number, submitted_on, ticket_id, form, desk, stage, submitted_at, answer_due_at,
                            region, cluster_id)
    VALUES ('662026112100001', '2026-11-21', '00000000-0000-0000-0000-000000000001', '66', 'bkn.data-fixes',
            'received', now(), now(), '317401', '00000000-0000-0000-0000-000000000002');
    INSERT INTO desk.answers (ticket_number, revision, body, desk, answered_at)
    VALUES ('662026112100001', 1, 'x', 'bkn.data-fixes', now());
    INSERT INTO desk.entries (id, ticket_number, kind, body, said_at)
    VALUES (gen_random_uuid(), '662026112100001', 'follow_up', 'x', now());
    INSERT INTO desk.transfers (event_id, ticket_number, from_desk, to_desk, reason, transferred_by, transferred_at)
    VALUES (gen_random_uuid(), '662026112100001', 'a', 'b', 'x', gen_random_uuid(), now());
    INSERT INTO desk.names (mark, ticket_number) VALUES ('x', '662026112100001');
    INSERT INTO desk.notes (id, ticket_number, body, written_by, written_at)
    VALUES (gen_random_uuid(), '662026112100001', 'x', gen_random_uuid(), now());
    INSERT INTO desk.drafts (ticket_number, officer_id, body, saved_at)
    VALUES ('662026112100001', gen_random_uuid(), 'x', now());
    INSERT INTO desk.texts (ticket_number, id, body, posted_by, posted_at)
    VALUES ('662026112100001', gen_random_uuid(), 'x', gen_random_uuid(), now());";
