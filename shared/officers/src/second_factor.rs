//! The second factor is a code of the phone, or a recovery code in its place. Each counts once.

use credentials::{Checked, Drift, RecoveryCode, TotpSecret, looks_like_a_code};
use database::Connection;
use uuid::Uuid;
use vault::{BlindIndex, Context, Index, Sealed};

use crate::store::{phones, recovery_codes};
use crate::{Failure, Officers};

/// Recovery codes of an officer.
const RECOVERY_CODES: usize = 10;

/// What shows that somebody has the phone, or has kept the codes. Whether it was used before is not known yet.
pub(crate) enum Proof {
    /// A code of the phone, which belongs to this step of time; with the difference of its clock when that was measured
    /// just now.
    Step { step: i64, measured: Option<i16> },
    /// A recovery code.
    Recovery(RecoveryCode),
}

/// What was typed.
pub(crate) enum Read {
    /// It can be right.
    Proof(Proof),
    /// It belongs to a clock that is off by more than is known.
    Drift(Drift),
    /// It is neither.
    Wrong,
}

/// What is needed to read a code of a phone.
pub(crate) struct Phone<'a> {
    pub(crate) officer_id: Uuid,
    pub(crate) data_key: &'a [u8],
    /// The secret that the phone has, sealed.
    pub(crate) sealed: &'a [u8],
    /// By how many steps its clock is known to differ.
    pub(crate) skew: i16,
}

impl Proof {
    /// As the audit log tells it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Step { .. } => "totp",
            Self::Recovery(_) => "recovery_code",
        }
    }
}

impl Officers {
    /// Reads a code of this account's phone, or a recovery code.
    pub(crate) fn read_proof(&self, phone: &Phone<'_>, typed: &str) -> Result<Read, Failure> {
        if !looks_like_a_code(typed) {
            return Ok(RecoveryCode::read(typed).map_or(Read::Wrong, |code| Read::Proof(Proof::Recovery(code))));
        }
        let secret = self.secret_of(phone)?;
        Ok(match secret.check(typed, self.clock.now(), phone.skew) {
            Checked::Step(step) => Read::Proof(Proof::Step { step, measured: None }),
            Checked::Drift(drift) => Read::Drift(drift),
            Checked::Wrong => Read::Wrong,
        })
    }

    /// The first code of a phone that is being enrolled: it shows how its clock goes.
    pub(crate) fn first_code(&self, phone: &Phone<'_>, typed: &str) -> Result<Option<Drift>, Failure> {
        Ok(self.secret_of(phone)?.measure(typed, self.clock.now()))
    }

    fn secret_of(&self, phone: &Phone<'_>) -> Result<TotpSecret, Failure> {
        let secret = self.vault.open_data_key(phone.data_key)?.open(&totp_context(phone.officer_id), phone.sealed)?;
        Ok(TotpSecret::restored(secret))
    }

    /// Uses the proof, unless it was used before: the row decides, also between two at once. Of codes of the phone no
    /// earlier one counts either.
    pub(crate) async fn spend(&self, on: &mut Connection, officer_id: Uuid, proof: &Proof) -> Result<bool, Failure> {
        Ok(match proof {
            Proof::Step { step, measured } => phones::spend_step(on, officer_id, *step, *measured).await?,
            Proof::Recovery(code) => {
                let index = self.recovery_index(officer_id, code);
                recovery_codes::spend(on, officer_id, &index, self.clock.now()).await?
            }
        })
    }

    /// Ten new recovery codes in the place of all earlier ones.
    pub(crate) async fn new_recovery_codes(
        &self,
        on: &mut Connection,
        officer_id: Uuid,
    ) -> Result<Vec<String>, Failure> {
        let codes = (0..RECOVERY_CODES).map(|_| RecoveryCode::new()).collect::<Result<Vec<_>, _>>()?;
        let hashes: Vec<Vec<u8>> =
            codes.iter().map(|code| self.recovery_index(officer_id, code).as_bytes().to_vec()).collect();
        recovery_codes::replace(on, officer_id, &hashes).await?;
        Ok(codes.iter().map(|code| code.grouped(5)).collect())
    }

    /// A keyed hash: 125 bits cannot be tried through. Codes of ten characters, from before, can be used until they are
    /// renewed.
    fn recovery_index(&self, officer_id: Uuid, code: &RecoveryCode) -> BlindIndex {
        let mut bytes = officer_id.as_bytes().to_vec();
        bytes.extend_from_slice(code.bare().as_bytes());
        self.vault.index(Index::OfficerRecoveryCode, &bytes)
    }
}

/// Where an officer's TOTP secret is sealed.
pub(crate) fn totp_context(officer_id: Uuid) -> Context {
    Sealed::OfficerTotp.of(officer_id)
}
