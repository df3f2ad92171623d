//! A connection that is in the midst of a request is not closed for somebody else's sake.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};

use crate::crowd::Place;

/// A connection's place, given up by whoever waits for a request.
#[derive(Clone, Debug)]
pub(super) struct Answering(Arc<Place>);

/// The body of an answer; when it is sent, or given up, its connection waits for a request again.
#[derive(Debug)]
pub(super) struct UntilSent {
    body: Body,
    answering: Answering,
}

impl Answering {
    /// A connection that nothing came over yet.
    pub(super) fn new(place: Place) -> Self {
        place.may_go(true);
        Self(Arc::new(place))
    }

    /// The head of a request has come.
    pub(super) fn begin(&self) {
        self.0.may_go(false);
    }

    /// Its answer.
    pub(super) fn until_sent(&self, body: Body) -> UntilSent {
        UntilSent { body, answering: self.clone() }
    }
}

impl hyper::body::Body for UntilSent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for UntilSent {
    fn drop(&mut self) {
        self.answering.0.may_go(true);
    }
}
