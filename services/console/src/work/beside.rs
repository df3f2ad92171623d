//! The applicant's account beside a ticket: officers compare its pictures with the documents of the ticket before they
//! approve anything.

use audit::{Action, Subject};
use desk::store::account_commands::{self, AccountCommand};
use desk::store::actors::{self, Names};
use desk::{Caller, Desks, OpenDocument, Refusal, case_of, content, sealed, visible};
use domain::{Content, FormCode, TicketNumber};
use uuid::Uuid;
use vault::{DataKey, Index, Sealed};

use crate::store::accounts::{self, Account, AccountFile};

/// Forms that have to do with the account of the ticket's NIK.
const FORMS: [FormCode; 2] = [FormCode::NIK_TAKEN, FormCode::FORGOT_ANSWER_2];

/// What a ticket's page shows of accounts.
pub(crate) struct Beside {
    /// The account with the ticket's NIK, if there is one.
    pub(crate) account: Option<(Account, Vec<AccountFile>)>,
    /// All five values of the ticket are the account's.
    pub(crate) is_alike: bool,
    /// The ticket's form asks for something that can be approved.
    pub(crate) approvable: bool,
    /// What was approved last.
    pub(crate) command: Option<AccountCommand>,
    /// Who approved it.
    pub(crate) people: Names,
}

/// The account beside a ticket that the caller has just opened; `None` for forms that have nothing to do with accounts.
pub(crate) async fn beside(desks: &Desks, number: TicketNumber, of: &Content) -> Result<Option<Beside>, Refusal> {
    let form = of.form().code;
    if !FORMS.contains(&form) {
        return Ok(None);
    }
    let command = account_commands::newest(&desks.pool, number).await?;
    let people =
        actors::names(&desks.pool, &command.iter().map(|command| command.asked_by).collect::<Vec<_>>()).await?;
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
    Ok(Some(Beside { account, is_alike, approvable: form == FormCode::FORGOT_ANSWER_2, command, people }))
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

/// Approves what the ticket asks for, for the account that stood beside it. Whether it was another one then is for the
/// officer to see: `account` is what the page had.
pub(crate) async fn approve_account(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    account: Uuid,
) -> Result<(), Refusal> {
    let ticket = sealed(&desks.pool, number).await?;
    let of = content(&desks.vault.open_data_key(&ticket.data_key)?, &ticket)?;
    let now = found(desks, &of).await?.filter(|found| found.id == account && !found.is_frozen);
    if of.form().code != FormCode::FORGOT_ANSWER_2 || now.is_none() {
        return Err(Refusal::OtherAccount);
    }
    desk::approve_answer(desks, caller, number, account).await
}

async fn found(desks: &Desks, of: &Content) -> Result<Option<Account>, Refusal> {
    let nik = desks.vault.index(Index::AccountNik, of.nik().expose().as_bytes());
    Ok(accounts::of_nik(&desks.pool, nik.as_bytes()).await?)
}
