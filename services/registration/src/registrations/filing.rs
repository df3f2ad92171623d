//! The end of a registration: one transaction finds all of it right once more, gives it its number, and keeps a copy
//! that nothing changes.

use applicants::{Account, Identity};
use audit::{Action, Actor, Entry, Subject};
use database::{Connection, NewMessage, Outbox, Schema};
use domain::time::wib_day;
use domain::{RegistrationNumber, SelectionKind};
use jiff::Timestamp;
use messages::topology::REGISTRATIONS;
use messages::{LetterKind, RegistrationFinalised, VERSION};
use runtime::Clock;
use uuid::Uuid;

use super::{Content, Failure, Registration, Standing, Thk2Outcome};
use crate::cards::{self, Frozen, NotFrozen};
use crate::catalogue::{Formation, Selection};
use crate::documents::{self, Answers, Owner, SlotStanding, Stamp};
use crate::letters;
use crate::numbers::{NoNumber, Numbers};
use crate::steps::formation::Asker;
use crate::steps::{Step, biodata, formation, selection};
use crate::store::registrations::{self as rows, Filed};
use crate::store::{dates, formations};

/// What keeps somebody from ending a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// A step is not right.
    Step(Step),
    /// A document is missing, or its stamping needs its owner; by the document's name.
    Document(String),
    /// The register says that the identity is wrong.
    IdentityRefused,
    /// The agency takes no registrations at this moment.
    NotOpen,
}

/// What became of the wish to end a registration.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It is final, from this moment on or since before: the same wish again leads to the same end.
    Final,
    /// Something must be done first.
    Hindered(Vec<Hindrance>),
    /// Something changed since the person looked at it.
    Changed,
    /// It was cancelled, or it is too late.
    Over,
}

