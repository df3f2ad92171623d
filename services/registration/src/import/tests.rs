//! Files as operators send them: with many faults, and without any.

use uuid::Uuid;

use super::*;
use crate::Selection;
use crate::catalogue::Requirement;

/// One that a test changes.
pub(crate) fn formation() -> Formation {
    Formation {
        id: Uuid::from_u128(1),
        agency_id: "4001".to_owned(),
        agency: "Kementerian Uji".to_owned(),
        selection: Selection::Cpns,
        kind: "UMUM".to_owned(),
        position: "Analis Hukum".to_owned(),
        place: "Kementerian Uji | Biro Hukum".to_owned(),
        education_code: "5101001".to_owned(),
        education: "S-1 Hukum".to_owned(),
        places: 2,
        open_to_disability: true,
        salary_min: Some(5_000_000),
        salary_max: Some(7_500_000),
        job: String::new(),
        skills: String::new(),
        requirements: vec![Requirement { code: "1".to_owned(), label: "Ijazah asli".to_owned(), mandatory: true }],
        contact: String::new(),
        gender: None,
        asks_str: false,
        asks_teaching: false,
        asks_toefl: false,
        is_diplomat: false,
        dapodik: String::new(),
        npsn: String::new(),
        age_min: 18,
        age_max: 35,
        gpa_min: None,
    }
}

fn told(unfit: Unfit) -> Vec<String> {
    let Unfit::Faults { first, .. } = unfit else { panic!("it has other faults than those of rows") };
    first.iter().map(ToString::to_string).collect()
}

const HEADING: &str = "formasi_id,instansi_id,ins_nm,jp_nama,formasi_nm,jabatan_nm,lokasi_nm,kode_ref_pend,\
    pendidikan_nm,jumlah_formasi,age_min,age_max,gpa_min,gaji_min,gaji_max";

fn csv(rows: &[&str]) -> Result<Vec<Formation>, Unfit> {
    of_csv(format!("{HEADING}\n{}\n", rows.join("\n")).as_bytes())
}

const ID: &str = "0198c0de-0000-7000-8000-000000000001";

#[test]
fn every_fault_is_told_at_once_with_its_line_and_field() {
    let rows = [
        "x,4001,Uji,CPNS,UMUM,Analis,Biro,5101001,S-1 Hukum,2,18,35,,,",
        &format!("{ID},40 01,Uji,KARTU,UMUM,,Biro,510,S-1 Hukum,0,35,18,\"4,01\",9,8"),
    ];
    assert_eq!(
        told(csv(&rows).unwrap_err()),
        [
            "line 2, formasi_id: is not a UUID",
            "line 3, jabatan_nm: is empty",
            "line 3, instansi_id: is not a code of at most 40 letters, digits, dots and hyphens",
            "line 3, jp_nama: is neither CPNS nor PPPK",
            "line 3, kode_ref_pend: is not a code of seven digits",
            "line 3, jumlah_formasi: is not a whole number from 1 to 100000",
            "line 3, gpa_min: is not a grade from 0 to 4 with at most two decimals",
            "line 3, age_max: is below age_min",
            "line 3, gaji_max: is below gaji_min",
        ]
    );
}

#[test]
fn a_heading_that_misses_a_field_or_has_an_unknown_one_is_told() {
    let faults = told(of_csv(b"formasi_id,gpa_mim,formasi_id\n").unwrap_err());
    assert!(faults.contains(&"line 1, gpa_mim: is no field of a formation".to_owned()), "{faults:?}");
    assert!(faults.contains(&"line 1, formasi_id: stands in the heading twice".to_owned()), "{faults:?}");
    assert!(faults.contains(&"line 1, age_max: is missing in the heading".to_owned()), "{faults:?}");
    assert_eq!(told(of_csv(b"").unwrap_err()).len(), 12, "an empty file has none of the fields");
}

