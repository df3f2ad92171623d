//! Signing in, in two steps: NIP and password, then a code of the authenticator app or one of the recovery codes. Who has no authenticator
//! yet enrols one in place of the second step.

use std::net::IpAddr;

use audit::{Action, Actor, Entry};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;
use vault::{BlindIndex, Context};

use crate::code::RecoveryCode;
use crate::throttle::Subject;
use crate::totp::{Checked, TotpSecret, looks_like_a_code};
use crate::{Failure, Nip, Officers, Password, Secret};

/// How long the second step may take, from the first on.
const SECOND_STEP: SignedDuration = SignedDuration::from_mins(15);

/// Wrong codes after which one begins anew with the password.
const WRONG_CODES: i32 = 5;

/// Recovery codes of an officer.
const RECOVERY_CODES: usize = 10;

/// As authenticator apps show it.
const ISSUER: &str = "Helpdesk SSCASN";

/// Who stands at the door.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The network that the request came from.
    pub network: IpAddr,
    /// What the browser keeps from an earlier time.
    pub device: Option<Secret>,
    /// Browser and system, such as `Firefox di Windows`; at most 60 characters are kept.
    pub client: String,
}

/// What became of NIP and password.
#[derive(Debug)]
pub enum FirstStep {
    /// They are right: the browser keeps this secret for the second step.
    Right(Secret),
    /// They are not. Whether the NIP exists is not told.
    Wrong,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

/// The second step of somebody whose password was right.
#[derive(Debug)]
pub enum SecondStep {
    /// Asks for a code.
    Code,
    /// Asks to enrol an authenticator.
    Enrolment(Offer),
}

/// An authenticator to be enrolled. Does not print.
pub struct Offer {
    /// The secret as people type it, in groups of four.
    pub secret: String,
    /// What the QR code holds.
    pub uri: String,
}

/// What became of a code.
#[derive(Debug)]
pub enum Code {
    /// It is right: the officer is in.
    Right(Box<Entered>),
    /// It is not.
    Wrong,
    /// It was used before.
    Used,
    /// It belongs to a clock that is off by these seconds; negative: the phone is behind.
    Drift(i64),
    /// Too many were wrong: begin anew with the password.
    Over,
    /// Too many were wrong before.
    Wait(SignedDuration),
}

/// Somebody who is in. Does not print.
pub struct Entered {
    /// The session that the browser keeps.
    pub session: Secret,
    /// What the browser keeps to be known again; `None`: it is known already.
    pub device: Option<Secret>,
    /// New recovery codes, in groups of five; to be shown once. Empty unless an authenticator was enrolled.
    pub recovery_codes: Vec<String>,
}

/// A session between the two steps.
struct Pending {
    session_id: Uuid,
    officer_id: Uuid,
    data_key: Vec<u8>,
    nip: Vec<u8>,
    totp_secret: Option<Vec<u8>>,
    offered_secret: Option<Vec<u8>>,
    wrong_codes: i32,
}

impl Officers {
    /// The first step.
    ///
    /// # Errors
    /// When the database is away or too many passwords are being compared.
    pub async fn enter_password(&self, nip: &Nip, password: &Password, visitor: &Visitor) -> Result<FirstStep, Failure> {
        let index = self.nip_index(nip);
        let account = sqlx::query!(
            "SELECT id, password_hash FROM desk.officers WHERE nip_index = $1 AND disabled_at IS NULL",
            index.as_bytes().as_slice(),
        )
        .fetch_optional(&self.pool)
        .await?;
        let officer_id = account.as_ref().map(|account| account.id);
        if let Some(wait) = self.count(nip, officer_id, visitor).await? {
            return Ok(FirstStep::Wait(wait));
        }
        let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let right = self.hasher.is(password, stored).await?;
        let Some(officer_id) = officer_id.filter(|_| right) else {
            self.note_failure(officer_id, "password").await?;
            return Ok(FirstStep::Wrong);
        };
        let secret = self.begin_session(&self.pool, officer_id, "password", SECOND_STEP, &visitor.client).await?;
        Ok(FirstStep::Right(secret))
    }

