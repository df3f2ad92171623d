//! How each document stands: what the page and the résumé show, what keeps somebody from finishing, and what is filed.

use ::documents::MediaType;
use database::Connection;
use jiff::Timestamp;
use stampings::{Standing, State};
use uuid::Uuid;

use super::keeping::{Owner, sum_of};
use super::slot::{Label, Slot};
use super::{Failure, Note};
use crate::store::files::{self, File};

/// How it stands with the e-meterai of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// None is needed.
    NotNeeded,
    /// One is needed, and none was asked for.
    NotAsked,
    /// The file came with one.
    CameWith {
        /// As far as it can be read.
        serial: Option<String>,
    },
    /// A stamping was asked for.
    Asked(Standing),
}

impl Stamp {
    /// Whether the document is complete with it. A stamping that goes on by itself counts as one that is done (DEC-16
    /// of the specification of the portal): an outage of the distributor costs nobody a place.
    pub(crate) fn is_there(&self) -> bool {
        match self {
            Self::NotNeeded | Self::CameWith { .. } => true,
            Self::NotAsked => false,
            Self::Asked(standing) => match standing.state {
                State::Queued
                | State::SerialReserved
                | State::Stamped
                | State::Attached
                | State::WaitingDistributor => true,
                State::NeedsLogin | State::NeedsBalance | State::Rejected | State::Cancelled => false,
            },
        }
    }

    /// For programs: `not_needed`, `none`, `came_with`, or the state of the stamping.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotNeeded => "not_needed",
            Self::NotAsked => "none",
            Self::CameWith { .. } => "came_with",
            Self::Asked(standing) => standing.state.as_str(),
        }
    }

    /// The serial number, as far as it is known.
    pub(crate) fn serial(&self) -> Option<&str> {
        match self {
            Self::NotNeeded | Self::NotAsked => None,
            Self::CameWith { serial } => serial.as_deref(),
            Self::Asked(standing) => standing.serial.as_deref(),
        }
    }
}

/// A file in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InSlot {
    pub(crate) id: Uuid,
    pub(crate) media_type: MediaType,
    /// In bytes, without an e-meterai that it got here.
    pub(crate) size: u64,
    /// Of the same bytes, in hexadecimal digits.
    pub(crate) sha256: String,
    /// Of a PDF file, where they could be counted.
    pub(crate) pages: Option<u16>,
    pub(crate) notes: Vec<Note>,
    pub(crate) uploaded_at: Timestamp,
    /// Which stamping was asked for.
    pub(crate) stamping: Option<Uuid>,
    pub(crate) stamp: Stamp,
}

impl InSlot {
    /// Whether a stamp of it does not hold any more.
    pub(crate) fn is_stamp_broken(&self) -> bool {
        self.notes.contains(&Note::StampBroken)
    }
}

/// How a slot stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SlotStanding {
    pub(crate) code: String,
    pub(crate) label: Label,
    pub(crate) mandatory: bool,
    /// `None`: nothing was uploaded.
    pub(crate) file: Option<InSlot>,
}

impl SlotStanding {
    /// Whether nothing is left to do.
    pub(crate) fn is_whole(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.stamp.is_there())
    }
}

/// How these slots of a registration stand, in their order.
///
/// # Errors
/// When the database is away, or a row does not open.
pub(crate) async fn standings(
    on: &mut Connection,
    owner: Owner<'_>,
    slots: &[Slot],
) -> Result<Vec<SlotStanding>, Failure> {
    let files = files::of(&mut *on, owner.registration).await?;
    let mut standings = Vec::with_capacity(slots.len());
    for slot in slots {
        let file = match files.iter().find(|file| file.slot == slot.code) {
            Some(file) => Some(in_slot(on, owner, slot, file).await?),
            None => None,
        };
        standings.push(SlotStanding {
            code: slot.code.clone(),
            label: slot.label.clone(),
            mandatory: slot.mandatory,
            file,
        });
    }
    Ok(standings)
}

