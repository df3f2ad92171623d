//! How good the answers of some desks are: whether they helped, how long the first one took, and what came back.

use std::collections::BTreeMap;

use audit::Action;
use desk::{Caller, Desks, Refusal};
use domain::{Desk, FormCode};
use uuid::Uuid;

use super::overview::{EXPORTED, ago, supervised};
use crate::store::quality::{self, CameBack, Judged, Took};

/// Most templates that are told; those with the most verdicts.
const MOST_TEMPLATES: usize = 200;

/// With fewer than this a share says nothing about the answers, and much about single persons.
const FEWEST: i64 = 5;

/// How good the answers of the last 14 days are.
pub(crate) struct Quality {
    pub(crate) all: Figures,
    pub(crate) desks: Vec<(Desk, Figures)>,
    pub(crate) forms: Vec<(Desk, FormCode, Figures)>,
    /// What helped is told first by how many said so.
    pub(crate) templates: Vec<OfTemplate>,
}

/// The figures of some answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) verdicts: Verdicts,
    /// Tickets whose applicants wrote once more.
    pub(crate) came_back: i64,
    /// First answers by the hours that they took, rounded up.
    took: BTreeMap<i16, i64>,
}

/// What applicants said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdicts {
    pub(crate) helped: i64,
    pub(crate) not_helped: i64,
}

/// What applicants said to the answers of one template.
pub(crate) struct OfTemplate {
    pub(crate) desk: Desk,
    pub(crate) source: Source,
    pub(crate) verdicts: Verdicts,
}

/// What an answer came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A template of this title.
    Template(String),
    /// A template that is gone.
    Removed,
    /// Nothing: it was written freely.
    Free,
}

impl Verdicts {
    /// How many said something.
    pub(crate) const fn all(self) -> i64 {
        self.helped + self.not_helped
    }

    /// How many of a hundred were helped; `None` when too few said anything.
    pub(crate) fn share(self) -> Option<i64> {
        share(self.helped, self.all())
    }
}

/// How many of a hundred; `None` of fewer than five.
pub(crate) fn share(part: i64, whole: i64) -> Option<i64> {
    (whole >= FEWEST).then(|| part * 100 / whole)
}

impl Figures {
    /// How many first answers there are.
    pub(crate) fn first_answers(&self) -> i64 {
        self.took.values().sum()
    }

    /// The hours in which half of the first answers were given; `None` of fewer than five.
    pub(crate) fn median(&self) -> Option<i16> {
        self.within(50)
    }

    /// The hours in which nine of ten were given; `None` of fewer than five.
    pub(crate) fn ninetieth(&self) -> Option<i16> {
        self.within(90)
    }

    fn within(&self, percent: i64) -> Option<i16> {
        let all = self.first_answers();
        let wanted = (all * percent + 99) / 100;
        let mut counted = 0;
        let mut hours = self.took.iter().filter(|_| all >= FEWEST);
        hours.find_map(|(hours, answers)| {
            counted += answers;
            (counted >= wanted).then_some(*hours)
        })
    }

    fn add_verdicts(&mut self, judged: &Judged) {
        self.verdicts.helped += judged.helped;
        self.verdicts.not_helped += judged.not_helped;
    }

    fn add(&mut self, other: &Self) {
        self.verdicts.helped += other.verdicts.helped;
        self.verdicts.not_helped += other.verdicts.not_helped;
        self.came_back += other.came_back;
        for (hours, answers) in &other.took {
            *self.took.entry(*hours).or_default() += answers;
        }
    }
}

impl Quality {
    fn new(judged: &[Judged], took: &[Took], came_back: &[CameBack]) -> Self {
        let mut forms: BTreeMap<(Desk, FormCode), Figures> = BTreeMap::new();
        for some in judged {
            forms.entry((some.desk, some.form)).or_default().add_verdicts(some);
        }
        for some in took {
            *forms.entry((some.desk, some.form)).or_default().took.entry(some.hours).or_default() += some.answers;
        }
        for some in came_back {
            forms.entry((some.desk, some.form)).or_default().came_back += some.tickets;
        }
        let (mut all, mut desks) = (Figures::default(), BTreeMap::<Desk, Figures>::new());
        for ((desk, _), figures) in &forms {
            all.add(figures);
            desks.entry(*desk).or_default().add(figures);
        }
        let forms = forms.into_iter().map(|((desk, form), figures)| (desk, form, figures)).collect();
        Self { all, desks: desks.into_iter().collect(), forms, templates: Vec::new() }
    }

