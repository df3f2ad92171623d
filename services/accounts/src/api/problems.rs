//! What programs are told about what went wrong, where pages show it their own way.

use std::time::Duration;

use http::StatusCode;
use web::{InvalidField, Problem};

use crate::pages::closed;
use crate::pages::completing::{Refused, Shown};
use crate::periods::Standing;

/// When a turn to hash is likely to be free again.
const SOON: Duration = Duration::from_secs(5);

/// 409: no account can be made now; 503 while nobody knows.
pub(super) fn closed(standing: &Standing) -> Problem {
    match closed::said(standing) {
        Some((title, about)) => Problem::new(StatusCode::CONFLICT, "accounts_closed", title).detail(about),
        None => closed::unknown(),
    }
}

/// 409: the NIK has an account.
pub(super) fn taken() -> Problem {
    Problem::new(StatusCode::CONFLICT, "taken", language::text("account-taken"))
        .detail(language::text("account-api-taken"))
}

/// 409: something is left to be told.
pub(super) fn not_ready() -> Problem {
    Problem::new(StatusCode::CONFLICT, "not_ready", language::text("account-api-not-ready"))
        .detail(language::text("account-api-not-ready.detail"))
}

/// The second step was not taken. Pictures that are right are kept all the same.
pub(super) fn not_completed(refused: Refused) -> Problem {
    let Shown { errors, trouble, weak, is_solved: _ } = refused.shown;
    match refused.status {
        StatusCode::CONFLICT => {
            Problem::new(StatusCode::CONFLICT, "draft_changed", language::text("account-api-changed")).detail(trouble)
        }
        StatusCode::SERVICE_UNAVAILABLE => Problem::unavailable().detail(trouble).retry_after(SOON),
        _ => {
            let faults = weak.into_iter().map(|fault| InvalidField {
                field: "password".to_owned(),
                code: fault.text_id().into(),
                message: language::text(fault.text_id()).to_owned(),
            });
            let problem = Problem::invalid_fields(errors.into_iter().map(InvalidField::from).chain(faults));
            if trouble.is_empty() { problem } else { problem.detail(trouble) }
        }
    }
}
