//! Approving what applicants miss: the name goes into its reference list and all who asked for it are answered, in one
//! transaction.

use audit::Action;
use desk::{Caller, Desks, Refusal};
use domain::{Desk, Suggestions, Text, TextRule};
use uuid::Uuid;

use super::bulk::{self, begin_in, supervises};
use super::{Chosen, Consent, Draft, TemplateFault};
use crate::store::bulk::State;
use crate::store::reference::{self, Added, Entry, Listed};

/// Merge field for the name as the list has it.
pub(crate) const NAME_FIELD: &str = "{rujukan}";

/// The rule of a name in a list: 2 to 200 characters in one line.
const NAME: TextRule = TextRule::Line { max: 200 };

/// Names alike that are shown.
const ALIKE: usize = 5;

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
    Text(Vec<TemplateFault>),
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
        Chosen::Alike { desk: self.desk, clusters: self.clusters.clone(), held: true }
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
pub(crate) async fn alike_in_list(desks: &Desks, entry: &Entry) -> Result<Vec<Listed>, Refusal> {
    let found = reference::alike(&desks.pool, entry, i32::try_from(ALIKE).unwrap_or(i32::MAX)).await?;
    let mut alike: Vec<Listed> = Vec::with_capacity(ALIKE);
    for one in found {
        if alike.len() < ALIKE && !alike.iter().any(|other| other.name == one.name && other.detail == one.detail) {
            alike.push(one);
        }
    }
    Ok(alike)
}

/// Looks at what three of the applicants would read.
pub(crate) async fn preview(desks: &Desks, caller: &Caller, approval: &Approval) -> Result<Draft, Refusal> {
    bulk::draft(desks, caller, &approval.chosen(), &approval.text()).await
}

/// Adds the entry to its list and begins to answer everybody who waits for it. All of it happens, or nothing: the inner
/// error says why nothing did.
pub(crate) async fn approve(
    desks: &Desks,
    caller: &Caller,
    approval: Approval,
    consent: Consent,
) -> Result<Result<Uuid, ApprovalFault>, Refusal> {
    supervises(caller, approval.desk)?;
    let approval = match approval.tidy() {
        Ok(approval) => approval,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut transaction = desks.pool.begin().await?;
    if let Some(known) = &approval.known_as {
        let entry = Entry { name: known.clone(), ..approval.entry.clone() };
        if !reference::alike(&mut *transaction, &entry, 1)
            .await?
            .iter()
            .any(|listed| listed.exact && listed.name == *known)
        {
            return Ok(Err(ApprovalFault::NotListed));
        }
    } else {
        match reference::add(&mut *transaction, &approval.entry, caller.id(), desks.now()).await? {
            Added::Yes => {
                let entry = caller
                    .entry(desks.now(), Action::Reference)
                    .desk(approval.desk)
                    .detail(approval.entry.list.as_str());
                audit::record(&mut *transaction, &entry).await?;
            }
            // Somebody was quicker: the applicants find it all the same.
            Added::Listed => {}
            Added::UnknownOwner => return Ok(Err(ApprovalFault::Country)),
            Added::Unfit => return Ok(Err(ApprovalFault::Name)),
        }
    }
    match begin_in(&mut transaction, desks, caller, &approval.chosen(), (&approval.text(), consent), State::Running)
        .await?
    {
        Ok(id) => {
            transaction.commit().await?;
            Ok(Ok(id))
        }
        Err(faults) if faults.is_empty() => Ok(Err(ApprovalFault::NobodyWaits)),
        Err(faults) => Ok(Err(ApprovalFault::Text(faults))),
    }
}

impl Entry {
    /// Nothing yet, for this list.
    pub(crate) fn of(list: Suggestions) -> Self {
        Self { list, name: String::new(), owner: String::new(), about: String::new() }
    }
}
