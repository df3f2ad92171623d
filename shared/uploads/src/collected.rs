//! Reads a request body into memory, as far as it comes.
//!
//! What exceeds the bound is read and thrown away for a while before the answer. A client that is still sending when
//! the answer comes and the connection closes may never see the answer.

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;
use web::CutOff;

/// Most bytes that are thrown away for the sake of the answer.
const DISCARDED_AT_MOST: usize = 16 * 1024 * 1024;

/// The bytes of a body and why there are no more of them.
#[derive(Debug)]
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    pub(crate) end: End,
}

/// Why a body ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// All of it is there.
    Whole,
    /// The bound was reached.
    TooLarge,
    /// It was too slow, or others needed its place.
    CutOff(CutOff),
    /// The connection ended.
    Broken,
}

/// Reads at most `bound` bytes of `body`.
pub(crate) async fn collect(body: Body, bound: usize) -> Collected {
    let (mut chunks, mut bytes) = (body.into_data_stream(), Vec::new());
    let end = loop {
        match chunks.next().await {
            Some(Ok(chunk)) => {
                let room = bound - bytes.len();
                bytes.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
                if chunk.len() > room {
                    let mut discarded = chunk.len() - room;
                    while discarded <= DISCARDED_AT_MOST
                        && let Some(Ok(chunk)) = chunks.next().await
                    {
                        discarded += chunk.len();
                    }
                    break End::TooLarge;
                }
            }
            Some(Err(error)) => break CutOff::behind(&error).map_or(End::Broken, End::CutOff),
            None => break End::Whole,
        }
    };
    Collected { bytes: Bytes::from(bytes), end }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn chunks(count: usize, size: usize) -> Body {
        Body::from_stream(stream::iter((0..count).map(move |_| Ok::<_, std::io::Error>(Bytes::from(vec![7; size])))))
    }

    #[tokio::test]
    async fn a_body_of_exactly_the_bound_passes_whole() {
        let collected = collect(chunks(4, 25), 100).await;
        assert_eq!((collected.bytes.len(), collected.end), (100, End::Whole));
    }

    #[tokio::test]
    async fn one_byte_more_is_too_large_and_what_came_before_is_there() {
        for body in [chunks(101, 1), chunks(3, 50), chunks(1, 101)] {
            let collected = collect(body, 100).await;
            assert_eq!((collected.bytes.len(), collected.end), (100, End::TooLarge));
        }
    }

    #[tokio::test]
    async fn an_endless_body_is_not_read_for_ever() {
        let endless = Body::from_stream(stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![7; 65536]))));
        assert_eq!(collect(endless, 100).await.end, End::TooLarge);
    }

    #[tokio::test]
    async fn what_came_before_the_end_of_the_patience_is_there() {
        for (error, end) in [
            (axum::BoxError::from(CutOff::TooSlow), End::CutOff(CutOff::TooSlow)),
            (CutOff::Crowded.into(), End::CutOff(CutOff::Crowded)),
            ("cut".into(), End::Broken),
        ] {
            let body = Body::from_stream(stream::iter([Ok(Bytes::from_static(b"abc")), Err(error)]));
            let collected = collect(body, 100).await;
            assert_eq!((collected.bytes.as_ref(), collected.end), (&b"abc"[..], end));
        }
    }
}
