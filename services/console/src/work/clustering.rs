//! Puts tickets into clusters, in the background. A ticket is in one cluster at most, and stays in it.
//!
//! Tickets that miss the same entry of a list have the same mark: the keyed hash of the entry's folded names. A ticket
//! with a text joins the cluster whose first text is most like its own, or begins a new one.

use database::Connection;
use desk::store::tickets;
use desk::{Desks, Refusal, content};
use domain::catalogue::Likeness;
use domain::{Content, Field, Suggestions, TicketNumber};
use runtime::telemetry::cause;
use uuid::Uuid;
use vault::Index;

use super::sketch::Sketch;
use crate::store::clusters::{self, NewCluster};
use crate::store::reference;

/// Tickets that are looked at in one transaction.
const BATCH: i64 = 200;

/// An entry that a list misses: which list, and the folded names that make it.
struct MissingEntry {
    list: Suggestions,
    names: Vec<String>,
}

/// Puts the next tickets into their clusters; returns how many tickets there were. Of all processes one is at it at a
/// time, so that no two begin the same cluster.
pub(crate) async fn cluster_next(desks: &Desks) -> Result<usize, Refusal> {
    let mut transaction = desks.pool.begin().await?;
    if !clusters::lock_clustering(&mut *transaction).await? {
        return Ok(0);
    }
    let numbers = clusters::unclustered(&mut *transaction, BATCH).await?;
    if numbers.is_empty() {
        return Ok(0);
    }
    let sealed = tickets::find_all(&mut *transaction, &numbers).await?;
    let mut looked_at: Vec<(TicketNumber, Option<Uuid>)> = Vec::with_capacity(numbers.len());
    for (number, ticket) in &sealed {
        let opened =
            desks.vault.open_data_key(&ticket.data_key).map_err(Refusal::from).and_then(|key| content(&key, ticket));
        let cluster = match opened {
            Ok(content) => cluster_of(&mut transaction, desks, &content).await?,
            Err(refusal) => {
                tracing::error!(
                    error = cause(&refusal),
                    ticket.number = %number,
                    "a ticket that cannot be opened is in no cluster"
                );
                None
            }
        };
        looked_at.push((*number, cluster));
    }
    // Erased ones have nothing in common with anybody.
    let erased = numbers.iter().filter(|number| !sealed.iter().any(|(other, _)| other == *number));
    looked_at.extend(erased.map(|number| (*number, None)));
    clusters::put(&mut transaction, &looked_at).await?;
    transaction.commit().await?;
    Ok(looked_at.len())
}

/// The cluster that a ticket belongs to, made now when it is the first.
async fn cluster_of(on: &mut Connection, desks: &Desks, content: &Content) -> Result<Option<Uuid>, Refusal> {
    let new = NewCluster { id: desks.clock.new_id(), form: content.form().code, at: desks.now() };
    match content.form().likeness() {
        None => Ok(None),
        Some(Likeness::MissingEntry) => {
            let Some(entry) = missing_entry(&mut *on, content).await? else { return Ok(None) };
            // No folded name holds a line break, so no two entries give the same bytes.
            let bytes = format!("{}\n{}", entry.list, entry.names.join("\n"));
            let mark = desks.vault.index(Index::ClusterEntry, bytes.as_bytes());
            Ok(Some(clusters::of_missing_entry(&mut *on, &new, entry.list, mark.as_bytes()).await?))
        }
        Some(Likeness::FreeText) => {
            let Some(sketch) = content.free_text().and_then(|text| Sketch::of(&desks.vault, text)) else {
                return Ok(None);
            };
            let (minima, bands) = (sketch.minima(), sketch.bands());
            match clusters::find_by_text(&mut *on, new.form, &minima, &bands).await? {
                Some(id) => Ok(Some(id)),
                None => Ok(Some(clusters::add_by_text(&mut *on, &new, &minima, &bands).await?)),
            }
        }
    }
}

/// The entry that the applicant misses: the city, the university, or the programme of a university that is listed.
async fn missing_entry(on: &mut Connection, content: &Content) -> Result<Option<MissingEntry>, Refusal> {
    let text = |field| content.text(field).unwrap_or_default();
    if let Some(city) = content.text(Field::BirthCity) {
        let (city, country) = reference::birth_place(on, city, text(Field::BirthCountry)).await?;
        return Ok(Some(MissingEntry { list: Suggestions::Cities, names: vec![country, city] }));
    }
    let Some(university) = content.text(Field::University) else { return Ok(None) };
    let study = reference::study(on, university, text(Field::StudyProgramme)).await?;
    let entry = if study.listed {
        let names = vec![study.university, text(Field::EducationLevel).to_owned(), study.programme];
        MissingEntry { list: Suggestions::Programmes, names }
    } else {
        MissingEntry { list: Suggestions::Universities, names: vec![study.university] }
    };
    Ok(Some(entry))
}
