//! The applicant's account beside a ticket: officers compare its pictures with the documents of the ticket before they
//! approve anything.

use audit::{Action, Subject};
use desk::store::account_commands::{self, AccountCommand};
use desk::store::actors::{self, Names};
use desk::{Caller, Desks, OpenDocument, Refusal, case_of, content, sealed, visible};
use domain::{Content, FormCode, TicketNumber};
use uuid::Uuid;
use vault::{DataKey, Index, Sealed};

use crate::store::accounts::{self, Account, AccountFile, Complaint};

/// Forms that have to do with the account of the ticket's NIK.
pub(super) const FORMS: [FormCode; 2] = [FormCode::NIK_TAKEN, FormCode::FORGOT_ANSWER_2];

/// What a ticket's page shows of accounts.
pub(crate) struct Beside {
    /// The ticket complains about the account; else it asks for an answer.
    pub(crate) complains: bool,
    /// The account with the ticket's NIK, if there is one.
    pub(crate) account: Option<(Account, Vec<AccountFile>)>,
    /// All five values of the ticket are the account's.
    pub(crate) is_alike: bool,
    /// The complaints of this NIK, the newest first.
    pub(crate) complaints: Vec<Complaint>,
    /// What was decided last.
    pub(crate) command: Option<AccountCommand>,
    /// Who decided.
    pub(crate) people: Names,
}

impl Beside {
    /// The complaint for which the account is frozen.
    pub(crate) fn open_complaint(&self) -> Option<&Complaint> {
        let (account, _) = self.account.as_ref()?;
        open_complaint(&self.complaints, account)
    }

    /// The account's NIK had a complaint in its period already.
    pub(crate) fn complained_before(&self) -> bool {
        self.account.as_ref().is_some_and(|(account, _)| complained_before(&self.complaints, account))
    }
}

/// The account beside a ticket that the caller has just opened; `None` for forms that have nothing to do with accounts.
pub(crate) async fn beside(desks: &Desks, number: TicketNumber, of: &Content) -> Result<Option<Beside>, Refusal> {
    let form = of.form().code;
    if !FORMS.contains(&form) {
        return Ok(None);
    }
    let command = account_commands::newest(&desks.pool, number).await?;
    let complaints = complaints(desks, of).await?;
    let decided = complaints.iter().flat_map(|one| [Some(one.frozen_by), one.removal.map(|(by, _)| by)]).flatten();
    let people: Vec<Uuid> = command.iter().map(|command| command.asked_by).chain(decided).collect();
    let people = actors::names(&desks.pool, &people).await?;
    let account = match found(desks, of).await? {
        Some(account) => {
            let files = accounts::files(&desks.pool, account.id).await?;
            Some((account, files))
        }
        None => None,
    };
    let told = of.compared_identity();
    let told = told.map(|told| desks.vault.index(Index::AccountIdentity, told.as_bytes()).as_bytes().to_vec());
    let is_alike = account.as_ref().is_some_and(|(account, _)| Some(&account.identity_index) == told.as_ref());
    Ok(Some(Beside { complains: form == FormCode::NIK_TAKEN, account, is_alike, complaints, command, people }))
}

/// Opens a picture of that account. The audit entry commits before anything is fetched.
pub(crate) async fn open_account_file(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    kind: &str,
) -> Result<OpenDocument, Refusal> {
    let case = visible(case_of(desks, number).await?, caller)?;
    let ticket = sealed(&desks.pool, number).await?;
    let of = content(&desks.vault.open_data_key(&ticket.data_key)?, &ticket)?;
    if !FORMS.contains(&of.form().code) {
        return Err(Refusal::UnknownDocument);
    }
    let account = found(desks, &of).await?.ok_or(Refusal::UnknownDocument)?;
    let files = accounts::files(&desks.pool, account.id).await?;
    let file = files.into_iter().find(|file| file.kind == kind).ok_or(Refusal::UnknownDocument)?;
    let entry = caller.entry(desks.now(), Action::ReadAccountFile).ticket(number, case.desk).detail(&*file.kind);
    audit::record(&desks.pool, &entry.about(Subject::Applicant(account.id))).await?;
    let key = desks.vault.open_data_key(&account.data_key)?;
    let bytes = fetched(desks, (account.id, &key), &file).await?;
    Ok(OpenDocument { media_type: file.media_type, bytes })
}

async fn fetched(desks: &Desks, (account, key): (Uuid, &DataKey), file: &AccountFile) -> Result<Vec<u8>, Refusal> {
    let length = usize::try_from(file.size).unwrap_or(0).saturating_add(DataKey::OVERHEAD);
    let place = format!("accounts/{}/{}", account.hyphenated(), file.id.hyphenated());
    let sealed = desks.documents.get_range(&place, 0, u64::try_from(length).unwrap_or(u64::MAX)).await?;
    Ok(key.open(&Sealed::AccountFile(file.id).of(account), &sealed)?)
}

/// The account of the ticket's NIK: the one that its owner signs in to.
pub(super) async fn found(desks: &Desks, of: &Content) -> Result<Option<Account>, Refusal> {
    let nik = desks.vault.index(Index::AccountNik, of.nik().expose().as_bytes());
    Ok(accounts::of_nik(&desks.pool, nik.as_bytes()).await?)
}

/// The complaints of the ticket's NIK, the newest first.
pub(super) async fn complaints(desks: &Desks, of: &Content) -> Result<Vec<Complaint>, Refusal> {
    let nik = desks.vault.index(Index::AccountNik, of.nik().expose().as_bytes());
    Ok(accounts::complaints(&desks.pool, nik.as_bytes()).await?)
}

/// The one of these for which the account is frozen.
pub(super) fn open_complaint<'a>(complaints: &'a [Complaint], account: &Account) -> Option<&'a Complaint> {
    complaints.iter().find(|one| one.account == Some(account.id) && one.ended_at.is_none())
}

/// Whether one of these was about the account's period.
pub(super) fn complained_before(complaints: &[Complaint], account: &Account) -> bool {
    complaints.iter().any(|one| one.period_id == account.period_id)
}
