//! The FAQ as officers and supervisors work on it. Every writing names the version that its author saw, so nobody's
//! text takes the place of one that its author has not seen. docs/adr/0045

use ::faq::ledger::{self, Standing, Version};
use ::faq::{Entry, EntryFault};
use audit::Action;
use database::Connection;
use desk::store::actors::{self, Names};
use desk::{Caller, Desks, Refusal};
use domain::{Field, TicketNumber};
use uuid::Uuid;

use super::faq_words::{merge_fields, signs};

/// What is wrong with what somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaqFault {
    /// It is no entry.
    Entry(EntryFault),
    /// A merge field of a template: nothing is put in here.
    MergeField(String),
    /// It looks as if it were about somebody, and the author has not said that it is not.
    Personal(Vec<String>),
    /// There are as many entries as there can be.
    TooMany,
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// It is a version of this entry.
    Yes(Uuid),
    /// Nothing is written.
    Faulty(Vec<FaqFault>),
    /// Somebody else wrote a version since. Nothing is written.
    Overtaken,
}

/// What somebody wants to write.
#[derive(Clone, Debug)]
pub(crate) struct Writing {
    /// The entry and its newest version, as its author saw it; `None`: a new entry.
    pub(crate) of: Option<(Uuid, i32)>,
    pub(crate) entry: Entry,
    /// The ticket whose answer it was.
    pub(crate) ticket: Option<TicketNumber>,
    /// The author says that nobody is named in it.
    pub(crate) is_impersonal: bool,
    /// A supervisor lets everybody read it at once.
    pub(crate) publish: bool,
}

/// What a supervisor decides about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Everybody reads the newest version.
    Publish,
    /// Nobody reads the entry any more.
    Withdraw,
    /// The newest version is not wanted.
    Decline,
    /// What this version says becomes the newest one, and everybody reads it.
    GoBack(i32),
}

/// All entries with their newest versions.
pub(crate) async fn faq_entries(desks: &Desks) -> Result<Vec<(Standing, Version)>, Refusal> {
    Ok(ledger::list(&desks.pool).await?)
}

/// An entry with its newest versions, newest first, and who wrote them.
pub(crate) async fn faq_entry(desks: &Desks, id: Uuid) -> Result<Option<(Standing, Vec<Version>, Names)>, Refusal> {
    let Some(standing) = ledger::find(&desks.pool, id).await? else { return Ok(None) };
    let versions = ledger::versions(&desks.pool, id).await?;
    let authors: Vec<Uuid> = versions.iter().filter_map(|version| version.written_by).collect();
    Ok(Some((standing, versions, actors::names(&desks.pool, &authors).await?)))
}

/// Writes a version, and publishes it where that is asked for. Who may do so has been asked before.
pub(crate) async fn write_faq(desks: &Desks, caller: &Caller, writing: Writing) -> Result<Written, Refusal> {
    let name = match writing.ticket {
        Some(number) => applicants_name(desks, caller, number).await?,
        None => String::new(),
    };
    let mut faults: Vec<FaqFault> = merge_fields(&writing.entry).into_iter().map(FaqFault::MergeField).collect();
    let signs = signs(&writing.entry, &name);
    if !writing.is_impersonal && !signs.is_empty() {
        faults.push(FaqFault::Personal(signs));
    }
    let entry = match writing.entry.checked() {
        Ok(entry) if faults.is_empty() => entry,
        checked => {
            let more = checked.err().unwrap_or_default().into_iter().map(FaqFault::Entry);
            return Ok(Written::Faulty(more.chain(faults).collect()));
        }
    };
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let (id, version) = match writing.of {
        None => {
            let id = desks.clock.new_id();
            if !ledger::create(&mut transaction, id, &entry, caller.id(), now).await? {
                return Ok(Written::Faulty(vec![FaqFault::TooMany]));
            }
            (id, 1)
        }
        Some((id, seen)) => {
            let added = ledger::add_version(&mut transaction, (id, seen), &entry, caller.id(), now).await?;
            let Some(version) = added else { return Ok(Written::Overtaken) };
            (id, version)
        }
    };
    note(desks, &mut transaction, caller, "write", (id, version)).await?;
    if writing.publish && ledger::publish(&mut transaction, (id, version), now).await? {
        note(desks, &mut transaction, caller, "publish", (id, version)).await?;
    }
    transaction.commit().await?;
    Ok(Written::Yes(id))
}

/// Decides about an entry whose newest version is `seen`. `false`: there is a newer one, or nothing to decide.
pub(crate) async fn decide_faq(
    desks: &Desks,
    caller: &Caller,
    (id, seen): (Uuid, i32),
    verdict: Verdict,
) -> Result<bool, Refusal> {
    let now = desks.now();
    let mut transaction = desks.pool.begin().await?;
    let (done, what, version) = match verdict {
        Verdict::Publish => (ledger::publish(&mut transaction, (id, seen), now).await?, "publish", seen),
        Verdict::Withdraw => (ledger::withdraw(&mut transaction, (id, seen)).await?, "withdraw", seen),
        Verdict::Decline => (ledger::decline(&mut transaction, (id, seen)).await?, "decline", seen),
        Verdict::GoBack(to) => {
            let Some(old) = ledger::version(&mut *transaction, id, to).await? else { return Ok(false) };
            let added = ledger::add_version(&mut transaction, (id, seen), &old.entry, caller.id(), now).await?;
            let Some(version) = added else { return Ok(false) };
            (ledger::publish(&mut transaction, (id, version), now).await?, "publish", version)
        }
    };
    if done {
        note(desks, &mut transaction, caller, what, (id, version)).await?;
        transaction.commit().await?;
    }
    Ok(done)
}

async fn note(
    desks: &Desks,
    on: &mut Connection,
    caller: &Caller,
    what: &str,
    (id, version): (Uuid, i32),
) -> Result<(), Refusal> {
    let entry = caller.entry(desks.now(), Action::Faq).detail(format!("{what} {id} {version}"));
    Ok(audit::record(on, &entry).await?)
}

/// The answer that a ticket's applicant reads, and the applicant's name. Opening the ticket is in the audit log.
pub(crate) async fn answer_of(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
) -> Result<(String, String), Refusal> {
    let (ticket, _) = desk::open_again(desks, caller, number).await?;
    let answer = ticket.answers.first().map(|answer| answer.text.clone()).unwrap_or_default();
    Ok((answer, name_in(&ticket)))
}

async fn applicants_name(desks: &Desks, caller: &Caller, number: TicketNumber) -> Result<String, Refusal> {
    let (ticket, _) = desk::open_again(desks, caller, number).await?;
    Ok(name_in(&ticket))
}

fn name_in(ticket: &desk::OpenTicket) -> String {
    let name = ticket.content.values().find(|(field, _)| *field == Field::FullName);
    name.map(|(_, name)| name.into_owned()).unwrap_or_default()
}