/// Those that keep somebody from finishing.
pub(crate) fn missing(standings: &[SlotStanding]) -> Vec<&SlotStanding> {
    standings.iter().filter(|standing| standing.mandatory && !standing.is_whole()).collect()
}

async fn in_slot(on: &mut Connection, owner: Owner<'_>, slot: &Slot, file: &File) -> Result<InSlot, Failure> {
    let sum = sum_of(owner.key, file)?;
    Ok(InSlot {
        id: file.id,
        media_type: file.media_type,
        size: file.size,
        sha256: hexadecimal(&sum),
        pages: file.pages,
        notes: file.notes.clone(),
        uploaded_at: file.uploaded_at,
        stamping: file.stamping.map(|(job, _)| job),
        stamp: if slot.needs_stamp() { stamp_of(on, file).await? } else { Stamp::NotNeeded },
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |digits, byte| digits + &format!("{byte:02x}"))
}

/// How it stands with the e-meterai of a file that needs one.
pub(super) async fn stamp_of(on: &mut Connection, file: &File) -> Result<Stamp, Failure> {
    if file.came_stamped {
        return Ok(Stamp::CameWith { serial: file.serial.clone() });
    }
    let standing = match file.stamping {
        Some((job, _)) => stampings::standing(on, job, file.account).await?,
        None => None,
    };
    Ok(match standing {
        Some(standing) if standing.state != State::Cancelled => Stamp::Asked(standing),
        _ => Stamp::NotAsked,
    })
}

/// Lets go of a file that is to be replaced: withdraws its stamping. `false` while something is being bought for it.
pub(super) async fn give_up(on: &mut Connection, file: &File, now: Timestamp) -> Result<bool, Failure> {
    let Some((job, _)) = file.stamping else { return Ok(true) };
    let Some(standing) = stampings::standing(on, job, file.account).await? else { return Ok(true) };
    match standing.state {
        State::Attached | State::Rejected | State::Cancelled => Ok(true),
        State::Queued
        | State::SerialReserved
        | State::Stamped
        | State::WaitingDistributor
        | State::NeedsLogin
        | State::NeedsBalance => Ok(stampings::withdraw(on, job, file.account, now).await?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(state: State) -> Stamp {
        Stamp::Asked(Standing { state, serial: None, problem: None, stamped_size: None, ahead: 0 })
    }

    fn standing(mandatory: bool, stamp: Option<Stamp>) -> SlotStanding {
        let file = stamp.map(|stamp| InSlot {
            id: Uuid::from_u128(1),
            media_type: MediaType::Pdf,
            size: 1,
            sha256: String::new(),
            pages: Some(1),
            notes: Vec::new(),
            uploaded_at: Timestamp::UNIX_EPOCH,
            stamping: None,
            stamp,
        });
        SlotStanding { code: "x".to_owned(), label: Label::Text("document-slot-diploma"), mandatory, file }
    }

    #[test]
    fn a_stamping_that_goes_on_by_itself_counts_and_one_that_needs_its_person_does_not() {
        let counts = State::ALL.into_iter().filter(|state| asked(*state).is_there()).collect::<Vec<_>>();
        let expected =
            [State::Queued, State::SerialReserved, State::Stamped, State::Attached, State::WaitingDistributor];
        assert_eq!(counts, expected);
        assert!(!Stamp::NotAsked.is_there());
        assert!(Stamp::CameWith { serial: None }.is_there());
    }

    #[test]
    fn only_what_is_mandatory_is_missing() {
        let all = [
            standing(true, None),
            standing(false, None),
            standing(true, Some(Stamp::NotNeeded)),
            standing(true, Some(Stamp::NotAsked)),
            standing(false, Some(Stamp::NotAsked)),
            standing(true, Some(asked(State::Rejected))),
        ];
        let missing: Vec<*const SlotStanding> = missing(&all).into_iter().map(std::ptr::from_ref).collect();
        assert_eq!(missing, [0, 3, 5].map(|at| std::ptr::from_ref(&all[at])));
    }
}
