//! Which tickets the list shows, as its address says.

use desk::cursor;
use desk::store::answered::AnsweredFilter;
use desk::store::case_queue::{CaseFilter, Order, Position};
use domain::{Desk, FormCode, Stage, catalogue, typed};
use officers::Officer;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::region::region;
use crate::pages::addresses::TICKETS;
use crate::pages::form_values::value;
use crate::problems::{Error, forbidden, unknown_choice};
use crate::texts;

/// What stands in the address. On a list, whatever is no value of its filter filters nothing; an act refuses it
/// ([`Filter::of_an_act`]).
#[derive(Clone, Debug, Default, Deserialize)]
pub(in crate::pages) struct Query {
    /// The desk's name; anything else means all desks of the officer.
    #[serde(default)]
    meja: String,
    /// `terbuka` (the default), `diterima`, `proses`, `saya`, `saya-jawab`, `menunggu-pelamar`,
    /// `kembali` or `jawaban`.
    #[serde(default)]
    tahap: String,
    /// The form's code.
    #[serde(default)]
    formulir: String,
    /// A province, regency or city: its name, or its two or four digits.
    #[serde(default)]
    wilayah: String,
    /// `terbaru` or `formulir`; anything else means by deadline.
    #[serde(default)]
    urut: String,
    /// Where the page begins.
    #[serde(default)]
    setelah: String,
}

impl Query {
    /// As the fields of a form or an address say.
    pub(in crate::pages) fn of_pairs(pairs: &[(String, String)]) -> Self {
        let value = |name| value(pairs, name).to_owned();
        Self {
            meja: value("meja"),
            tahap: value("tahap"),
            formulir: value("formulir"),
            wilayah: value("wilayah"),
            urut: value("urut"),
            setelah: value("setelah"),
        }
    }

    /// All that is open at a desk.
    pub(in crate::pages) fn of_desk(desk: Desk) -> Self {
        Self { meja: desk.to_string(), ..Self::default() }
    }
}

/// The tickets that an officer wants to see.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Filter {
    /// The one desk; `None` for all of the officer's, where there is more than one.
    pub(in crate::pages) desk: Option<Desk>,
    pub(in crate::pages) stages: Stages,
    pub(in crate::pages) form: Option<FormCode>,
    /// Two or four digits; empty for all.
    pub(in crate::pages) region: String,
    /// Why what was typed is no region; empty when it is one, or nothing.
    pub(in crate::pages) region_fault: String,
    /// As it was typed.
    region_typed: String,
    /// In which order; answered ones stand in that of their answers.
    pub(in crate::pages) order: Order,
    pub(in crate::pages) after: Option<Position>,
}

/// The orders of a list, with their names in an address and for people.
pub(in crate::pages) const ORDERS: [(Order, &str, &str); 3] = [
    (Order::Deadline, "", texts::BY_DEADLINE),
    (Order::Newest, "terbaru", texts::BY_ARRIVAL),
    (Order::Form, "formulir", texts::BY_FORM),
];

fn name_of(order: Order) -> &'static str {
    ORDERS.into_iter().find(|(of, ..)| *of == order).map_or("", |(_, name, _)| name)
}

/// How far the tickets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Stages {
    /// Whatever needs an answer.
    Open,
    /// What nobody has taken.
    Received,
    /// What somebody works on.
    Processing,
    /// What this officer works on.
    Mine,
    /// What rests until its applicant replies.
    Waiting,
    /// What came back from its applicant.
    CameBack,
    /// What is answered, the newest answer first.
    Answered,
    /// What this officer answered, the newest answer first.
    AnsweredByMe,
}

impl Stages {
    pub(in crate::pages) const ALL: [Self; 8] = [
        Self::Open,
        Self::Received,
        Self::Processing,
        Self::Mine,
        Self::CameBack,
        Self::Waiting,
        Self::AnsweredByMe,
        Self::Answered,
    ];

    pub(in crate::pages) fn name(self) -> &'static str {
        match self {
            Self::Open => "terbuka",
            Self::Received => "diterima",
            Self::Processing => "proses",
            Self::Mine => "saya",
            Self::Waiting => "menunggu-pelamar",
            Self::CameBack => "kembali",
            Self::Answered => "jawaban",
            Self::AnsweredByMe => "saya-jawab",
        }
    }

    pub(in crate::pages) fn label(self) -> &'static str {
        match self {
            Self::Open => texts::STAGES_OPEN,
            Self::Received => texts::STAGES_RECEIVED,
            Self::Processing => texts::STAGES_PROCESSING,
            Self::Mine => texts::STAGES_MINE,
            Self::Waiting => texts::STAGES_WAITING,
            Self::CameBack => texts::STAGES_CAME_BACK,
            Self::Answered => texts::STAGES_ANSWERED,
            Self::AnsweredByMe => texts::STAGES_ANSWERED_BY_ME,
        }
    }

    fn stages(self) -> &'static [Stage] {
        match self {
            Self::Open | Self::CameBack => &[Stage::Received, Stage::Processing],
            Self::Received => &[Stage::Received],
            Self::Processing | Self::Mine | Self::Waiting => &[Stage::Processing],
            Self::Answered | Self::AnsweredByMe => &[Stage::Answered],
        }
    }

    /// They are answered: the list is in the order of the answers.
    pub(in crate::pages) fn are_answered(self) -> bool {
        matches!(self, Self::Answered | Self::AnsweredByMe)
    }
}

