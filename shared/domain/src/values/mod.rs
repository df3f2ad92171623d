//! The values that applicants give. Code parses each of them once, at the edge; a value of one of these types follows
//! its rule.
//!
//! Parsing is forgiving where the meaning is clear: any separators between the digits of a number or the parts of a
//! date, invisible characters, CRLF, doubled spaces. Otherwise it names the one [`FieldFault`]. It never panics,
//! whatever the text. For other things that people type, use [`typed`].

mod age;
mod birth_date;
mod characters;
mod dates;
mod digits;
mod family_card;
mod fault;
mod full_name;
mod identity;
mod name_parts;
mod nik;
mod notice_address;
mod text;
pub mod typed;

pub use age::{Age, birthday};
pub(crate) use birth_date::AGES;
pub use birth_date::BirthDate;
pub use digits::{holds_sixteen_digits, without_long_numbers};
pub use family_card::FamilyCard;
pub use fault::FieldFault;
pub use full_name::FullName;
pub use identity::{compared_identity, folded};
pub use nik::{Nik, NikBirth};
pub use notice_address::{InvalidNoticeAddress, NoticeAddress};
pub use text::Text;

/// Gives a type with personal data a `Debug` that shows only the type's name.
macro_rules! hide_in_debug {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        }
    };
}

pub(crate) use hide_in_debug;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TextRule;
    use jiff::civil::date;

    #[test]
    fn no_personal_value_shows_itself_in_debug() {
        let nik = Nik::parse("3202051002900010").unwrap();
        let today = date(2026, 11, 21);
        let shown = [
            format!("{nik:?}"),
            format!("{:?}", nik.birth(today)),
            format!("{:?}", FamilyCard::parse("3202051002900010")),
            format!("{:?}", FullName::parse("Siti 'Aisyah")),
            format!("{:?}", BirthDate::parse("1990-02-10", today)),
            format!("{:?}", Text::parse("Aduan", TextRule::Line { max: 9 })),
            format!("{:?}", NoticeAddress::read("siti@example.id")),
        ];
        assert_eq!(
            shown,
            [
                "Nik(…)",
                "Some(NikBirth(…))",
                "Ok(FamilyCard(…))",
                "Ok(FullName(…))",
                "Ok(BirthDate(…))",
                "Ok(Text(…))",
                "Ok(Some(NoticeAddress(…)))"
            ]
        );
    }
}
