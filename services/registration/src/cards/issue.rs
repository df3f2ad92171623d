//! The signed card of a registration: made at the first request, and the same bytes for every later one.

use std::sync::Arc;
use std::time::Duration;

use ::cards::CardError;
use bytes::Bytes;
use documents::StoreError;
use ring::digest::{SHA256, digest};
use runtime::telemetry::cause;
use signatures::SignError;
use tokio::task::JoinError;
use tokio::time::timeout;
use uuid::Uuid;
use vault::{DataKey, Sealed, VaultError};

use super::code::Code;
use super::files::object_key;
use super::{CHECK_PATH, Cards, Frozen, NotFrozen, Press, drawn};
use crate::measures;
use crate::signer::About;
use crate::store::issued::{self, Card, Filed, New};

/// How long somebody waits until the own card is drawn.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the signature says.
const REASON: &str = "Kartu Pendaftaran Sistem Seleksi Calon ASN";

/// Why there is no card. Holds nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum NoCard {
    /// The account has no registration that was filed.
    #[error("there is no registration that was filed")]
    NotFiled,
    /// Nothing signs cards.
    #[error("cards cannot be printed")]
    NotYet,
    /// Too many others want theirs.
    #[error("too many cards are being drawn")]
    Busy,
    /// The database is away or refused.
    #[error("the database refused or did not answer")]
    Database(#[from] sqlx::Error),
    /// The object store is away or refused.
    #[error("the object store refused or did not answer")]
    Store(#[from] StoreError),
    /// A file could be neither sealed nor opened.
    #[error("a card could be neither sealed nor opened")]
    Vault(#[from] VaultError),
    /// The registration as it was filed cannot be read.
    #[error("the registration could not be read")]
    Frozen(#[from] NotFrozen),
    /// The card cannot be drawn.
    #[error("the card could not be drawn")]
    Card(#[from] CardError),
    /// The card cannot be signed.
    #[error("the card could not be signed")]
    Sign(#[from] SignError),
    /// The bucket has other bytes than were issued.
    #[error("the bucket has another file than was issued")]
    Changed,
    /// The process ends.
    #[error("the process ends")]
    Ending(#[from] JoinError),
}

/// When a card was made.
enum Made {
    Now,
    Before,
}

impl NoCard {
    /// Whether the same may succeed a little later.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Busy => true,
            Self::Database(error) => database::is_unavailable(error),
            Self::Store(error) => matches!(error, StoreError::Unavailable(_)),
            Self::NotFiled
            | Self::NotYet
            | Self::Vault(_)
            | Self::Frozen(_)
            | Self::Card(_)
            | Self::Sign(_)
            | Self::Changed
            | Self::Ending(_) => false,
        }
    }
}

impl Cards {
    /// The signed card of an account's registration. At the first request it is drawn, signed, and kept; however many
    /// ask at the same moment get that one.
    ///
    /// # Errors
    /// [`NoCard`].
    pub async fn card_of(&self, account: Uuid) -> Result<Vec<u8>, NoCard> {
        let outcome = self.given_or_made(account).await;
        measures::card(match &outcome {
            Ok((_, Made::Now)) => "issued",
            Ok((_, Made::Before)) => "given",
            Err(NoCard::NotFiled) => "not_filed",
            Err(NoCard::NotYet) => "not_yet",
            Err(_) => "failed",
        });
        outcome.map(|(file, _)| file)
    }

    async fn given_or_made(&self, account: Uuid) -> Result<(Vec<u8>, Made), NoCard> {
        let filed = issued::filed(&self.pool, account).await?.ok_or(NoCard::NotFiled)?;
        if filed.card.is_some() {
            return Ok((self.issued(account, &filed).await?, Made::Before));
        }
        let press = self.press.as_ref().ok_or(NoCard::NotYet)?;
        let _place = timeout(PATIENCE, self.places.acquire()).await.map_err(|_elapsed| NoCard::Busy)?;
        // Somebody else may have made it meanwhile, or the registration may be over.
        let filed = issued::filed(&self.pool, account).await?.ok_or(NoCard::NotFiled)?;
        if filed.card.is_some() {
            return Ok((self.issued(account, &filed).await?, Made::Before));
        }
        let key = self.vault.open_data_key(&filed.data_key)?;
        let frozen = Frozen::open(&key, account, filed.registration, &filed.frozen)?;
        let portrait = self.portrait((account, &key), &frozen).await?;
        let (id, code, issued_at) = (self.clock.new_id(), Code::random()?, self.clock.now());
        let file = press.print(frozen, portrait, &code, issued_at).await?;
        let sealed = key.seal(&Sealed::Issued(id).of(account), &file)?;
        self.store.put(&object_key(account, id), Bytes::from(sealed)).await?;
        let sha256 = digest(&SHA256, &file);
        let new = New {
            id,
            code: code.as_str(),
            registration: filed.registration,
            frozen_hash: &filed.frozen_hash,
            issued_at,
            sha256: sha256.as_ref(),
            size: i64::try_from(file.len()).unwrap_or(i64::MAX),
        };
        match self.write_down(account, &new).await {
            Ok(None) => Ok((file, Made::Now)),
            Ok(Some(first)) => {
                self.store.delete(&object_key(account, id)).await?;
                Ok((self.issued(account, &first).await?, Made::Before))
            }
            // What lies in the bucket may be written down all the same; the sweep knows.
            Err(error) => Err(error),
        }
    }

    /// Writes down a card whose file lies in the bucket: no transaction waits for the bucket. Whoever was faster with
    /// another one is returned; theirs counts.
    async fn write_down(&self, account: Uuid, new: &New<'_>) -> Result<Option<Filed>, NoCard> {
        let mut transaction = self.pool.begin().await?;
        issued::lock(&mut *transaction, account).await?;
        let filed = issued::filed(&mut *transaction, account).await?.ok_or(NoCard::NotFiled)?;
        if filed.card.is_some() {
            return Ok(Some(filed));
        }
        issued::insert(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(None)
    }

    /// The card that was issued, as the bucket has it.
    async fn issued(&self, account: Uuid, filed: &Filed) -> Result<Vec<u8>, NoCard> {
        let Some(Card { id, sha256, size }) = &filed.card else { return Err(NoCard::NotFiled) };
        let key = self.vault.open_data_key(&filed.data_key)?;
        let sealed_size = usize::try_from(*size).unwrap_or_default().saturating_add(DataKey::OVERHEAD);
        let length = u64::try_from(sealed_size).unwrap_or(u64::MAX);
        let sealed = self.store.get_range(&object_key(account, *id), 0, length).await?;
        let file = key.open(&Sealed::Issued(*id).of(account), &sealed)?;
        if digest(&SHA256, &file).as_ref() == sha256 { Ok(file) } else { Err(NoCard::Changed) }
    }
}

impl Press {
    /// Draws and signs a card, off the async threads.
    async fn print(
        &self,
        frozen: Frozen,
        portrait: Option<Vec<u8>>,
        code: &Code,
        at: jiff::Timestamp,
    ) -> Result<Vec<u8>, NoCard> {
        let check = format!("{}{CHECK_PATH}/{code}", self.url);
        let (signer, issuer) = (Arc::clone(&self.signer), Arc::clone(&self.issuer));
        tokio::task::spawn_blocking(move || {
            let drawn = match drawn::draw(&frozen, portrait.as_deref(), &check, &issuer) {
                // Nobody goes without a card for a picture that a card cannot take.
                Err(fault @ (CardError::SelfieTooLarge | CardError::SelfieUnreadable)) => {
                    tracing::warn!(error = cause(&fault), "a card is drawn without its picture");
                    drawn::draw(&frozen, None, &check, &issuer)
                }
                drawn => drawn,
            }?;
            Ok(signer.sign(&drawn, &About { at, reason: REASON, check: &check })?)
        })
        .await?
    }
}
