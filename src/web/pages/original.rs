//! The bytes of an upload as they came.

use crate::{
    store::{self, Original, Store},
    web::{AppState, download, error::Problem, input::Id},
};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::State,
    response::Response,
};
use hyper::body::{Frame, SizeHint};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes that are read at once, in which time a thread answers nobody else. The next are read when these are taken, so that a
/// client that takes nothing costs no more.
const PIECE: usize = 1 << 18;

/// `GET /articles/{id}/original`
pub(crate) async fn send(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    let (original, deleted) = state
        .store
        .read(move |reader| Ok((reader.original_about(id)?, reader.is_deleted(id)?)))
        .await?;
    match original {
        _ if deleted => Err(Problem::deleted(id)),
        // whatever it is, it is saved and never shown: uploaded HTML would be a page of this site
        Some(original) => Ok(download::file(
            original.name.clone().as_deref().unwrap_or("pasted text.txt"),
            "application/octet-stream",
            Body::new(Pieces::of(state.store, original)),
        )),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}

type Piece = Pin<Box<dyn Future<Output = store::Result<Vec<u8>>> + Send>>;

/// An upload, read piece by piece.
struct Pieces {
    store: Store,
    original: Original,
    sent: u64,
    /// What is being read.
    next: Option<Piece>,
}

impl Pieces {
    fn of(store: Store, original: Original) -> Pieces {
        Pieces {
            store,
            original,
            sent: 0,
            next: None,
        }
    }

    fn read(&self) -> Piece {
        let (store, original, from) = (self.store.clone(), self.original.clone(), self.sent);
        Box::pin(async move {
            store
                .read(move |reader| reader.original_piece(&original, from, PIECE))
                .await
        })
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = store::StoreError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.is_end_stream() {
            return Poll::Ready(None);
        }
        let mut next = self.next.take().unwrap_or_else(|| self.read());
        let Poll::Ready(piece) = next.as_mut().poll(context) else {
            self.next = Some(next);
            return Poll::Pending;
        };
        Poll::Ready(match piece {
            // it has become shorter than it was: the connection ends before what was announced has come
            Ok(bytes) if bytes.is_empty() => None,
            Ok(bytes) => {
                self.sent += bytes.len() as u64;
                Some(Ok(Frame::data(bytes.into())))
            }
            Err(error) => {
                tracing::warn!(%error, "an upload could not be read to its end");
                Some(Err(error))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.sent >= self.original.size
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.original.size.saturating_sub(self.sent))
    }
}
