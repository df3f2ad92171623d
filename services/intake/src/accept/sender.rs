//! Who files a submission.

use std::net::IpAddr;

use captcha::{Solved, Wrong};
use uuid::Uuid;
use web::ClientAddress;

use super::Repeats;
use crate::public::PUBLIC_CHANNEL;

/// Who files a submission.
#[derive(Debug)]
pub(crate) enum Sender {
    /// An assisted channel, which answers for whom it files.
    Channel(Uuid),
    /// A person whom nobody knows.
    Person(Person),
}

/// A person whom nobody knows.
#[derive(Debug)]
pub(crate) struct Person {
    /// What the person's answer to the CAPTCHA is worth.
    pub(crate) captcha: Result<Solved, Wrong>,
    /// The open ticket that the person was told of and wants another one beside.
    pub(crate) repeats: Option<Repeats>,
    /// Where the person comes from.
    pub(crate) address: ClientAddress,
}

impl Sender {
    /// The channel that the ticket names.
    pub(super) fn channel(&self) -> Uuid {
        match self {
            Self::Channel(channel) => *channel,
            Self::Person(_) => PUBLIC_CHANNEL,
        }
    }

    /// The network of a person; a channel has none that it is counted by.
    pub(super) fn network(&self) -> Option<IpAddr> {
        match self {
            Self::Channel(_) => None,
            Self::Person(person) => Some(person.address.network()),
        }
    }

    /// Why the answer to the CAPTCHA does not count, if it does not.
    pub(super) fn wrong_captcha(&self) -> Option<Wrong> {
        match self {
            Self::Channel(_) => None,
            Self::Person(person) => person.captcha.err(),
        }
    }
}
