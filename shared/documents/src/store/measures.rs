//! How long the object store takes, and how its calls end. A call that its caller dropped is not counted.

use std::time::Instant;

use super::StoreError;

/// Calls with all their attempts, by `operation` and `outcome`.
const REQUESTS: &str = "object_store_request_duration_seconds";

/// What is asked of the store.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operation {
    Put,
    Get,
    Delete,
    List,
    Head,
}

impl Operation {
    fn as_str(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::Get => "get",
            Self::Delete => "delete",
            Self::List => "list",
            Self::Head => "head",
        }
    }
}

/// Says what is measured.
pub(super) fn describe() {
    metrics::describe_histogram!(
        REQUESTS,
        metrics::Unit::Seconds,
        "Calls of the object store, with all their attempts"
    );
}

/// Measures a call. The SDK's futures are large, so each lies on the heap.
pub(super) fn timed<'c, T: 'c>(
    operation: Operation,
    call: impl Future<Output = Result<T, StoreError>> + Send + 'c,
) -> impl Future<Output = Result<T, StoreError>> + Send + 'c {
    let call = Box::pin(call);
    async move { noted(operation, Instant::now(), call.await) }
}

fn noted<T>(operation: Operation, began: Instant, result: Result<T, StoreError>) -> Result<T, StoreError> {
    let outcome = match &result {
        Ok(_) => "done",
        Err(StoreError::Missing) => "missing",
        Err(StoreError::WrongLength) => "wrong_length",
        Err(StoreError::Refused { .. }) => "refused",
        Err(StoreError::Unavailable(_)) => "unavailable",
    };
    metrics::histogram!(REQUESTS, "operation" => operation.as_str(), "outcome" => outcome).record(began.elapsed());
    result
}