/// Why a registration could not be ended, though nothing is wrong with it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotEnded {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the documents could not be read")]
    Documents(#[from] documents::Failure),
    #[error("there is no registration number")]
    Number(#[from] NoNumber),
    #[error("the registration could not be frozen")]
    Frozen(#[from] NotFrozen),
}

impl From<sqlx::Error> for NotEnded {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}

/// A registration that is right, with all that its copy needs.
struct Right {
    formation: Formation,
    kind: SelectionKind,
    documents: Vec<SlotStanding>,
}

impl super::Kept {
    /// Ends the registration that its owner looked at in this version.
    ///
    /// # Errors
    /// [`NotEnded`]. Nothing is written then.
    pub(crate) async fn end(
        &self,
        numbers: &Numbers,
        account: &Account,
        looked_at: i64,
        traceparent: Option<String>,
    ) -> Result<Ended, NotEnded> {
        let Some(registration) = self.find(account).await? else { return Ok(Ended::Over) };
        let now = self.clock.now();
        match registration.standing {
            Standing::Final => return Ok(Ended::Final),
            Standing::Expired | Standing::Cancelled => return Ok(Ended::Over),
            Standing::Draft if registration.deadline(now).is_over() => return Ok(Ended::Over),
            Standing::Draft if registration.version != looked_at => return Ok(Ended::Changed),
            Standing::Draft => {}
        }
        // Looked at once before, so that no number is taken for what is not right.
        let right = {
            let mut connection = self.pool.acquire().await?;
            check(&mut connection, account, &registration, now).await?
        };
        let right = match right {
            Ok(right) => right,
            Err(hindrances) => return Ok(Ended::Hindered(hindrances)),
        };
        let number = numbers.next(right.kind, wib_day(now).year(), &right.formation.agency_id).await?;
        self.file(account, &registration, number, traceparent).await
    }

    /// The transaction. All of it is found right again on what it locked.
    async fn file(
        &self,
        account: &Account,
        registration: &Registration,
        number: RegistrationNumber,
        traceparent: Option<String>,
    ) -> Result<Ended, NotEnded> {
        let mut transaction = self.pool.begin().await?;
        if !rows::lock(&mut transaction, (registration.id, account.id), registration.version).await? {
            drop(transaction);
            let found = self.find(account).await?;
            let is_final = found.is_some_and(|found| found.standing == Standing::Final);
            return Ok(if is_final { Ended::Final } else { Ended::Changed });
        }
        let now = self.clock.now();
        if registration.deadline(now).is_over() {
            return Ok(Ended::Over);
        }
        let right = match check(&mut transaction, account, registration, now).await? {
            Ok(right) => right,
            Err(hindrances) => return Ok(Ended::Hindered(hindrances)),
        };
        let frozen = copy(account, registration, &right, number, now).ok_or(NotFrozen::Form)?;
        let (sealed, hash) = frozen.seal(&account.key, account.id)?;
        let filed = Filed {
            number: &number.to_string(),
            frozen: &sealed,
            frozen_hash: &hash,
            identity_pending: account.identity == Identity::Pending,
        };
        rows::file(&mut transaction, registration.id, &filed, now).await?;
        tell(&mut transaction, &self.clock, registration.id, right.formation.id, now, traceparent).await?;
        letters::tell(&mut transaction, &self.clock, account.id, LetterKind::RegistrationFinal).await?;
        let entry = Entry::new(now, Actor::Applicant(account.id), Action::RegistrationFinalised)
            .about(Subject::Applicant(account.id))
            .detail(number.to_string());
        audit::record(&mut *transaction, &entry).await?;
        transaction.commit().await?;
        Ok(Ended::Final)
    }
}

/// Finds everything that is wrong with a registration at this moment.
async fn check(
    on: &mut Connection,
    account: &Account,
    registration: &Registration,
    now: Timestamp,
) -> Result<Result<Right, Vec<Hindrance>>, NotEnded> {
    let content = &registration.content;
    let mut hindrances = Vec::new();
    if account.identity == Identity::Refused {
        hindrances.push(Hindrance::IdentityRefused);
    }
    if !biodata::read(content).is_empty() {
        hindrances.push(Hindrance::Step(Step::Biodata));
    }
    let Some(kind) = registration.selection else {
        hindrances.push(Hindrance::Step(Step::Selection));
        return Ok(Err(hindrances));
    };
    if !selection::read(content, &[kind]).1.is_empty() {
        hindrances.push(Hindrance::Step(Step::Selection));
    }
    let chosen = match registration.formation {
        Some(id) => formations::find(&mut *on, id).await?,
        None => None,
    };
    let Some(formation) = chosen.filter(|(found, withdrawn)| !withdrawn && found.selection_kind() == kind) else {
        hindrances.push(Hindrance::Step(Step::Formation));
        return Ok(Err(hindrances));
    };
    let formation = formation.0;
    if !dates::is_open(&mut *on, registration.period_id, &formation, now).await? {
        hindrances.push(Hindrance::NotOpen);
    }
    let asker = Asker { applicant: &account.applicant, now };
    if !formation::read(content, &formation, &asker).is_empty() {
        hindrances.push(Hindrance::Step(Step::Formation));
    }
    let owner = Owner { registration: registration.id, account: account.id, key: &account.key };
    let slots = documents::slots(&formation, Answers::of(content));
    let standings = documents::standings(&mut *on, owner, &slots).await?;
    for missing in documents::missing(&standings) {
        hindrances.push(Hindrance::Document(missing.label.shown()));
    }
    Ok(if hindrances.is_empty() { Ok(Right { formation, kind, documents: standings }) } else { Err(hindrances) })
}

/// Says that the registration is final, to whoever listens.
async fn tell(
    on: &mut Connection,
    clock: &Clock,
    registration: Uuid,
    formation: Uuid,
    now: Timestamp,
    traceparent: Option<String>,
) -> Result<(), sqlx::Error> {
    let event_id = clock.new_id();
    let told = RegistrationFinalised {
        version: VERSION,
        event_id,
        registration_id: registration,
        formation_id: formation,
        at: now,
    };
    let message = NewMessage {
        event_id,
        exchange: REGISTRATIONS,
        routing_key: RegistrationFinalised::KEY.to_owned(),
        // A plain struct of ids and times: turning it into JSON cannot fail.
        body: serde_json::to_value(&told).unwrap_or_default(),
        traceparent,
    };
    Outbox::insert(on, Schema::Registration, &[message]).await
}

/// Everything that card and verifier need, as it is at this moment; `None` for what the check would have refused.
fn copy(
    account: &Account,
    registration: &Registration,
    right: &Right,
    number: RegistrationNumber,
    now: Timestamp,
) -> Option<Frozen> {
    let (identity, content) = (&account.applicant.identity, &registration.content);
    let details = account.applicant.details.as_ref()?;
    let formation = &right.formation;
    Some(Frozen {
        version: Frozen::VERSION,
        registration_id: registration.id,
        number,
        period: account.period.clone(),
        selection: right.kind,
        agency: cards::Agency { id: formation.agency_id.clone(), name: formation.agency.clone() },
        formation: cards::FiledFormation {
            id: formation.id,
            kind: formation.kind.clone(),
            position: formation.position.clone(),
            place: formation.place.clone(),
        },
        exam_place: told(content, "exam_place"),
        identity: cards::Identity {
            nik: identity.nik.expose().to_owned(),
            full_name: identity.full_name.expose().to_owned(),
            birth_place: identity.birth_place.expose().to_owned(),
            birth_date: identity.birth_date.expose(),
            gender: language::text(details.gender.text_id()).to_owned(),
        },
        diploma: cards::Diploma {
            name: details.diploma_name.expose().to_owned(),
            birth_place: details.diploma_birth_place.expose().to_owned(),
            birth_date: details.diploma_birth_date.expose(),
            ..diploma(content, formation)
        },
        education: cards::Education { code: formation.education_code.clone(), name: formation.education.clone() },
        biodata: biodata::questions()
            .iter()
            .filter_map(|question| told(content, question.name).map(|value| (question.name.to_owned(), value)))
            .collect(),
        thk2: thk2(right.kind, content),
        requirements: formation
            .requirements
            .iter()
            .map(|one| cards::Requirement { label: one.label.clone(), mandatory: one.mandatory })
            .collect(),
        documents: right.documents.iter().filter_map(document).collect(),
        finalised_at: now,
    })
}

/// What was typed; `None` when nothing was, and for the "-" that stands for none.
fn told(content: &Content, name: &str) -> Option<String> {
    let value = content.value(name).trim();
    (!value.is_empty() && value != "-").then(|| value.to_owned())
}

/// What the third step told of the diploma, without the person.
fn diploma(content: &Content, formation: &Formation) -> cards::Diploma {
    let asked = formation::questions(formation);
    let is_asked = |name: &str| asked.iter().any(|question| question.name == name);
    let told = |name: &str| told(content, name).filter(|_value| is_asked(name));
    let in_words = |name: &str| {
        let question = asked.iter().find(|question| question.name == name)?;
        told(name).map(|value| question.shown(&value))
    };
    cards::Diploma {
        name: String::new(),
        birth_place: String::new(),
        birth_date: jiff::civil::Date::default(),
        title_before: self::told(content, "title_before"),
        title_after: self::told(content, "title_after"),
        number: told("diploma_number"),
        date: told("diploma_date").and_then(|typed| domain::typed::date(&typed).ok()),
        year: told("graduation_year").and_then(|typed| typed.parse().ok()),
        gpa: told("gpa").map(|typed| typed.replace('.', ",")),
        university: told("university"),
        university_on_diploma: told("university_on_diploma"),
        programme: told("programme"),
        university_kind: in_words("university_kind"),
        accreditation_university: told("accreditation_university"),
        accreditation_programme: told("accreditation_programme"),
        additional_education: told("additional_education"),
    }
}

fn thk2(kind: SelectionKind, content: &Content) -> cards::Thk2 {
    if Selection::of(kind) != Selection::Pppk || content.value(selection::THK2) != "yes" {
        return cards::Thk2::No;
    }
    match content.thk2.as_ref().map(|checked| checked.outcome) {
        Some(Thk2Outcome::Found) => cards::Thk2::Found,
        Some(Thk2Outcome::Later) => cards::Thk2::Unchecked,
        Some(Thk2Outcome::Differs | Thk2Outcome::Unknown) | None => cards::Thk2::No,
    }
}

fn document(standing: &SlotStanding) -> Option<cards::Document> {
    let file = standing.file.as_ref()?;
    Some(cards::Document {
        slot: standing.code.clone(),
        label: standing.label.shown(),
        media_type: file.media_type.as_str().to_owned(),
        size: file.size,
        sha256: file.sha256.clone(),
        stamping: match &file.stamp {
            Stamp::Asked(_) => file.stamping,
            Stamp::NotNeeded | Stamp::NotAsked | Stamp::CameWith { .. } => None,
        },
    })
}
