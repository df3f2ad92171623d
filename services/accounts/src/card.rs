//! "Kartu Informasi Akun" of an account.

use cards::{AccountCard, AsWritten, CardError};
use runtime::telemetry::cause;
use tokio::task::JoinError;
use uuid::Uuid;

use crate::files::{self, Files};
use crate::state::State;
use crate::store::accounts::Made;
use crate::uploaded::Kind;
use applicants::{Applicant, Unreadable};

/// Why there is no card.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("a file of the account could not be opened")]
    Files(#[from] files::Failure),
    #[error("the account could not be opened")]
    Unreadable(#[from] Unreadable),
    #[error("the card could not be drawn")]
    Card(#[from] CardError),
    #[error("the process ends")]
    Ending(#[from] JoinError),
}

/// Draws the card: some hundred milliseconds of a processor, of which it takes one at a time for each of them.
///
/// # Errors
/// [`Failure`].
pub(crate) async fn draw(state: &State, made: &Made) -> Result<Vec<u8>, Failure> {
    let key = state.vault.open_data_key(&made.data_key).map_err(Unreadable::from)?;
    let applicant = Applicant::open(&key, made.id, &made.content)?;
    let details = applicant.details.clone().ok_or(Unreadable::Form)?;
    let selfie = selfie(&state.files, made.id, &key).await?;
    let (period, made_at, number) = (made.period.clone(), made.since, number(made.id));
    let gender = language::text(details.gender.text_id());
    let help = language::text("account-card-help");
    let place = state.cards.acquire().await;
    let drawn = tokio::task::spawn_blocking(move || {
        let identity = &applicant.identity;
        let card = AccountCard {
            period: &period,
            selfie: selfie.as_deref(),
            nik: identity.nik.expose(),
            ktp: AsWritten {
                name: identity.full_name.expose(),
                birth_place: details.ktp_birth_place.expose(),
                birth_date: identity.birth_date.expose(),
            },
            diploma: AsWritten {
                name: details.diploma_name.expose(),
                birth_place: details.diploma_birth_place.expose(),
                birth_date: details.diploma_birth_date.expose(),
            },
            gender,
            email: applicant.email.expose(),
            phone: applicant.phone.expose(),
            made_at,
            number: &number,
            check: None,
            help,
        };
        card.draw()
    })
    .await?;
    drop(place);
    Ok(drawn?)
}

/// The picture of the person. The card goes without it when the bucket is away or has lost it.
async fn selfie(files: &Files, account: Uuid, key: &vault::DataKey) -> Result<Option<Vec<u8>>, files::Failure> {
    let found = files.of(account).await?;
    let Some(file) = found.iter().find(|file| file.kind == Kind::Selfie) else { return Ok(None) };
    match files.open((account, key), file).await {
        Ok(picture) => Ok(Some(picture)),
        Err(failure) => {
            tracing::warn!(error = cause(&failure), "a card is drawn without its picture");
            Ok(None)
        }
    }
}

/// The number on the card: the last twelve digits of the account's id, in threes of four.
fn number(account: Uuid) -> String {
    let digits = account.simple().to_string().to_uppercase();
    let last = digits.get(20..).unwrap_or_default();
    let (first, rest) = last.split_at(4);
    let (second, third) = rest.split_at(4);
    format!("{first}-{second}-{third}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_out_easily() {
        assert_eq!(number(Uuid::from_u128(0x0192_0000_0000_7000_8000_0123_4567_89ab)), "0123-4567-89AB");
    }
}
