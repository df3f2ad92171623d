//! A transaction ends by a commit, a rollback, or the end of its connection.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use sqlx::Error;
use tokio::runtime::Handle;

use crate::Connection;

/// How much later than the server we stop waiting, so that its own error comes first where it lives.
const MARGIN: Duration = Duration::from_secs(1);

/// A transaction on a connection of its own. Without [`Transaction::commit`] nothing of it happened.
#[derive(Debug)]
pub struct Transaction {
    connection: Connection,
    open: bool,
}

impl Transaction {
    /// It counts as open before the server has answered: whoever stops waiting for that answer may have begun it all
    /// the same.
    pub(crate) async fn begin(connection: Connection) -> Result<Self, Error> {
        let mut transaction = Self { connection, open: true };
        transaction.connection.control("BEGIN").await?;
        Ok(transaction)
    }

    /// Lets each statement from here to the end of the transaction take this long: for an operator's long statements.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn allow(&mut self, longest: Duration) -> Result<(), Error> {
        let milliseconds = longest.as_millis().to_string();
        sqlx::query("SELECT set_config('statement_timeout', $1, true)")
            .bind(milliseconds)
            .execute(&mut self.connection)
            .await?;
        self.connection.set_query_timeout(longest.saturating_add(MARGIN));
        Ok(())
    }

    /// Commits.
    ///
    /// # Errors
    /// When a deferred constraint refuses it. When the server does not answer in time, or is lost, it is not known
    /// whether it committed: the caller does the same again under the same ids, or reads what is there.
    pub async fn commit(mut self) -> Result<(), Error> {
        self.connection.control("COMMIT").await?;
        self.open = false;
        Ok(())
    }

    /// Takes everything back and waits for it.
    ///
    /// # Errors
    /// When the database is away; then it was taken back, too.
    pub async fn rollback(mut self) -> Result<(), Error> {
        self.connection.control("ROLLBACK").await?;
        self.open = false;
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Drop for Transaction {
    /// Rolls back in the background before the connection is given back. Without a runtime, or when that fails, the
    /// connection is closed, which takes everything back as well.
    fn drop(&mut self) {
        if !self.open || !self.connection.is_well() {
            return;
        }
        let connection = self.connection.take();
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn(roll_back(connection)));
        }
    }
}

async fn roll_back(mut connection: Connection) {
    if connection.control("ROLLBACK").await.is_err() {
        connection.lose();
    }
}
