//! What only the whole file tells: rows that repeat, and one code with two names.

use std::collections::{HashMap, HashSet};

use super::Faults;
use crate::catalogue::Formation;

/// Tells rows that contradict earlier ones.
pub(super) fn judge(rows: &[(u64, Formation)], faults: &mut Faults) {
    let mut seen = HashSet::with_capacity(rows.len());
    let (mut agencies, mut educations) = (HashMap::new(), HashMap::new());
    for (line, formation) in rows {
        if !seen.insert(formation.id) {
            faults.tell(*line, "formasi_id", "stands in an earlier row, too");
        }
        let agency = agencies.entry(formation.agency_id.as_str()).or_insert(formation.agency.as_str());
        if *agency != formation.agency {
            faults.tell(*line, "ins_nm", "is not the name that an earlier row gives this instansi_id");
        }
        let education = educations.entry(formation.education_code.as_str()).or_insert(formation.education.as_str());
        if *education != formation.education {
            faults.tell(*line, "pendidikan_nm", "is not the name that an earlier row gives this kode_ref_pend");
        }
    }
}
