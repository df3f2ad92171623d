//! Approving what applicants miss. One transaction puts the name into its reference list and begins to answer all who
//! asked for it.

use audit::Action;
use database::Connection;
use desk::{Caller, Desks, Refusal};
use domain::{Desk, Text, TextRule};
use uuid::Uuid;

use super::bulk::{self, BulkRefusal, Chosen, Consent, Draft, Source, TextFault, Wording, begin_in};
use super::rights::supervises;
use crate::store::bulk::BulkState;
use crate::store::reference::{self, Added, Entry, Listed};

/// Merge field for the name as the list has it.
pub(crate) const NAME_FIELD: &str = "{rujukan}";

/// The rule of a name in a list: 2 to 200 characters in one line.
const NAME: TextRule = TextRule::Line { max: 200 };

/// Similar names that are shown.
const SIMILAR: usize = 5;

/// What a supervisor decides about entries that applicants miss.
#[derive(Clone, Debug)]
pub(crate) struct Approval {
    pub(crate) desk: Desk,
    /// Those who asked for it.
    pub(crate) clusters: Vec<Uuid>,
    /// What is to be added.
    pub(crate) entry: Entry,
    /// The list has it already, by this name: nothing is added.
    pub(crate) known_as: Option<String>,
    /// What all of them are told, with merge fields.
    pub(crate) body: String,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApprovalFault {
    /// The name cannot be one of the list, or its detail is none of the list's.
    Name,
    /// No country has this name.
    Country,
    /// The list does not have the name that the tickets are to be answered with.
    NotListed,
    /// Nobody waits for it any more.
    NobodyWaits,
    /// The text.
    Text(Vec<TextFault>),
}

/// Why nothing was approved. Nothing was changed then.
#[derive(Debug)]
pub(crate) enum ApprovalRefusal {
    /// What the supervisor can put right.
    Fault(ApprovalFault),
    /// As any piece of work is refused.
    Refused(Refusal),
}

impl From<ApprovalFault> for ApprovalRefusal {
    fn from(fault: ApprovalFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for ApprovalRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for ApprovalRefusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<BulkRefusal> for ApprovalRefusal {
    fn from(refusal: BulkRefusal) -> Self {
        match refusal {
            BulkRefusal::NobodyWaits => Self::Fault(ApprovalFault::NobodyWaits),
            BulkRefusal::Text(faults) => Self::Fault(ApprovalFault::Text(faults)),
            BulkRefusal::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

impl Approval {
    /// The name that the applicants will find.
    fn name(&self) -> &str {
        self.known_as.as_deref().unwrap_or(&self.entry.name)
    }

    fn text(&self) -> String {
        self.body.replace(NAME_FIELD, self.name())
    }

    fn chosen(&self) -> Chosen {
        let source = Source::Clusters { desk: self.desk, clusters: self.clusters.clone(), held: true };
        Chosen { source, without: Vec::new() }
    }

    /// The same with its texts in one line each, or what is wrong with the name.
    fn tidy(self) -> Result<Self, ApprovalFault> {
        let line = |text: &str| Text::parse(text, NAME).map(|text| text.expose().to_owned());
        let name = line(&self.entry.name).map_err(|_fault| ApprovalFault::Name)?;
        let rest = |text: &str| {
            if domain::typed::is_blank_text(text) {
                Ok(String::new())
            } else {
                line(text).map_err(|_fault| ApprovalFault::Name)
            }
        };
        let (owner, about) = (rest(&self.entry.owner)?, rest(&self.entry.about)?);
        Ok(Self { entry: Entry { name, owner, about, ..self.entry }, ..self })
    }
}

/// Names of the list that may be the one that is missed, best first.
pub(crate) async fn similar_in_list(desks: &Desks, entry: &Entry) -> Result<Vec<Listed>, Refusal> {
    let found = reference::similar(&desks.pool, entry, i32::try_from(SIMILAR).unwrap_or(i32::MAX)).await?;
    let mut similar: Vec<Listed> = Vec::with_capacity(SIMILAR);
    for one in found {
        if similar.len() < SIMILAR && !similar.iter().any(|other| other.name == one.name && other.detail == one.detail)
        {
            similar.push(one);
        }
    }
    Ok(similar)
}

/// Looks at what three of the applicants would read.
pub(crate) async fn preview(desks: &Desks, caller: &Caller, approval: &Approval) -> Result<Draft, Refusal> {
    bulk::draft(desks, caller, &approval.chosen(), &approval.text()).await
}

/// Adds the entry to its list and begins to answer everybody who waits for it. All of it happens, or nothing.
pub(crate) async fn approve(
    desks: &Desks,
    caller: &Caller,
    approval: Approval,
    consent: Consent,
) -> Result<Uuid, ApprovalRefusal> {
    supervises(caller, approval.desk)?;
    let approval = approval.tidy()?;
    let mut transaction = desks.pool.begin().await?;
    match &approval.known_as {
        Some(known) => is_listed(&mut transaction, &approval.entry, known).await?,
        None => add_to_list(&mut transaction, desks, caller, &approval).await?,
    }
    let (text, from) = (approval.text(), BulkState::Running);
    let wording = Wording { body: &text, consent, template: None };
    let id = begin_in(&mut transaction, desks, caller, &approval.chosen(), wording, from).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Refuses to answer with a name that the list does not have.
async fn is_listed(on: &mut Connection, entry: &Entry, known: &str) -> Result<(), ApprovalRefusal> {
    let entry = Entry { name: known.to_owned(), ..entry.clone() };
    let similar = reference::similar(on, &entry, 1).await?;
    let is_listed = similar.iter().any(|listed| listed.exact && listed.name == known);
    if is_listed { Ok(()) } else { Err(ApprovalFault::NotListed.into()) }
}

async fn add_to_list(
    on: &mut Connection,
    desks: &Desks,
    caller: &Caller,
    approval: &Approval,
) -> Result<(), ApprovalRefusal> {
    let now = desks.now();
    match reference::add(&mut *on, &approval.entry, caller.id(), now).await? {
        Added::Yes => {
            let entry = caller.entry(now, Action::Reference).desk(approval.desk);
            audit::record(on, &entry.detail(approval.entry.list.as_str())).await?;
            Ok(())
        }
        // Somebody was quicker: the applicants find it all the same.
        Added::Listed => Ok(()),
        Added::UnknownOwner => Err(ApprovalFault::Country.into()),
        Added::Unfit => Err(ApprovalFault::Name.into()),
    }
}
