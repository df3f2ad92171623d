//! What officers decide about the account beside a ticket. Whether it is another account by now is for the officer to
//! see: `account` is what the page had.

use desk::{Ask, Caller, Desks, Refusal, case_of, content, sealed, visible};
use domain::{Content, FormCode, TicketNumber, complaint};
use messages::CommandKind;
use uuid::Uuid;

use crate::texts::Decline;

use super::beside::{complained_before, complaints, found, open_complaint};

/// Approves what the ticket asks for: an answer that counts once (form 06), or that the account is frozen (form 02).
/// About a second complaint of a NIK in a period a supervisor decides. Returns which of them.
pub(crate) async fn approve_account(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    account: Uuid,
) -> Result<CommandKind, Refusal> {
    let case = visible(case_of(desks, number).await?, caller)?;
    let of = opened(desks, number).await?;
    let found = found(desks, &of).await?.filter(|found| found.id == account).ok_or(Refusal::OtherAccount)?;
    let kind = match of.form().code {
        FormCode::FORGOT_ANSWER_2 if !found.is_frozen => CommandKind::Answer,
        FormCode::NIK_TAKEN => {
            let complaints = complaints(desks, &of).await?;
            if open_complaint(&complaints, &found).is_some() {
                return Err(Refusal::OtherAccount);
            }
            if found.closes_at <= desks.now() {
                return Err(Refusal::PeriodClosed);
            }
            if complained_before(&complaints, &found) && !caller.may_supervise(case.desk) {
                return Err(Refusal::SecondComplaint);
            }
            CommandKind::Freeze
        }
        _ => return Err(Refusal::OtherAccount),
    };
    desk::approve(desks, caller, number, Ask { kind, account, expected_at: None }).await?;
    Ok(kind)
}

/// A second officer confirms that the account that the ticket froze is removed.
pub(crate) async fn confirm_removal(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    account: Uuid,
) -> Result<(), Refusal> {
    let of = opened(desks, number).await?;
    let found = found(desks, &of).await?.filter(|found| found.id == account).ok_or(Refusal::OtherAccount)?;
    let complaints = complaints(desks, &of).await?;
    let complaint = open_complaint(&complaints, &found).ok_or(Refusal::OtherAccount)?;
    let now = desks.now();
    let removed_from = complaint::removed_from(complaint.frozen_at, now, found.closes_at);
    let removed_from = removed_from.ok_or(Refusal::PeriodClosed)?;
    let ask = Ask { kind: CommandKind::Remove, account, expected_at: Some(removed_from).filter(|at| *at > now) };
    desk::decide_again(desks, caller, number, ask).await
}

/// A second officer has the account released that the ticket froze.
pub(crate) async fn lift_freeze(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    account: Uuid,
) -> Result<(), Refusal> {
    let ask = Ask { kind: CommandKind::Lift, account, expected_at: None };
    desk::decide_again(desks, caller, number, ask).await
}

/// What the applicant reads whose request is declined for this reason, as a beginning.
pub(crate) async fn decline_text(
    desks: &Desks,
    caller: &Caller,
    number: TicketNumber,
    reason: Decline,
) -> Result<&'static str, Refusal> {
    visible(case_of(desks, number).await?, caller)?;
    let complains = opened(desks, number).await?.form().code == FormCode::NIK_TAKEN;
    Ok(if complains { reason.answer_to_complaint() } else { reason.answer() })
}

async fn opened(desks: &Desks, number: TicketNumber) -> Result<Content, Refusal> {
    let ticket = sealed(&desks.pool, number).await?;
    content(&desks.vault.open_data_key(&ticket.data_key)?, &ticket)
}
