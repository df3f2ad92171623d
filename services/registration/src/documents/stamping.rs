//! Has the document of a slot stamped: where the stamp is put, and the stamping itself. A distributor is asked in the
//! page for a token only; the stamping waits in a queue.

use std::num::NonZeroU16;

use database::Schema;
use distributor::{Client, Distributor as _, Fault, Place};
use domain::time::wib_day;
use jiff::Timestamp;
use renditions::{NotDrawn, Paper, Size};
use ring::digest::{Context, SHA256};
use secrecy::SecretString;
use stampings::files::{self as stamped, File as Which};
use stampings::{New, State, TokenError};
use uuid::{Builder, Uuid};

use super::keeping::Owner;
use super::slot::Slot;
use super::{Documents, Failure, Note};
use crate::store::files::{self, File};

/// Sides of a stamp in points: as people are offered it, and the least that can be read.
pub(crate) const USUAL_SIDE: f32 = 100.0;
pub(crate) const LEAST_SIDE: f32 = 70.0;
/// The largest: half of the width of A4.
const MOST_SIDE: f32 = 300.0;
/// From the border of the page to a stamp in one of the six positions, in points.
pub(crate) const MARGIN: f32 = 56.0;

/// One of six positions on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// For the form: `top-left` and so on.
    pub(crate) code: &'static str,
    /// Id of the text for people.
    pub(crate) label: &'static str,
    /// 0 left, 1 right.
    across: u8,
    /// 0 at the bottom, 1 in the middle, 2 on top.
    up: u8,
}

const fn position(code: &'static str, label: &'static str, across: u8, up: u8) -> Position {
    Position { code, label, across, up }
}

impl Position {
    pub(crate) const ALL: [Self; 6] = [
        position("top-left", "stamp-position-top-left", 0, 2),
        position("top-right", "stamp-position-top-right", 1, 2),
        position("middle-left", "stamp-position-middle-left", 0, 1),
        position("middle-right", "stamp-position-middle-right", 1, 1),
        position("bottom-left", "stamp-position-bottom-left", 0, 0),
        position("bottom-right", "stamp-position-bottom-right", 1, 0),
    ];

    pub(crate) fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code == code)
    }
}

/// Where somebody wants the stamp.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wanted {
    /// From 1 on.
    pub(crate) page: NonZeroU16,
    /// In points.
    pub(crate) side: f32,
    pub(crate) at: At,
}

/// Where on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum At {
    Position(Position),
    /// The lower left corner of the stamp, in points from the lower left corner of the page.
    Corner {
        left: f32,
        bottom: f32,
    },
}

/// Why a stamp cannot be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrongPlace {
    /// The file has no such page.
    NoPage,
    /// The page is turned in the file, so nobody knows where the stamp would come.
    Turned,
    /// Part of it would be beside the page, or it is too small or too large.
    Outside,
}

/// What became of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It waits for its turn, or did so before.
    Queued,
    /// There is no file, or one that gets no stamp.
    NoFile,
    /// The stamp cannot be there.
    WrongPlace(WrongPlace),
    /// The page could not be drawn at this moment.
    Busy,
    /// Another file of the slot is being stamped.
    Another,
    /// The registration takes nothing any more.
    Closed,
}

