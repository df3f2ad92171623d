//! Sealed data that does not open: somebody, or a fault, has changed it. The audit log gets an entry, besides the line
//! in the log of the process.

use audit::Action;
use documents::StoreError as DocumentsError;

use crate::store::cases::Case;
use crate::{Caller, Desks, Refusal, measures};

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