    /// What the second step asks for; `None` when the first one has to be made (again).
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn second_step(&self, secret: &Secret) -> Result<Option<SecondStep>, Failure> {
        let Some(pending) = self.pending(secret).await? else { return Ok(None) };
        if pending.totp_secret.is_some() {
            return Ok(Some(SecondStep::Code));
        }
        let key = self.vault.open_data_key(&pending.data_key)?;
        let context = totp_context(pending.officer_id);
        let offered = if let Some(sealed) = &pending.offered_secret {
            TotpSecret::restored(key.open(&context, sealed)?)
        } else {
            let fresh = TotpSecret::new()?;
            let sealed = key.seal(&context, fresh.bytes())?;
            // Of two pages that are opened at once the first one's secret counts.
            let kept = sqlx::query_scalar!(
                    r#"UPDATE desk.sessions SET offered_secret = coalesce(offered_secret, $2) WHERE id = $1 RETURNING offered_secret AS "kept!""#,
                    pending.session_id,
                    sealed,
                )
                .fetch_one(&self.pool)
                .await?;
            TotpSecret::restored(key.open(&context, &kept)?)
        };
        let nip = self.open_nip(pending.officer_id, &pending.data_key, &pending.nip)?;
        Ok(Some(SecondStep::Enrolment(offer(&offered, &nip))))
    }

    /// The second step: a code of the authenticator, or a recovery code; for an account without an authenticator, the first code of the one
    /// that was offered.
    ///
    /// # Errors
    /// When the database is away, or the account cannot be opened.
    pub async fn enter_code(&self, secret: &Secret, typed: &str, visitor: &Visitor) -> Result<Code, Failure> {
        let Some(pending) = self.pending(secret).await? else { return Ok(Code::Over) };
        let nip = self.open_nip(pending.officer_id, &pending.data_key, &pending.nip)?;
        if let Some(wait) = self.count(&nip, Some(pending.officer_id), visitor).await? {
            return Ok(Code::Wait(wait));
        }
        let enrolling = pending.totp_secret.is_none();
        if !enrolling && !looks_like_a_code(typed) {
            return self.enter_recovery_code(&pending, &nip, typed, visitor).await;
        }
        let Some(sealed) = pending.totp_secret.as_ref().or(pending.offered_secret.as_ref()) else { return Ok(Code::Over) };
        let totp = self.vault.open_data_key(&pending.data_key)?.open(&totp_context(pending.officer_id), sealed)?;
        match TotpSecret::restored(totp).check(typed, self.clock.now()) {
            Checked::Step(step) if enrolling => self.enrol(&pending, &nip, sealed, step, visitor).await,
            Checked::Step(step) => self.accept_step(&pending, &nip, step, visitor).await,
            Checked::Drift(seconds) => self.wrong_code(&pending, "drift", Code::Drift(seconds)).await,
            Checked::Wrong => self.wrong_code(&pending, "code", Code::Wrong).await,
        }
    }

    /// Lets in whose code belongs to `step`, unless this or a later one was accepted before: the row decides, also between two at once.
    async fn accept_step(&self, pending: &Pending, nip: &Nip, step: i64, visitor: &Visitor) -> Result<Code, Failure> {
        let mut transaction = self.pool.begin().await?;
        let taken = sqlx::query!(
            "UPDATE desk.officers SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)",
            pending.officer_id,
            step,
        )
        .execute(&mut *transaction)
        .await?;
        if taken.rows_affected() == 0 {
            transaction.rollback().await?;
            return self.wrong_code(pending, "used", Code::Used).await;
        }
        let entered = self.let_in(&mut transaction, pending, "totp", visitor).await?;
        transaction.commit().await?;
        self.forget(nip, visitor).await?;
        Ok(Code::Right(Box::new(entered)))
    }

    async fn enter_recovery_code(&self, pending: &Pending, nip: &Nip, typed: &str, visitor: &Visitor) -> Result<Code, Failure> {
        let Some(code) = RecoveryCode::read(typed) else { return self.wrong_code(pending, "code", Code::Wrong).await };
        let now = self.clock.now();
        let index = self.recovery_index(pending.officer_id, &code);
        let mut transaction = self.pool.begin().await?;
        let spent = sqlx::query!(
            "UPDATE desk.recovery_codes SET spent_at = $3 WHERE officer_id = $1 AND code_hash = $2 AND spent_at IS NULL",
            pending.officer_id,
            index.as_bytes().as_slice(),
            now.to_sqlx(),
        )
        .execute(&mut *transaction)
        .await?;
        if spent.rows_affected() == 0 {
            transaction.rollback().await?;
            return self.wrong_code(pending, "recovery_code", Code::Wrong).await;
        }
        let entered = self.let_in(&mut transaction, pending, "recovery_code", visitor).await?;
        transaction.commit().await?;
        self.forget(nip, visitor).await?;
        Ok(Code::Right(Box::new(entered)))
    }

