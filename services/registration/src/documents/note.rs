//! What is doubtful about a file: told to its owner, and noted for verifiers. It refuses nothing.

/// A closed list; the codes are in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Note {
    /// The ground of a portrait does not look red.
    PortraitNotRed,
    /// A portrait is not upright, or neither 3 × 4 nor 4 × 6.
    PortraitShape,
    /// A portrait has fewer than 300 × 400 pixels.
    PortraitSmall,
    /// The scan of an original has no colour: it may be a copy.
    GreyScan,
    /// The first page is not A4.
    NotA4,
    /// Its pages could not be drawn, so nobody looked at them.
    NotDrawn,
    /// It was changed after it was stamped, or compressed.
    StampBroken,
    /// It carries an e-meterai that another registration has too.
    SerialElsewhere,
}

impl Note {
    pub(crate) const ALL: [Self; 8] = [
        Self::PortraitNotRed,
        Self::PortraitShape,
        Self::PortraitSmall,
        Self::GreyScan,
        Self::NotA4,
        Self::NotDrawn,
        Self::StampBroken,
        Self::SerialElsewhere,
    ];

    /// The code in the database and for programs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::PortraitNotRed => "portrait_not_red",
            Self::PortraitShape => "portrait_shape",
            Self::PortraitSmall => "portrait_small",
            Self::GreyScan => "grey_scan",
            Self::NotA4 => "not_a4",
            Self::NotDrawn => "not_drawn",
            Self::StampBroken => "stamp_broken",
            Self::SerialElsewhere => "serial_elsewhere",
        }
    }

    pub(crate) fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|note| note.as_str() == code)
    }

    /// What its owner is told; `None`: it is the verifier's alone.
    pub(crate) fn shown(self) -> Option<&'static str> {
        let id = match self {
            Self::PortraitNotRed => "document-note-portrait-not-red",
            Self::PortraitShape => "document-note-portrait-shape",
            Self::PortraitSmall => "document-note-portrait-small",
            Self::GreyScan => "document-note-grey-scan",
            Self::NotA4 => "document-note-not-a4",
            Self::NotDrawn => "document-note-not-drawn",
            Self::StampBroken => "document-note-stamp-broken",
            // Whoever copies an e-meterai is not told that it was seen.
            Self::SerialElsewhere => return None,
        };
        Some(language::text(id))
    }
}
