//! A request body that ends with an error after a number of bytes.
//!
//! What exceeds the bound is read and thrown away for a while before the error is told: a client that is still sending
//! when the answer comes and the connection closes may never see the answer.
//!
//! The reader behind it takes all that is ready into its own memory before it looks at any of it. Chunks are therefore handed
//! over one at a time, with a pause between them, so that parts are judged (and let go) while the body streams.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::{Stream, StreamExt};

/// Most bytes that are thrown away for the sake of the answer.
const DISCARDED_AT_MOST: usize = 16 * 1024 * 1024;

/// The bytes of a request, up to a bound.
pub(super) struct BoundedBody {
    bytes: BodyDataStream,
    left: usize,
    discarded: Option<usize>,
    pausing: bool,
}

/// The body was larger than its bound.
#[derive(Debug, thiserror::Error)]
#[error("the body is larger than its bound")]
pub(super) struct Exceeded;

impl BoundedBody {
    /// At most `bound` bytes of `body`.
    pub(super) fn new(body: Body, bound: usize) -> Self {
        Self { bytes: body.into_data_stream(), left: bound, discarded: None, pausing: false }
    }
}

impl Stream for BoundedBody {
    type Item = Result<Bytes, axum::BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.pausing) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        loop {
            let next = ready!(self.bytes.poll_next_unpin(context));
            if let Some(discarded) = self.discarded {
                match next {
                    Some(Ok(bytes)) if discarded + bytes.len() <= DISCARDED_AT_MOST => {
                        self.discarded = Some(discarded + bytes.len());
                        continue;
                    }
                    _ => return Poll::Ready(Some(Err(Exceeded.into()))),
                }
            }
            return match next {
                Some(Ok(bytes)) if bytes.len() > self.left => {
                    self.discarded = Some(0);
                    continue;
                }
                Some(Ok(bytes)) => {
                    self.left -= bytes.len();
                    self.pausing = true;
                    Poll::Ready(Some(Ok(bytes)))
                }
                Some(Err(error)) => Poll::Ready(Some(Err(error.into()))),
                None => Poll::Ready(None),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{TryStreamExt, stream};

    use super::*;

    fn chunks(count: usize, size: usize) -> Body {
        Body::from_stream(stream::iter((0..count).map(move |_| Ok::<_, std::io::Error>(Bytes::from(vec![7; size])))))
    }

    #[tokio::test]
    async fn a_body_of_exactly_the_bound_passes_whole() {
        let bytes: Vec<Bytes> = BoundedBody::new(chunks(4, 25), 100).try_collect().await.unwrap();
        assert_eq!(bytes.iter().map(Bytes::len).sum::<usize>(), 100);
    }

    #[tokio::test]
    async fn one_byte_more_is_an_error() {
        let error = BoundedBody::new(chunks(101, 1), 100).try_collect::<Vec<_>>().await.unwrap_err();
        assert!(error.is::<Exceeded>());
    }

    #[tokio::test]
    async fn an_endless_body_is_not_read_for_ever() {
        let endless = Body::from_stream(stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![7; 65536]))));
        let error = BoundedBody::new(endless, 100).try_collect::<Vec<_>>().await.unwrap_err();
        assert!(error.is::<Exceeded>());
    }
}
