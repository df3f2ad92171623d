//! How three registrations came in. Only totals were published; how they spread within their time is our assumption,
//! which each curve names.

use std::time::Duration;

use clap::ValueEnum;

/// A time of a registration, to be replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Curve {
    /// Accounts from the opening to 12:40 WIB on 26 September 2018
    #[value(name = "2018-opening")]
    Opening2018,
    /// Registrations on the last day of July 2021
    #[value(name = "2021-last-day")]
    LastDay2021,
    /// Registrations from 6 September 2024, 20:00, to the end on 10 September, 23:59 WIB
    #[value(name = "2024-last-days")]
    LastDays2024,
}

/// What is known and what is assumed of a curve.
#[derive(Debug)]
pub(crate) struct Facts {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// How many people came.
    pub(crate) people: u64,
    /// Within which time.
    pub(crate) lasted: Duration,
    /// Where the number is from.
    pub(crate) source: &'static str,
    /// What nobody published.
    pub(crate) assumed: &'static str,
    /// How many came in each of as many equal parts of the time, in relation to each other.
    shape: &'static [u32],
}

impl Curve {
    /// What is known of it.
    pub(crate) fn facts(self) -> Facts {
        match self {
            Self::Opening2018 => Facts {
                name: "2018-opening",
                people: 555_024,
                lasted: Duration::from_hours(12),
                source: "555,024 accounts from the opening to 12:40 WIB on 26-09-2018 (tirto.id)",
                assumed: "twelve hours; a rush at the opening, less at night, a second rush in the morning",
                shape: &[18, 12, 8, 6, 4, 3, 4, 7, 10, 11, 9, 8],
            },
            Self::LastDay2021 => Facts {
                name: "2021-last-day",
                people: 366_149,
                lasted: Duration::from_hours(24),
                source: "4,030,134 registrations by the end, 1,100,945 of them after ten days (kabarbisnis 28-07-2021, \
                    BKN Yogyakarta)",
                assumed: "the last day has twice the mean of the last sixteen days, and most of it in the evening",
                shape: &[3, 2, 1, 1, 1, 1, 2, 3, 5, 6, 6, 6, 5, 6, 6, 6, 5, 5, 6, 8, 10, 12, 15, 20],
            },
            Self::LastDays2024 => Facts {
                name: "2024-last-days",
                people: 2_034_794,
                lasted: Duration::from_hours(100),
                source: "1,535,206 registrations on 06-09-2024 at 20:00 (merdeka.com), some 3.57 million at the end \
                    (goodstats)",
                assumed: "nights are quiet, each day has more than the one before, and the last four hours most",
                shape: &[9, 4, 3, 9, 10, 9, 9, 4, 3, 9, 10, 9, 10, 5, 3, 10, 11, 10, 12, 6, 4, 12, 14, 16, 24],
            },
        }
    }
}

impl Facts {
    /// When somebody came who has this part (0 to 1) of the others before them, as a part of the whole time.
    pub(crate) fn when(&self, part: f64) -> f64 {
        let mut wanted = part.clamp(0.0, 1.0) * self.weight();
        for (at, share) in self.shape.iter().copied().map(f64::from).enumerate() {
            if wanted <= share {
                return (index(at) + wanted / share) / index(self.shape.len());
            }
            wanted -= share;
        }
        1.0
    }

    /// How many times the mean rate the highest one is.
    pub(crate) fn peak(&self) -> f64 {
        let highest = self.shape.iter().copied().max().map_or(0.0, f64::from);
        highest * index(self.shape.len()) / self.weight()
    }

    fn weight(&self) -> f64 {
        self.shape.iter().copied().map(f64::from).sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a shape has few parts")]
fn index(at: usize) -> f64 {
    at as f64
}