/// Why nobody is signed in at the distributor.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotSignedIn {
    #[error("the distributor gave no token")]
    Distributor(#[from] Fault),
    #[error("the token is not kept")]
    Token(#[from] TokenError),
}

/// The rectangle of a stamp on this paper.
pub(crate) fn placed(wanted: &Wanted, paper: Paper) -> Result<[f32; 4], WrongPlace> {
    if !paper.is_upright {
        return Err(WrongPlace::Turned);
    }
    let side = wanted.side;
    if !(LEAST_SIDE..=MOST_SIDE).contains(&side) {
        return Err(WrongPlace::Outside);
    }
    let (width, height) = (f32::from(paper.width), f32::from(paper.height));
    let (left, bottom) = match wanted.at {
        At::Corner { left, bottom } => (left, bottom),
        At::Position(position) => {
            let (right, top) = (width - side - MARGIN, height - side - MARGIN);
            let left = if position.across == 0 { MARGIN } else { right };
            let bottom = match position.up {
                0 => MARGIN,
                1 => f32::midpoint(MARGIN, top),
                _ => top,
            };
            (left, bottom)
        }
    };
    let is_inside = left >= 0.0 && bottom >= 0.0 && left + side <= width && bottom + side <= height;
    if is_inside { Ok([left, bottom, left + side, bottom + side]) } else { Err(WrongPlace::Outside) }
}

/// The slot of a registration, as stampings know it.
fn slot_id(registration: Uuid, code: &str) -> Uuid {
    let mut content = Context::new(&SHA256);
    content.update(registration.as_bytes());
    content.update(code.as_bytes());
    let hash = content.finish();
    let first: [u8; 16] = hash.as_ref().first_chunk().copied().unwrap_or_default();
    Builder::from_custom_bytes(first).into_uuid()
}

impl Documents {
    /// Asks for the stamping of the file in a slot.
    ///
    /// # Errors
    /// [`Failure`]. Nothing is asked for then.
    pub(crate) async fn stamp(
        &self,
        owner: Owner<'_>,
        slot: &Slot,
        wanted: &Wanted,
        traceparent: Option<String>,
    ) -> Result<Asked, Failure> {
        let Some(words) = slot.stamped_as else { return Ok(Asked::NoFile) };
        let Some(file) = files::in_slot(&self.pool, owner.registration, &slot.code).await? else {
            return Ok(Asked::NoFile);
        };
        if file.came_stamped || file.notes.contains(&Note::StampBroken) {
            return Ok(Asked::NoFile);
        }
        let bytes = self.open_uploaded(owner.key, &file).await?;
        let corners = match self.renditions.page(&bytes, wanted.page, Size::Reading).await {
            Ok(picture) => match placed(wanted, picture.paper) {
                Ok(corners) => corners,
                Err(wrong) => return Ok(Asked::WrongPlace(wrong)),
            },
            Err(NotDrawn::NoSuchPage { .. }) => return Ok(Asked::WrongPlace(WrongPlace::NoPage)),
            Err(NotDrawn::Broken | NotDrawn::TooHard) => return Ok(Asked::NoFile),
            Err(NotDrawn::Busy | NotDrawn::Failed(_)) => return Ok(Asked::Busy),
        };
        let place = Place { page: u32::from(wanted.page.get()), corners };
        stamped::put(&self.store, owner.key, (owner.account, file.id), Which::Unstamped, &bytes).await?;
        self.request(owner, (slot, words), &file, place, traceparent).await
    }

    async fn request(
        &self,
        owner: Owner<'_>,
        (slot, words): (&Slot, &str),
        file: &File,
        place: Place,
        traceparent: Option<String>,
    ) -> Result<Asked, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let closes_at = files::lock_open(&mut transaction, (owner.registration, owner.account), now).await?;
        let Some(closes_at) = closes_at else { return Ok(Asked::Closed) };
        let current = files::in_slot(&mut *transaction, owner.registration, &slot.code).await?;
        let Some(current) = current.filter(|current| current.id == file.id) else { return Ok(Asked::NoFile) };
        if let Some((job, _)) = current.stamping {
            let before = stampings::standing(&mut transaction, job, owner.account).await?;
            match before.map(|standing| standing.state) {
                None | Some(State::Cancelled) => {}
                Some(State::Rejected) => return Ok(Asked::NoFile),
                Some(_) => return Ok(Asked::Queued),
            }
        }
        let new = New {
            account: owner.account,
            slot: slot_id(owner.registration, &slot.code),
            upload: file.id,
            document: words,
            day: wib_day(now),
            place,
            size: file.size,
            closes_at,
        };
        let job = stampings::request(&mut transaction, Schema::Registration, &new, &self.clock, traceparent).await?;
        let Some(job) = job else { return Ok(Asked::Another) };
        files::set_stamping(&mut transaction, file.id, Some((job, place))).await?;
        transaction.commit().await?;
        Ok(Asked::Queued)
    }

    /// Withdraws the stamping of a slot. Returns whether it is withdrawn: nothing was bought for it yet.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn withdraw(&self, owner: Owner<'_>, slot: &Slot) -> Result<bool, Failure> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        if files::lock_open(&mut transaction, (owner.registration, owner.account), now).await?.is_none() {
            return Ok(false);
        }
        let file = files::in_slot(&mut *transaction, owner.registration, &slot.code).await?;
        let Some((file, (job, _))) = file.and_then(|file| Some((file.id, file.stamping?))) else { return Ok(false) };
        let withdrawn = stampings::withdraw(&mut transaction, job, owner.account, now).await?;
        if withdrawn {
            files::set_stamping(&mut transaction, file, None).await?;
        }
        transaction.commit().await?;
        Ok(withdrawn)
    }

    /// Exchanges a user name and a password at the distributor for a token, which is kept for a day at most. Neither
    /// the name nor the password is. Returns how many stampings went on by it.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub(crate) async fn sign_in(
        &self,
        distributor: &Client,
        owner: Owner<'_>,
        (user, password): (&str, &SecretString),
    ) -> Result<u64, NotSignedIn> {
        let token = distributor.login(user, password).await?;
        let mut transaction = self.pool.begin().await.map_err(TokenError::from)?;
        let key = (owner.account, owner.key);
        let resumed = stampings::keep_token(&mut transaction, key, &token, self.clock.now()).await?;
        transaction.commit().await.map_err(TokenError::from)?;
        Ok(resumed)
    }

    /// Until when somebody is signed in at the distributor; `None`: nobody is.
    ///
    /// # Errors
    /// When the database is away.
    pub(crate) async fn signed_in_until(&self, account: Uuid) -> Result<Option<Timestamp>, Failure> {
        let mut connection = self.pool.acquire().await?;
        Ok(stampings::signed_in_until(&mut connection, account, self.clock.now()).await?)
    }

    /// Lets go on what waited for stamps, since its owner says that there are some.
    ///
    /// # Errors
    /// When the database is away.
    pub(crate) async fn topped_up(&self, account: Uuid) -> Result<u64, Failure> {
        let mut connection = self.pool.acquire().await?;
        Ok(stampings::topped_up(&mut connection, account, self.clock.now()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Paper = Paper { width: 595, height: 842, is_upright: true };

    fn at(at: At, side: f32) -> Wanted {
        Wanted { page: NonZeroU16::MIN, side, at }
    }

    #[test]
    fn each_position_is_whole_on_the_page_and_another() {
        let mut all = Vec::new();
        for position in Position::ALL {
            let corners = placed(&at(At::Position(position), USUAL_SIDE), A4).unwrap();
            assert!(!all.contains(&corners), "{}", position.code);
            all.push(corners);
        }
        assert_eq!(all[5].map(f32::to_bits), [439.0_f32, 56.0, 539.0, 156.0].map(f32::to_bits));
        assert_eq!(Position::coded("bottom-right"), Some(Position::ALL[5]));
    }

    #[test]
    fn a_stamp_beside_the_page_or_too_small_is_refused() {
        for (left, bottom, side) in [
            (-1.0, 0.0, 100.0),
            (496.0, 0.0, 100.0),
            (0.0, 743.0, 100.0),
            (0.0, 0.0, 69.0),
            (0.0, 0.0, 301.0),
            (f32::NAN, 0.0, 100.0),
            (0.0, f32::INFINITY, 100.0),
            (0.0, 0.0, f32::NAN),
        ] {
            let wanted = at(At::Corner { left, bottom }, side);
            assert_eq!(placed(&wanted, A4), Err(WrongPlace::Outside), "{left} {bottom} {side}");
        }
        let fits = at(At::Corner { left: 495.0, bottom: 742.0 }, 100.0);
        assert_eq!(placed(&fits, A4), Ok([495.0, 742.0, 595.0, 842.0]));
        assert_eq!(placed(&fits, Paper { is_upright: false, ..A4 }), Err(WrongPlace::Turned));
    }

    #[test]
    fn a_slot_of_a_registration_is_always_the_same_and_no_other() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(slot_id(one, "application_letter"), slot_id(one, "application_letter"));
        assert_ne!(slot_id(one, "application_letter"), slot_id(one, "statement_letter"));
        assert_ne!(slot_id(one, "application_letter"), slot_id(other, "application_letter"));
    }
}
