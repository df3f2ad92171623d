//! The folder of files that are to be stamped, and of those that are. Each file is its user's.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;

/// Files that are kept. The oldest goes first.
const MOST: usize = 2_000;

#[derive(Default)]
pub(crate) struct Folder {
    files: HashMap<String, (String, Bytes)>,
    order: VecDeque<String>,
}

impl Folder {
    /// Keeps a file, in place of one with the same path.
    pub(crate) fn put(&mut self, path: String, user: &str, file: Bytes) {
        if self.files.insert(path.clone(), (user.to_owned(), file)).is_none() {
            self.order.push_back(path);
        }
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.files.remove(&oldest);
        }
    }

    /// A file of the user's.
    pub(crate) fn get(&self, path: &str, user: &str) -> Option<Bytes> {
        let (owner, file) = self.files.get(path)?;
        (owner == user).then(|| file.clone())
    }
}
