//! Which kind of selection a formation belongs to.

use domain::SelectionKind;

use super::{Formation, Selection};

impl Formation {
    /// Its kind. What a formation asks for says which of the three kinds of PPPK it is: a teaching certificate or a
    /// code of Dapodik, or a certificate of registration (STR). `store/choices.rs` says the same in SQL.
    pub(crate) fn selection_kind(&self) -> SelectionKind {
        match self.selection {
            Selection::Cpns => SelectionKind::Cpns,
            Selection::Pppk if self.asks_teaching || !self.dapodik.is_empty() => SelectionKind::PppkGuru,
            Selection::Pppk if self.asks_str => SelectionKind::PppkNakes,
            Selection::Pppk => SelectionKind::PppkTeknis,
        }
    }
}

impl Selection {
    /// The selection whose dates hold for a kind.
    pub(crate) const fn of(kind: SelectionKind) -> Self {
        match kind {
            SelectionKind::Cpns => Self::Cpns,
            SelectionKind::PppkGuru | SelectionKind::PppkNakes | SelectionKind::PppkTeknis => Self::Pppk,
        }
    }
}