    /// How many rows of figures there are.
    fn rows(&self) -> usize {
        self.desks.len() + self.forms.len() + self.templates.len()
    }
}

/// How good the answers of the desks are that the caller supervises.
pub(crate) async fn quality(desks: &Desks, caller: &Caller) -> Result<Quality, Refusal> {
    let (at, since) = (supervised(caller)?, ago(desks.now(), EXPORTED));
    let (judged, took, came_back) = tokio::try_join!(
        quality::judged(&desks.pool, &at, since),
        quality::took(&desks.pool, &at, since),
        quality::came_back(&desks.pool, &at, since),
    )?;
    let mut found = Quality::new(&judged, &took, &came_back);
    let of_templates = by_template(&judged);
    let ids: Vec<Uuid> = of_templates.iter().filter_map(|((_, template), _)| *template).collect();
    let titles = quality::titles(&desks.pool, &ids).await?;
    let told = of_templates.into_iter().map(|((desk, template), verdicts)| {
        let source = match template {
            None => Source::Free,
            Some(id) => titles.get(&id).map_or(Source::Removed, |title| Source::Template(title.clone())),
        };
        OfTemplate { desk, source, verdicts }
    });
    found.templates = told.collect();
    Ok(found)
}

/// The same, to be taken out as a file. Nothing in it is personal.
pub(crate) async fn export_quality(desks: &Desks, caller: &Caller) -> Result<Quality, Refusal> {
    let quality = quality(desks, caller).await?;
    let entry = caller.entry(desks.now(), Action::Export).detail(format!("quality {}", quality.rows()));
    audit::record(&desks.pool, &entry).await?;
    Ok(quality)
}

/// The verdicts by template, most of them first.
fn by_template(judged: &[Judged]) -> Vec<((Desk, Option<Uuid>), Verdicts)> {
    let mut templates: BTreeMap<(Desk, Option<Uuid>), Verdicts> = BTreeMap::new();
    for some in judged {
        let verdicts = templates.entry((some.desk, some.template)).or_default();
        verdicts.helped += some.helped;
        verdicts.not_helped += some.not_helped;
    }
    let mut templates: Vec<_> = templates.into_iter().collect();
    templates.sort_by_key(|(_, verdicts)| std::cmp::Reverse(verdicts.all()));
    templates.truncate(MOST_TEMPLATES);
    templates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_nine_of_ten_are_found_among_the_hours() {
        let figures = |took: &[(i16, i64)]| Figures { took: took.iter().copied().collect(), ..Figures::default() };
        let of = |took: &[(i16, i64)]| (figures(took).median(), figures(took).ninetieth());
        assert_eq!(of(&[(1, 5)]), (Some(1), Some(1)));
        assert_eq!(of(&[(1, 5), (30, 4), (48, 1)]), (Some(1), Some(30)));
        assert_eq!(of(&[(1, 4), (30, 4), (48, 2)]), (Some(30), Some(48)));
        assert_eq!(of(&[(1, 4)]), (None, None), "of four nothing is told");
        assert_eq!(of(&[]), (None, None));
    }

    #[test]
    fn of_fewer_than_five_there_is_no_share() {
        assert_eq!((share(4, 4), share(4, 5), share(0, 0)), (None, Some(80), None));
    }

    #[test]
    fn desks_and_all_are_the_sums_of_their_forms() {
        let form = |code: &str| -> FormCode { code.parse().unwrap() };
        let judged =
            |desk, code, helped, not_helped| Judged { desk, form: form(code), template: None, helped, not_helped };
        let took = |desk, code, hours, answers| Took { desk, form: form(code), hours, answers };
        let (one, other) = (Desk::BknDataFixes, Desk::BknAccounts);
        let quality = Quality::new(
            &[judged(one, "66", 3, 1), judged(other, "61", 1, 0)],
            &[took(one, "66", 2, 5), took(one, "61", 2, 1), took(other, "61", 9, 4)],
            &[CameBack { desk: one, form: form("66"), tickets: 2 }],
        );
        let desk = |wanted| quality.desks.iter().find(|(desk, _)| *desk == wanted).map(|(_, figures)| figures).unwrap();
        assert_eq!((desk(one).first_answers(), desk(one).median(), desk(one).came_back), (6, Some(2), 2));
        assert_eq!((desk(other).verdicts.all(), desk(other).median()), (1, None));
        assert_eq!((quality.all.verdicts.helped, quality.all.first_answers()), (4, 10));
        assert_eq!((quality.all.ninetieth(), quality.forms.len()), (Some(9), 3));
    }
}
