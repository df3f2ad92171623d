//! `helpdesk formation generate`: invented formations, to try the catalogue and to measure. The same seed makes the
//! same file. No agency, place or code in it is real.

use std::io::Write;

use uuid::Builder;

use crate::Selection;
use crate::catalogue::{Formation, Requirement};
use crate::import;

/// First parts of agencies' names.
const AGENCIES: [&str; 6] = [
    "Kementerian Contoh",
    "Badan Contoh",
    "Lembaga Contoh",
    "Pemerintah Provinsi",
    "Pemerintah Kabupaten",
    "Pemerintah Kota",
];

/// Invented places, of which agencies and units are called.
const PLACES: [&str; 24] = [
    "Sukamaju",
    "Mekarsari",
    "Tirtajaya",
    "Wanasari",
    "Giriasih",
    "Bumiharja",
    "Rawaindah",
    "Kertamulya",
    "Lembahsari",
    "Muarabaru",
    "Nusaharapan",
    "Padangasri",
    "Purwasari",
    "Rejomakmur",
    "Sindangjati",
    "Tanjungasri",
    "Ujungharapan",
    "Watumulya",
    "Banyuasih",
    "Cipandan",
    "Dukuharja",
    "Kayuputih",
    "Lautbiru",
    "Margatani",
];

/// Units within an agency.
const UNITS: [&str; 12] = [
    "Sekretariat",
    "Dinas Pendidikan",
    "Dinas Kesehatan",
    "Biro Hukum",
    "Biro Umum",
    "Dinas Pekerjaan Umum",
    "Rumah Sakit Umum",
    "Puskesmas",
    "Inspektorat",
    "Dinas Sosial",
    "Dinas Pertanian",
    "Pusat Data dan Informasi",
];

/// Educations: code and name.
const EDUCATIONS: [(&str, &str); 22] = [
    ("2900001", "SLTA/SMA Sederajat"),
    ("2900002", "SMK Teknik Kendaraan Ringan"),
    ("4900001", "D-III Kebidanan"),
    ("4900002", "D-III Keperawatan"),
    ("4900003", "D-III Manajemen Informatika"),
    ("4900004", "D-III Akuntansi"),
    ("5900001", "S-1 Hukum"),
    ("5900002", "S-1 Akuntansi / D-IV Akuntansi"),
    ("5900003", "S-1 Teknik Informatika"),
    ("5900004", "S-1 Sistem Informasi"),
    ("5900005", "S-1 Teknik Sipil"),
    ("5900006", "S-1 Kesehatan Masyarakat"),
    ("5900007", "S-1 Pendidikan Guru Sekolah Dasar"),
    ("5900008", "S-1 Pendidikan Matematika"),
    ("5900009", "S-1 Pendidikan Bahasa Inggris"),
    ("5900010", "S-1 Agribisnis"),
    ("5900011", "S-1 Ilmu Komunikasi"),
    ("5900012", "S-1 Administrasi Publik"),
    ("6900001", "Profesi Dokter"),
    ("6900002", "Profesi Ners"),
    ("7900001", "S-2 Hukum"),
    ("7900002", "S-2 Ilmu Komputer"),
];

