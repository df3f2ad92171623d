//! What was sealed and does not open as it was sealed has been changed by somebody, or by a fault: that is told to the
//! audit log, not only to the log of the process.

use audit::Action;
use documents::StoreError as DocumentsError;

use super::Refusal;
use crate::store::cases::Case;
use crate::{Caller, Desks, measures};

/// Passes the result on; when sealed data of this case was changed, after the audit log says so.
pub(crate) async fn noted<T>(
    desks: &Desks,
    caller: &Caller,
    case: &Case,
    what: &'static str,
    opened: Result<T, Refusal>,
) -> Result<T, Refusal> {
    let changed = match &opened {
        Err(Refusal::Vault(_) | Refusal::DocumentLost(_) | Refusal::Content) => true,
        Err(Refusal::Document(error)) => !matches!(error, DocumentsError::Unavailable(_)),
        Ok(_) | Err(_) => false,
    };
    if changed {
        measures::damaged(what);
        let entry = caller.entry(desks.now(), Action::Damaged).ticket(case.number, case.desk).detail(what);
        audit::record(&desks.pool, &entry).await?;
    }
    opened
}