impl Filter {
    /// Reads what an act is to be done with, and at which desk: every choice must be one, and the desk the officer's. A
    /// desk that is not named counts as the first one only where `desk_may_lack`, on a page that shows which it is.
    pub(in crate::pages) fn of_an_act(
        query: &Query,
        officer: &Officer,
        desk_may_lack: bool,
    ) -> Result<(Desk, Self), Error> {
        let desk = match query.meja.as_str() {
            "" if desk_may_lack => officer.desks.first().copied().ok_or_else(forbidden)?,
            name => name.parse().map_err(|_unknown| unknown_choice())?,
        };
        if !officer.desks.contains(&desk) {
            return Err(forbidden());
        }
        let stages = Stages::ALL.into_iter().find(|stages| stages.name() == query.tahap);
        let form = query.formulir.parse().ok().filter(|code| catalogue::by_code(*code).is_some());
        if (stages.is_none() && !query.tahap.is_empty()) || (form.is_none() && !query.formulir.is_empty()) {
            return Err(unknown_choice());
        }
        let filter = Self::read(query, officer).ok_or_else(forbidden)?;
        Ok((desk, Self { desk: Some(desk), ..filter }))
    }

    /// Reads the address for this officer; `None` for one who has no desk.
    pub(in crate::pages) fn read(query: &Query, officer: &Officer) -> Option<Self> {
        let desk = match officer.desks.as_slice() {
            [] => return None,
            [only] => Some(*only),
            several => query.meja.parse().ok().filter(|desk| several.contains(desk)),
        };
        let (region, region_fault) = match region(&typed::words(&query.wilayah)) {
            Ok(region) => (region, String::new()),
            Err(fault) => (String::new(), fault),
        };
        Some(Self {
            desk,
            stages: Stages::ALL.into_iter().find(|stages| stages.name() == query.tahap).unwrap_or(Stages::Open),
            form: query.formulir.parse().ok().filter(|code| catalogue::by_code(*code).is_some()),
            region,
            region_fault,
            region_typed: query.wilayah.clone(),
            order: ORDERS
                .into_iter()
                .find(|(_, name, _)| *name == query.urut)
                .map(|(order, ..)| order)
                .unwrap_or_default(),
            after: cursor::read(&query.setelah),
        })
    }

    /// The region for its field: by name, or what was typed.
    pub(in crate::pages) fn region_shown(&self) -> String {
        if self.region_fault.is_empty() {
            domain::regions::name_of(&self.region).unwrap_or(&self.region).to_owned()
        } else {
            self.region_typed.clone()
        }
    }

    /// It leaves out some of what is open.
    pub(in crate::pages) fn is_narrowed(&self) -> bool {
        self.stages != Stages::Open || self.form.is_some() || !self.region.is_empty() || self.after.is_some()
    }

    /// The desks that are meant.
    pub(in crate::pages) fn desks(&self, officer: &Officer) -> Vec<Desk> {
        self.desk.map_or_else(|| officer.desks.clone(), |desk| vec![desk])
    }

    /// As the queue is asked.
    pub(in crate::pages) fn cases(&self, officer: &Officer) -> CaseFilter {
        CaseFilter {
            desks: self.desks(officer),
            stages: self.stages.stages().to_vec(),
            form: self.form,
            region: self.region(),
            held_by: (self.stages == Stages::Mine).then_some(officer.id),
            came_back: self.stages == Stages::CameBack,
            order: if self.stages == Stages::Waiting { Order::Return } else { self.order },
        }
    }

    /// As answered tickets are asked for.
    pub(in crate::pages) fn answered(&self, officer: &Officer) -> AnsweredFilter {
        AnsweredFilter {
            desks: self.desks(officer),
            form: self.form,
            region: self.region(),
            by: (self.stages == Stages::AnsweredByMe).then_some(officer.id),
        }
    }

    fn region(&self) -> Option<String> {
        Some(self.region.clone()).filter(|region| !region.is_empty())
    }

    /// The list's address with this filter, from `after` on.
    pub(in crate::pages) fn address(&self, after: Option<&Position>) -> String {
        let query = self.query();
        match after {
            Some(position) => format!("{TICKETS}?{query}&setelah={}", cursor::write(position)),
            None => format!("{TICKETS}?{query}"),
        }
    }

    /// What of an address says which list this is.
    pub(in crate::pages) fn query(&self) -> String {
        let form = self.form.map(|form| form.to_string()).unwrap_or_default();
        let region = if self.region_fault.is_empty() { &self.region } else { &self.region_typed };
        let pairs = [
            ("meja", self.desk.map_or("", Desk::as_str)),
            ("tahap", self.stages.name()),
            ("formulir", form.as_str()),
            ("wilayah", region.as_str()),
            ("urut", name_of(self.order)),
        ];
        let named = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let encoded = named.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
        encoded.collect::<Vec<_>>().join("&")
    }
}