/// A position: its name, the codes of its educations, the age at which its holders retire, and what it asks for.
#[derive(Clone, Copy)]
struct Position(&'static str, &'static [&'static str], i16, Asks);

/// What a position asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Nothing,
    Registration,
    Teaching,
}

const POSITIONS: [Position; 24] = [
    Position("Ahli Pertama - Analis Hukum", &["5900001"], 58, Asks::Nothing),
    Position("Ahli Muda - Perancang Peraturan Perundang-undangan", &["7900001"], 60, Asks::Nothing),
    Position("Ahli Pertama - Auditor", &["5900002"], 58, Asks::Nothing),
    Position("Terampil - Pranata Keuangan", &["4900004"], 58, Asks::Nothing),
    Position("Ahli Pertama - Pranata Komputer", &["5900003", "5900004"], 58, Asks::Nothing),
    Position("Ahli Muda - Pranata Komputer", &["7900002"], 60, Asks::Nothing),
    Position("Terampil - Pranata Komputer", &["4900003"], 58, Asks::Nothing),
    Position("Ahli Pertama - Teknik Jalan dan Jembatan", &["5900005"], 58, Asks::Nothing),
    Position("Ahli Pertama - Administrator Kesehatan", &["5900006"], 58, Asks::Registration),
    Position("Ahli Pertama - Dokter", &["6900001"], 60, Asks::Registration),
    Position("Ahli Pertama - Perawat", &["6900002"], 58, Asks::Registration),
    Position("Terampil - Perawat", &["4900002"], 58, Asks::Registration),
    Position("Terampil - Bidan", &["4900001"], 58, Asks::Registration),
    Position("Guru Kelas", &["5900007"], 60, Asks::Teaching),
    Position("Guru Matematika", &["5900008"], 60, Asks::Teaching),
    Position("Guru Bahasa Inggris", &["5900009"], 60, Asks::Teaching),
    Position("Ahli Pertama - Penyuluh Pertanian", &["5900010"], 58, Asks::Nothing),
    Position("Ahli Pertama - Pranata Hubungan Masyarakat", &["5900011"], 58, Asks::Nothing),
    Position("Ahli Pertama - Analis Kebijakan", &["5900012", "5900001"], 58, Asks::Nothing),
    Position("Ahli Pertama - Arsiparis", &["5900012"], 58, Asks::Nothing),
    Position("Dosen Asisten Ahli", &["7900001", "7900002"], 65, Asks::Nothing),
    Position("Pengadministrasi Perkantoran", &["2900001"], 58, Asks::Nothing),
    Position("Penjaga Tahanan", &["2900001"], 58, Asks::Nothing),
    Position("Operator Layanan Operasional", &["2900002"], 58, Asks::Nothing),
];

/// Writes so many invented formations as a file that `helpdesk formation import` takes.
///
/// # Errors
/// When `to` refuses.
pub fn generate(count: u32, seed: u64, to: impl Write) -> anyhow::Result<()> {
    let mut chance = Chance(seed);
    let formations: Vec<Formation> = (0..count).filter_map(|_at| formation(&mut chance)).collect();
    Ok(import::write(&formations, to)?)
}

/// The next one; there is one as long as no list above is empty.
fn formation(chance: &mut Chance) -> Option<Formation> {
    let id = Builder::from_random_bytes(chance.bytes()).into_uuid();
    let (of, place) = (chance.below(AGENCIES.len()), chance.below(PLACES.len()));
    let agency = format!("{} {}", pick(&AGENCIES, of), pick(&PLACES, place));
    let Position(position, educations, retires, asks) = chance.of(&POSITIONS)?;
    let code = chance.of(educations)?;
    let education = EDUCATIONS.iter().find(|(of, _)| *of == code).map_or("", |(_, name)| name);
    let selection = if asks == Asks::Teaching || chance.below(3) == 0 { Selection::Pppk } else { Selection::Cpns };
    let (age_min, age_max) = match selection {
        Selection::Pppk => (20, retires - 1),
        Selection::Cpns if retires > 60 => (18, 40),
        Selection::Cpns => (18, 35),
    };
    let special = selection == Selection::Cpns && chance.below(12) == 0;
    let kind = if special {
        chance.of(&["CUMLAUDE", "PUTRA/PUTRI PAPUA", "PENYANDANG DISABILITAS", "DIASPORA"])?
    } else {
        "UMUM"
    };
    let salary = 3_000_000 + 250_000 * i64::try_from(chance.below(16)).unwrap_or_default();
    Some(Formation {
        id,
        agency_id: format!("C{of}{place:02}"),
        place: format!("{agency} | {} | {}", chance.of(&UNITS)?, chance.of(&PLACES)?),
        agency,
        selection,
        kind: kind.to_owned(),
        position: position.to_owned(),
        education_code: code.to_owned(),
        education: education.to_owned(),
        places: 1 + i32::try_from(chance.below(6)).unwrap_or_default(),
        open_to_disability: kind == "PENYANDANG DISABILITAS" || chance.below(5) == 0,
        salary_min: Some(salary),
        salary_max: Some(salary + 1_500_000),
        job: format!("Melaksanakan tugas {position} pada unit kerja penempatan."),
        skills: String::new(),
        requirements: requirements(asks),
        contact: String::new(),
        gender: None,
        asks_str: asks == Asks::Registration,
        asks_teaching: asks == Asks::Teaching,
        asks_toefl: false,
        is_diplomat: false,
        dapodik: String::new(),
        npsn: String::new(),
        age_min,
        age_max,
        gpa_min: least_grade(code, chance),
    })
}

/// None in a third of all formations.
fn least_grade(code: &str, chance: &mut Chance) -> Option<i32> {
    let step = i32::try_from(chance.below(4)).unwrap_or_default();
    let asked = chance.below(3) > 0;
    let least = if code.starts_with('2') { 7_000 + 250 * step } else { 275 + 25 * step.min(2) };
    asked.then_some(least)
}

fn requirements(asks: Asks) -> Vec<Requirement> {
    let mut labels = vec![
        ("ktp", "Kartu Tanda Penduduk atau surat keterangan kependudukan", true),
        ("ijazah", "Ijazah asli sesuai kualifikasi pendidikan", true),
        ("transkrip", "Transkrip nilai asli", true),
        ("lamaran", "Surat lamaran yang ditandatangani", true),
    ];
    match asks {
        Asks::Nothing => labels.push(("organisasi", "Sertifikat keahlian yang dimiliki", false)),
        Asks::Registration => labels.push(("str", "Surat Tanda Registrasi yang masih berlaku", true)),
        Asks::Teaching => labels.push(("serdik", "Sertifikat pendidik", false)),
    }
    let listed = labels.into_iter().map(|(code, label, mandatory)| Requirement {
        code: code.to_owned(),
        label: label.to_owned(),
        mandatory,
    });
    listed.collect()
}

fn pick<T: Copy + Default>(from: &[T], at: usize) -> T {
    from.get(at).copied().unwrap_or_default()
}

/// Numbers that follow from a seed (`SplitMix64`), so that a file can be made again.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or_default()
    }

    fn bytes(&mut self) -> [u8; 16] {
        ((u128::from(self.next()) << 64) | u128::from(self.next())).to_be_bytes()
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_file_and_it_can_be_imported() {
        let file = |seed| {
            let mut file = Vec::new();
            generate(500, seed, &mut file).unwrap();
            file
        };
        assert_eq!(file(7), file(7));
        assert_ne!(file(7), file(8));
        assert_eq!(import::of_csv(&file(7)).unwrap().len(), 500);
    }
}
