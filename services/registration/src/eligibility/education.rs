//! Whether an education is one that a formation asks for: by its code, or by its name, which is compared folded.

use crate::catalogue::{Formation, fold};

/// Whether what somebody has is what is asked for. A name counts with its level, such as "S-1 Hukum".
pub(super) fn fits(formation: &Formation, typed: &str) -> bool {
    let typed = fold(typed);
    // A name may have a "/" in it, as "SLTA/SMA Sederajat", or part names with it.
    let names = formation.education.split('/').chain([formation.education.as_str()]);
    typed == formation.education_code || names.map(fold).any(|name| name == typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tests::formation;

    #[test]
    fn an_education_counts_by_its_code_or_by_one_of_its_names() {
        let formation = Formation {
            education: "S-1 Hukum / D-IV Kepolisian".to_owned(),
            education_code: "5101001".to_owned(),
            ..formation()
        };
        for typed in ["5101001", " s1 HUKUM", "D-IV Kepolisian", "S-1 Hukum / D-IV Kepolisian"] {
            assert!(fits(&formation, typed), "{typed}");
        }
        for typed in ["Hukum", "S-2 Hukum", "5101002"] {
            assert!(!fits(&formation, typed), "{typed}");
        }
    }
}