    /// Takes the offered secret as the account's own, unless another browser was faster.
    async fn enrol(&self, pending: &Pending, nip: &Nip, sealed: &[u8], step: i64, visitor: &Visitor) -> Result<Code, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let enrolled = sqlx::query!(
            "UPDATE desk.officers SET totp_secret = $2, totp_last_step = $3 WHERE id = $1 AND totp_secret IS NULL",
            pending.officer_id,
            sealed,
            step,
        )
        .execute(&mut *transaction)
        .await?;
        if enrolled.rows_affected() == 0 {
            return Ok(Code::Over);
        }
        let recovery_codes = self.new_recovery_codes(&mut transaction, pending.officer_id).await?;
        let entry = Entry::new(now, Actor::Officer(pending.officer_id), Action::TotpEnrolled).officer(pending.officer_id);
        audit::record(&mut *transaction, &entry).await?;
        let entered = self.let_in(&mut transaction, pending, "totp", visitor).await?;
        transaction.commit().await?;
        self.forget(nip, visitor).await?;
        Ok(Code::Right(Box::new(Entered { recovery_codes, ..entered })))
    }

    /// Ends the session between the steps and begins the open one, under another secret.
    async fn let_in(&self, on: &mut PgConnection, pending: &Pending, how: &str, visitor: &Visitor) -> Result<Entered, Failure> {
        let now = self.clock.now();
        sqlx::query!("DELETE FROM desk.sessions WHERE id = $1", pending.session_id).execute(&mut *on).await?;
        let session = self.begin_session(&mut *on, pending.officer_id, "open", self.sessions.longest, &visitor.client).await?;
        let device = self.know_device(&mut *on, pending.officer_id, visitor).await?;
        let entry = Entry::new(now, Actor::Officer(pending.officer_id), Action::SignIn).officer(pending.officer_id).detail(how);
        audit::record(on, &entry).await?;
        Ok(Entered { session, device, recovery_codes: Vec::new() })
    }

    /// Remembers the browser as the officer's; a secret for one that was not.
    async fn know_device(&self, on: &mut PgConnection, officer_id: Uuid, visitor: &Visitor) -> Result<Option<Secret>, Failure> {
        let now = self.clock.now();
        if let Some(device) = &visitor.device {
            let hash = device.hash();
            let known = sqlx::query!(
                "UPDATE desk.known_devices SET last_seen_at = $3 WHERE secret_hash = $1 AND officer_id = $2",
                hash.as_slice(),
                officer_id,
                now.to_sqlx(),
            )
            .execute(&mut *on)
            .await?;
            if known.rows_affected() > 0 {
                return Ok(None);
            }
        }
        let fresh = Secret::new()?;
        let hash = fresh.hash();
        sqlx::query!(
            "INSERT INTO desk.known_devices (secret_hash, officer_id, last_seen_at) VALUES ($1, $2, $3)",
            hash.as_slice(),
            officer_id,
            now.to_sqlx()
        )
        .execute(on)
        .await?;
        Ok(Some(fresh))
    }

    /// Counts a code that was not right; after five the session between the steps is over.
    async fn wrong_code(&self, pending: &Pending, step: &str, told: Code) -> Result<Code, Failure> {
        self.note_failure(Some(pending.officer_id), step).await?;
        let wrong = sqlx::query_scalar!(
            "UPDATE desk.sessions SET wrong_codes = wrong_codes + 1 WHERE id = $1 RETURNING wrong_codes",
            pending.session_id
        )
        .fetch_optional(&self.pool)
        .await?;
        if wrong.is_none_or(|wrong| wrong >= WRONG_CODES) {
            return Ok(Code::Over);
        }
        Ok(told)
    }

    /// Counts an attempt by network, and by account or, in a browser that the officer used before, by that browser.
    async fn count(&self, nip: &Nip, officer_id: Option<Uuid>, visitor: &Visitor) -> Result<Option<SignedDuration>, Failure> {
        if let Some(wait) = self.count_attempt(&Subject::Network(visitor.network)).await? {
            return Ok(Some(wait));
        }
        match self.known_device(officer_id, visitor).await? {
            Some(hash) => self.count_attempt(&Subject::Device(&hash)).await,
            None => self.count_attempt(&Subject::Account(nip)).await,
        }
    }

    /// Everything is forgiven to who is in.
    async fn forget(&self, nip: &Nip, visitor: &Visitor) -> Result<(), Failure> {
        self.forget_attempts(&Subject::Network(visitor.network)).await?;
        if let Some(device) = &visitor.device {
            self.forget_attempts(&Subject::Device(&device.hash())).await?;
        }
        self.forget_attempts(&Subject::Account(nip)).await
    }

