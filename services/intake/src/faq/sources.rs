//! Lists the files of the FAQ, which are part of the program. What only some kinds of applicants need to know comes
//! before what all share; pages follow this order.

use super::{Audience, Kind, Topic};

/// One file.
pub(super) struct Source {
    pub(super) audience: Audience,
    pub(super) topic: Topic,
    /// Folder and name, without the ending.
    pub(super) name: &'static str,
    pub(super) markdown: &'static str,
}

const GURU: Audience = Audience::Only(Kind::PppkGuru);
const CPNS: Audience = Audience::Only(Kind::Cpns);
const NON_GURU: Audience = Audience::Only(Kind::PppkNonGuru);
const PPPK: Audience = Audience::Pppk;
const ALL: Audience = Audience::Everyone;

macro_rules! files {
    ($($audience:expr, $topic:ident: $name:literal;)*) => {
        &[$(Source {
            audience: $audience,
            topic: Topic::$topic,
            name: $name,
            markdown: include_str!(concat!("../../faq/", $name, ".md")),
        }),*]
    };
}

pub(super) const SOURCES: &[Source] = files! {
    GURU, Account: "pppk-guru/pendaftaran-akun";
    GURU, Requirements: "pppk-guru/syarat-daftar";
    GURU, Corrections: "pppk-guru/perbaikan-data";
    GURU, Documents: "pppk-guru/dokumen";
    GURU, Objections: "pppk-guru/masa-sanggah";
    GURU, Cases: "pppk-guru/contoh-kasus";
    CPNS, Account: "cpns/pendaftaran-akun";
    CPNS, Requirements: "cpns/syarat-daftar";
    CPNS, Corrections: "cpns/perbaikan-data";
    CPNS, Documents: "cpns/dokumen";
    CPNS, Objections: "cpns/masa-sanggah";
    CPNS, Cases: "cpns/contoh-kasus";
    NON_GURU, Account: "pppk-non-guru/pendaftaran-akun";
    NON_GURU, Requirements: "pppk-non-guru/syarat-daftar";
    NON_GURU, Objections: "pppk-non-guru/masa-sanggah";
    PPPK, Requirements: "pppk/syarat-daftar";
    PPPK, Corrections: "pppk/perbaikan-data";
    PPPK, Documents: "pppk/dokumen";
    PPPK, Cases: "pppk/contoh-kasus";
    ALL, Account: "bersama/pendaftaran-akun";
    ALL, Requirements: "bersama/syarat-daftar";
    ALL, Corrections: "bersama/perbaikan-data";
    ALL, Cards: "bersama/pencetakan-kartu";
    ALL, Documents: "bersama/dokumen";
    ALL, Login: "bersama/login";
    ALL, Objections: "bersama/masa-sanggah";
    ALL, Cases: "bersama/contoh-kasus";
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_faq_is_in_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("faq");
        let mut files = BTreeSet::new();
        for kind in folder.read_dir().unwrap().map(Result::unwrap) {
            for file in kind.path().read_dir().unwrap().map(Result::unwrap) {
                files.insert(file.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned());
            }
        }
        assert_eq!(files, SOURCES.iter().map(|source| format!("{}.md", source.name)).collect());
    }

    #[test]
    fn a_file_is_named_after_its_topic_and_its_folder_after_whom_it_is_for() {
        for source in SOURCES {
            let (folder, topic) = source.name.split_once('/').unwrap();
            assert_eq!(topic, source.topic.slug());
            let named = match source.audience {
                Audience::Everyone => "bersama",
                Audience::Pppk => "pppk",
                Audience::Only(kind) => kind.slug(),
            };
            assert_eq!(folder, named);
        }
    }
}
