//! Grades: the average of an academic education (IPK) from 0.00 to 4.00, that of a school's diploma from 0 to 100. Two
//! decimals at most, behind a comma or a point.

use crate::catalogue::fold;

/// Within which bounds grades lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// 0.00 to 4.00.
    Academic,
    /// 0 to 100.
    School,
}

impl Scale {
    /// The scale of an education by its name, which begins with the level. Where several are named, that of the first.
    pub(crate) fn of(education: &str) -> Self {
        let level = fold(education);
        let is_school = ["slta", "sma", "smk", "smu", "ma", "man", "stm"]
            .into_iter()
            .any(|school| level.split_whitespace().next() == Some(school));
        if is_school { Self::School } else { Self::Academic }
    }

    /// The best grade, in hundredths.
    const fn most(self) -> i32 {
        match self {
            Self::Academic => 400,
            Self::School => 10_000,
        }
    }
}

/// A grade, in hundredths. Personal data when it is somebody's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Grade(i32);

impl Grade {
    /// Reads what somebody typed; `None` for what is no grade of the scale.
    pub(crate) fn read(text: &str, scale: Scale) -> Option<Self> {
        let text = text.trim();
        let (whole, decimals) = text.split_once([',', '.']).map_or((text, "0"), |(whole, rest)| (whole, rest));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 3) || !digits(decimals, 2) {
            return None;
        }
        let hundredths = whole.parse::<i32>().ok()? * 100 + format!("{decimals:0<2}").parse::<i32>().ok()?;
        (hundredths <= scale.most()).then_some(Self(hundredths))
    }

    /// One that is stored.
    pub(crate) const fn of_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// As it is stored.
    pub(crate) const fn hundredths(self) -> i32 {
        self.0
    }

    /// As Indonesians write it: `3,25`.
    pub(crate) fn shown(self) -> String {
        format!("{},{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_and_point_are_the_same_grade() {
        for (text, hundredths) in
            [("3,25", 325), ("3.25", 325), (" 3.2 ", 320), ("4", 400), ("4,00", 400), ("0", 0), ("0,05", 5)]
        {
            assert_eq!(Grade::read(text, Scale::Academic).map(Grade::hundredths), Some(hundredths), "{text}");
        }
        assert_eq!(Grade::of_hundredths(305).shown(), "3,05");
    }

    #[test]
    fn what_is_beyond_its_scale_or_no_number_is_no_grade() {
        for text in ["4,01", "5", "-1", "3,255", "3,", ",5", "", "tiga", "3,2,5", "3.25.1", "+3", "１"] {
            assert!(Grade::read(text, Scale::Academic).is_none(), "{text}");
        }
        for (text, hundredths) in [("85,5", Some(8_550)), ("100", Some(10_000)), ("100.01", None), ("1000", None)] {
            assert_eq!(Grade::read(text, Scale::School).map(Grade::hundredths), hundredths, "{text}");
        }
    }

    #[test]
    fn a_school_has_a_scale_of_its_own() {
        for school in ["SLTA/SMA Sederajat", "SMK Teknik Mesin", "sma"] {
            assert_eq!(Scale::of(school), Scale::School, "{school}");
        }
        for academic in ["S-1 Hukum", "D-III Kebidanan", "S-1 SMA"] {
            assert_eq!(Scale::of(academic), Scale::Academic, "{academic}");
        }
    }
}