#[test]
fn rows_that_contradict_each_other_are_told() {
    let rows = [
        &*format!("{ID},4001,Uji,CPNS,UMUM,Analis,Biro,5101001,S-1 Hukum,2,18,35,,,"),
        &*format!("{ID},4001,Lain,CPNS,UMUM,Analis,Biro,5101001,S-1 Gizi,2,18,35,,,"),
        "a,b",
    ];
    let faults = told(csv(&rows).unwrap_err());
    assert_eq!(
        faults,
        [
            "line 3, formasi_id: stands in an earlier row, too",
            "line 3, ins_nm: is not the name that an earlier row gives this instansi_id",
            "line 3, pendidikan_nm: is not the name that an earlier row gives this kode_ref_pend",
            "line 4: has 2 columns, the heading 15",
        ]
    );
}

#[test]
fn a_hundred_faults_are_told_and_all_are_counted() {
    let row = "x,4001,Uji,CPNS,UMUM,Analis,Biro,5101001,S-1 Hukum,2,18,35,,,";
    let Unfit::Faults { count, first } = csv(&[row; 150]).unwrap_err() else { panic!("faults") };
    assert_eq!((count, first.len()), (150, TOLD));
}

#[test]
fn requirements_are_told_by_their_number() {
    let text = format!(
        "[\n{{\"formasi_id\": \"{ID}\", \"instansi_id\": 4001, \"ins_nm\": \"Uji\", \"jp_nama\": \"PPPK\", \
        \"formasi_nm\": \"UMUM\", \"jabatan_nm\": \"Guru\", \"lokasi_nm\": \"SD\", \"kode_ref_pend\": 5101001, \
        \"pendidikan_nm\": \"S-1 PGSD\", \"jumlah_formasi\": 3, \"disable\": 1, \"age_min\": 20, \"age_max\": 59, \
        \"jumlah_ms\": 0, \"syarat_admin\": [{{\"syarat\": \"Ijazah\", \"is_mandatory\": 1}}, {{\"syarat\": \"\", \
        \"is_mandatory\": 1}}, {{\"syarat\": \"STR\"}}]}}\n]"
    );
    assert_eq!(
        told(of_json(text.as_bytes()).unwrap_err()),
        [
            "line 2, syarat_admin: requirement 2 has no text of 1 to 500 characters in “syarat”",
            "line 2, syarat_admin: requirement 3 has neither 0 nor 1 in “is_mandatory”",
        ]
    );
    let sound = text
        .replace("\"syarat\": \"\"", "\"syarat\": \"SK\"")
        .replace("{\"syarat\": \"STR\"}", "{\"syarat\": \"STR\", \"is_mandatory\": false, \"kode\": \"str\"}");
    let read = of_json(sound.as_bytes()).unwrap();
    assert_eq!((read[0].selection, read[0].open_to_disability, read[0].places), (Selection::Pppk, true, 3));
    let codes: Vec<_> = read[0].requirements.iter().map(|one| (one.code.as_str(), one.mandatory)).collect();
    assert_eq!(codes, [("1", true), ("2", true), ("str", false)]);
}

#[test]
fn what_is_no_json_array_of_objects_is_told_by_its_line() {
    for text in ["", "{}", "[1]", "[\n{\"a\": 1},\n{]"] {
        assert_eq!(told(of_json(text.as_bytes()).unwrap_err()).len(), 1, "{text}");
    }
    let faults = told(of_json(b"[{\"nama\": 1}]").unwrap_err());
    assert_eq!(faults, ["line 1, nama: is no field of a formation"]);
}

#[test]
fn a_file_that_was_written_reads_back_the_same() {
    let formations = [
        formation(),
        Formation {
            id: Uuid::from_u128(2),
            selection: Selection::Pppk,
            gpa_min: Some(305),
            gender: Some(crate::catalogue::Gender::P),
            job: "Menyusun, \"menelaah\"; dan lain-lain".to_owned(),
            requirements: Vec::new(),
            salary_min: None,
            ..formation()
        },
    ];
    let mut file = Vec::new();
    write(&formations, &mut file).unwrap();
    assert_eq!(of_csv(&file).unwrap(), formations);
}