    async fn known_device(&self, officer_id: Option<Uuid>, visitor: &Visitor) -> Result<Option<crate::SecretHash>, Failure> {
        let (Some(officer_id), Some(device)) = (officer_id, &visitor.device) else { return Ok(None) };
        let hash = device.hash();
        let known = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM desk.known_devices WHERE secret_hash = $1 AND officer_id = $2) AS "known!""#,
            hash.as_slice(),
            officer_id,
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(known.then_some(hash))
    }

    async fn pending(&self, secret: &Secret) -> Result<Option<Pending>, Failure> {
        let hash = secret.hash();
        Ok(sqlx::query_as!(
            Pending,
            "SELECT s.id AS session_id, s.officer_id, o.data_key, o.nip, o.totp_secret, s.offered_secret, s.wrong_codes
               FROM desk.sessions s JOIN desk.officers o ON o.id = s.officer_id
              WHERE s.secret_hash = $1 AND s.stage = 'password' AND s.revoked_at IS NULL AND s.expires_at > $2 AND o.disabled_at IS NULL",
            hash.as_slice(),
            self.clock.now().to_sqlx(),
        )
        .fetch_optional(&self.pool)
        .await?
        .filter(|pending| pending.wrong_codes < WRONG_CODES))
    }

    async fn begin_session(
        &self,
        on: impl sqlx::PgExecutor<'_>,
        officer_id: Uuid,
        stage: &str,
        valid: SignedDuration,
        client: &str,
    ) -> Result<Secret, Failure> {
        let (secret, now) = (Secret::new()?, self.clock.now());
        let hash = secret.hash();
        sqlx::query!(
            "INSERT INTO desk.sessions (id, secret_hash, officer_id, stage, client, created_at, last_seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
            self.clock.new_id(),
            hash.as_slice(),
            officer_id,
            stage,
            client.chars().take(60).collect::<String>(),
            now.to_sqlx(),
            now.saturating_add(valid).unwrap_or(Timestamp::MAX).to_sqlx(),
        )
        .execute(on)
        .await?;
        Ok(secret)
    }

    /// Ten new recovery codes in the place of all earlier ones.
    pub(crate) async fn new_recovery_codes(&self, on: &mut PgConnection, officer_id: Uuid) -> Result<Vec<String>, Failure> {
        let codes = (0..RECOVERY_CODES).map(|_| RecoveryCode::new()).collect::<Result<Vec<_>, _>>()?;
        let hashes: Vec<Vec<u8>> = codes.iter().map(|code| self.recovery_index(officer_id, code).as_bytes().to_vec()).collect();
        sqlx::query!("DELETE FROM desk.recovery_codes WHERE officer_id = $1", officer_id).execute(&mut *on).await?;
        sqlx::query!("INSERT INTO desk.recovery_codes (officer_id, code_hash) SELECT $1, unnest($2::bytea[])", officer_id, &hashes)
            .execute(on)
            .await?;
        Ok(codes.iter().map(|code| code.grouped(5)).collect())
    }

    /// Keyed, so that a stolen table cannot be tried against: 50 bits alone would be too few.
    fn recovery_index(&self, officer_id: Uuid, code: &RecoveryCode) -> BlindIndex {
        let mut bytes = officer_id.as_bytes().to_vec();
        bytes.extend_from_slice(code.bare().as_bytes());
        self.vault.index("officer.recovery-code", &bytes)
    }

    /// Somebody did not get in: whose account it was about, if there is one, and at which step.
    async fn note_failure(&self, officer_id: Option<Uuid>, step: &str) -> Result<(), Failure> {
        let entry = Entry::new(self.clock.now(), Actor::Nobody, Action::SignInFailed).detail(step);
        let entry = match officer_id {
            Some(id) => entry.officer(id),
            None => entry,
        };
        Ok(audit::record(&self.pool, &entry).await?)
    }
}

/// Where an officer's TOTP secret is sealed.
fn totp_context(officer_id: Uuid) -> Context {
    Context::new("officer.totp", officer_id)
}

/// What an app is to scan: <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>. The account is named by the last four digits
/// of the NIP, for a phone shows it to whoever looks at it.
fn offer(secret: &TotpSecret, nip: &Nip) -> Offer {
    let text = secret.base32();
    let characters: Vec<char> = text.chars().collect();
    let issuer = ISSUER.replace(' ', "%20");
    let account = nip.expose().get(14..).unwrap_or_default();
    Offer {
        secret: characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" "),
        uri: format!("otpauth://totp/{issuer}:NIP%20{account}?secret={text}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"),
    }
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Offer(…)")
    }
}

impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entered").field("session", &self.session).finish_non_exhaustive()
    }
}
