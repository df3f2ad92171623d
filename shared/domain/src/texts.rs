//! Every sentence of this crate that an applicant or officer reads, in Indonesian: plain, kind, and with advice on how
//! to correct the fault. The catalogue's rows hold the titles of forms, which are the manual's own.

use crate::{Desk, DocumentKind, Field, FieldFault, FieldSpec, Hint, Rule, values::AGES};

pub(crate) const STAGE_SENT: &str = "Terkirim";
pub(crate) const STAGE_SUBMITTED: &str = "Pertanyaan";
pub(crate) const STAGE_RECEIVED: &str = "Diterima";
pub(crate) const STAGE_PROCESSING: &str = "Proses";
pub(crate) const STAGE_ANSWERED: &str = "Jawaban";

/// January first.
pub(crate) const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// A moment in WIB.
pub(crate) fn moment(day: &str, clock: &str) -> String {
    format!("{day} pukul {clock} WIB")
}

pub(crate) const UNKNOWN_FIELD: &str = "Isian ini tidak ada pada formulir ini. Hapus isian ini, lalu kirim kembali.";
pub(crate) const REPEATED: &str = "Isian ini dikirim lebih dari satu kali. Kirim satu kali saja.";

pub(crate) const fn desk(desk: Desk) -> &'static str {
    match desk {
        Desk::DukcapilGuidance => "Panduan Dukcapil",
        Desk::BknDataFixes => "BKN – Perbaikan Data",
        Desk::BknAccounts => "BKN – Akun SSCASN",
        Desk::KemendikbudTeacherData => "Kemendikbud Ristek – Data Guru",
        Desk::InstansiComplaints => "Instansi – Pengaduan",
    }
}

pub(crate) const fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::SelfieKtp => "Foto Selfie Memegang KTP",
        DocumentKind::Ktp => "KTP",
        DocumentKind::KkCard => "Kartu Keluarga (KK)",
        DocumentKind::Diploma => "Ijazah",
        DocumentKind::EquivalencyLetter => "SK Penyetaraan Ijazah",
        DocumentKind::Thk2Card => "Kartu Peserta THK-II",
        DocumentKind::DismissalLetter => "Surat Pemberhentian",
    }
}

pub(crate) fn missing_document(kind: DocumentKind) -> String {
    format!("{} belum dilampirkan.", kind.label())
}

pub(crate) const fn hint(hint: Hint) -> &'static str {
    match hint {
        Hint::NikRegionUnknown => "Kode wilayah pada NIK tidak dikenal",
        Hint::NikBirthDateDiffers => "Tanggal lahir pada NIK berbeda dengan yang diisi",
        Hint::NameHasTitle => "Nama tampaknya memuat gelar",
    }
}

const DATE_EXAMPLE: &str = "Tulis tanggal, bulan, dan tahun, misalnya 31-12-1995, 31/12/1995, atau 31 Desember 1995.";

/// Where an invisible character stands.
fn place(line: usize, after: usize) -> String {
    let line = if line > 1 { format!("pada baris ke-{line}, ") } else { String::new() };
    if after == 0 { format!("{line}di awal") } else { format!("{line}setelah karakter ke-{after}") }
}

/// What a field is called within a sentence: without what its label explains in brackets.
pub(crate) fn short(spec: &FieldSpec) -> &'static str {
    if spec.field == Field::Nik {
        "NIK"
    } else if spec.field == Field::Kk {
        "Nomor KK"
    } else {
        spec.label.split_once(" (").map_or(spec.label, |(name, _)| name)
    }
}

/// What to do about a field that was left out, in a list of such things.
pub(crate) fn to_do(spec: &FieldSpec) -> String {
    match spec.field.rule() {
        Rule::Text(crate::TextRule::Choice(_)) => format!("Pilih {}", short(spec)),
        Rule::Name | Rule::Nik | Rule::FamilyCard | Rule::BirthDate | Rule::Text(_) => format!("Isi {}", short(spec)),
    }
}

/// What is wrong with a field, and how to correct it. The hint stands beside the field and is not repeated.
pub(crate) fn fault(spec: &FieldSpec, fault: FieldFault) -> String {
    let label = short(spec);
    match fault {
        FieldFault::Required => match spec.field.rule() {
            Rule::Text(crate::TextRule::Choice(_)) => {
                format!("{label} belum dipilih.")
            }
            Rule::Name | Rule::Nik | Rule::FamilyCard | Rule::BirthDate | Rule::Text(_) => {
                format!("{label} belum diisi.")
            }
        },
        FieldFault::TooLong { max, found } => format!(
            "{label} paling banyak {max} karakter, sedangkan yang Anda tulis {found} karakter. Singkatkan isinya, lalu \
            kirim kembali."
        ),
        FieldFault::WrongDigitCount { expected, found } => {
            format!("{label} terdiri atas {expected} angka; Anda menulis {found}.")
        }
        FieldFault::NotDigits => format!(
            "{label} hanya boleh berisi angka; spasi, titik, dan tanda hubung di antaranya tidak apa-apa. Hapus huruf \
            atau tanda lain."
        ),
        FieldFault::NotAName => {
            format!(
                "{label} hanya boleh berisi huruf, spasi, dan tanda . , ' -. Tulis nama seperti pada KTP, tanpa angka \
                atau tanda lain."
            )
        }
        FieldFault::MixedScripts => format!(
            "{label} memuat huruf yang mirip huruf Latin tetapi berasal dari aksara lain, atau mencampur beberapa \
            aksara. Ketik ulang dengan huruf Latin seperti pada KTP."
        ),
        FieldFault::NotANumber => {
            format!("{label} hanya boleh berisi huruf, angka, dan tanda - . /. Hapus tanda lain.")
        }
        FieldFault::LineBreak => {
            format!("{label} harus ditulis dalam satu baris. Hapus baris barunya.")
        }
        FieldFault::HiddenCharacter { line, after } => {
            format!(
                "{label} memuat karakter kendali yang tidak terlihat, {}. Hapus bagian itu saja, lalu ketik ulang.",
                place(line, after)
            )
        }
        FieldFault::NotADate => format!("{label} ini tidak ada di kalender. {DATE_EXAMPLE}"),
        FieldFault::UnreadableDate => format!("{label} belum terbaca sebagai tanggal. {DATE_EXAMPLE}"),
        FieldFault::TwoDigitYear => format!("Tahun pada {label} harus lengkap empat angka. {DATE_EXAMPLE}"),
        FieldFault::InFuture => {
            format!("{label} belum terjadi. Periksa kembali tahun lahir Anda.")
        }
        FieldFault::TooYoung => {
            format!("Menurut {label} ini Anda belum berusia {} tahun. Periksa kembali tahun lahir Anda.", AGES.start())
        }
        FieldFault::TooOld => {
            format!(
                "Menurut {label} ini Anda berusia lebih dari {} tahun. Periksa kembali tahun lahir Anda.",
                AGES.end()
            )
        }
        FieldFault::UnknownOption => {
            let options: Vec<_> = spec.field.rule().options().iter().map(|one| one.label).collect();
            format!("Isian {label} tidak ada dalam daftar. Pilih salah satu: {}.", options.join("; "))
        }
    }
}

/// What is wrong with a text that stands in no form of the catalogue, such as an answer. Only the first four faults
/// befall such a text.
#[must_use]
pub fn text_fault(fault: FieldFault) -> String {
    match fault {
        FieldFault::Required => "Bagian ini wajib diisi.".to_owned(),
        FieldFault::TooLong { max, found } => {
            format!("Teks ini terlalu panjang: {found} karakter, paling banyak {max} karakter.")
        }
        FieldFault::HiddenCharacter { line, after } => format!(
            "Bagian ini memuat karakter kendali yang tidak terlihat, {}. Hapus bagian itu saja, lalu ketik ulang.",
            place(line, after)
        ),
        FieldFault::LineBreak => "Bagian ini harus ditulis dalam satu baris. Hapus baris barunya.".to_owned(),
        FieldFault::WrongDigitCount { .. }
        | FieldFault::NotDigits
        | FieldFault::NotAName
        | FieldFault::NotANumber
        | FieldFault::MixedScripts
        | FieldFault::NotADate
        | FieldFault::UnreadableDate
        | FieldFault::TwoDigitYear
        | FieldFault::InFuture
        | FieldFault::TooYoung
        | FieldFault::TooOld
        | FieldFault::UnknownOption => "Bagian ini belum benar. Silakan periksa kembali.".to_owned(),
    }
}

/// Label and help of each field.
pub(crate) mod fields {
    type Words = (&'static str, &'static str);

    pub(crate) const FULL_NAME: Words = ("Nama Lengkap", "Tulis nama seperti pada KTP.");
    pub(crate) const FULL_NAME_WITHOUT_TITLES: Words = (
        "Nama Lengkap (Tanpa Gelar Depan dan Gelar Belakang)",
        "Tulis nama seperti pada KTP, tanpa gelar di depan dan di belakang.",
    );
    pub(crate) const NIK: Words = ("Nomor Induk Kependudukan (NIK)", "Tulis 16 angka NIK seperti pada KTP.");
    pub(crate) const KK: Words =
        ("Nomor Kartu Keluarga (KK)", "Tulis 16 angka yang ada di bagian atas Kartu Keluarga.");
    pub(crate) const BIRTH_PLACE: Words = ("Tempat Lahir (Kab./Kota)", "Tulis tempat lahir seperti pada KTP.");
    pub(crate) const BIRTH_DATE: Words =
        ("Tanggal Lahir", "Tulis tanggal, bulan, dan tahun seperti pada KTP, misalnya 31-12-1995 atau 31121995.");
    pub(crate) const CATEGORY: Words = ("Kategori Pelamar PPPK", "Pilih kategori yang sesuai dengan keadaan Anda.");
    pub(crate) const CERTIFICATE: Words = (
        "Nomor Sertifikat Pendidik",
        "Boleh dikosongkan bila belum punya. Paling banyak 30 karakter: huruf, angka, dan tanda - . /",
    );
    pub(crate) const THK2_NUMBER: Words = (
        "Nomor Kartu Peserta THK-II",
        "Tulis nomor pada kartu peserta, paling banyak 15 karakter: huruf, angka, dan tanda - . /",
    );
    pub(crate) const THK2_AGENCY: Words =
        ("Instansi Saat Pendataan THK II", "Tulis nama instansi tempat Anda didata sebagai THK II.");
    pub(crate) const BIRTH_COUNTRY: Words = ("Negara (Luar Negeri)", "Tulis nama negara tempat Anda dilahirkan.");
    pub(crate) const BIRTH_CITY: Words = ("Kota (Luar Negeri)", "Tulis nama kota tempat Anda dilahirkan.");
    pub(crate) const UNIVERSITY: Words =
        ("Nama Perguruan Tinggi", "Coba berbagai kombinasi kata untuk mencari perguruan tinggi Anda.");
    pub(crate) const EDUCATION_LEVEL: Words = ("Jenjang Pendidikan", "Pilih jenjang seperti pada ijazah.");
    pub(crate) const STUDY_PROGRAMME: Words = ("Nama Program Studi", "Tulis tanpa jenjang, misalnya Sistem Informasi.");
    pub(crate) const TARGET_AGENCY: Words = ("Instansi yang Dilamar", "Tulis nama instansi yang Anda lamar.");
    pub(crate) const CHRONOLOGY: Words = (
        "Kronologi kejadian",
        "Ceritakan secara berurutan apa yang terjadi, paling banyak 500 karakter. Jangan tuliskan kata sandi.",
    );
    pub(crate) const COMPLAINT: Words =
        ("Aduan", "Tuliskan aduan Anda, paling banyak 500 karakter. Jangan tuliskan kata sandi.");
    pub(crate) const QUESTION_1: Words =
        ("Pertanyaan Pengaman Satu", "Pilih pertanyaan yang Anda pilih saat registrasi.");
    pub(crate) const ANSWER_1: Words = ("Jawaban Pengaman 1", "Tulis jawaban yang Anda berikan saat registrasi.");
    pub(crate) const QUESTION_2: Words =
        ("Pertanyaan Pengaman Dua", "Pilih pertanyaan yang Anda pilih saat registrasi.");
    pub(crate) const ANSWER_2: Words = ("Jawaban Pengaman 2", "Tulis jawaban yang Anda berikan saat registrasi.");

    // Each as SSCASN stores it, and as people read it.
    pub(crate) const QUESTION_PET: (&str, &str) =
        ("Siapakah nama binatang peliharaan kamu?", "Siapakah nama binatang peliharaan Anda?");
    pub(crate) const QUESTION_MOTHER: (&str, &str) =
        ("Siapakah nama gadis ibu kandung kamu?", "Siapakah nama gadis ibu kandung Anda?");
    pub(crate) const QUESTION_SCHOOL: (&str, &str) =
        ("Apakah nama sekolah dasar kamu?", "Apakah nama sekolah dasar Anda?");
    pub(crate) const QUESTION_FRIEND: (&str, &str) =
        ("Siapakah nama teman masa kecil kamu?", "Siapakah nama teman masa kecil Anda?");
    pub(crate) const QUESTION_FOOD: (&str, &str) = ("Apakah makanan kesukaan kamu?", "Apakah makanan kesukaan Anda?");
}

/// Notes on documents that not every applicant needs.
pub(crate) mod documents {
    pub(crate) const EQUIVALENCY_LETTER_NOTE: &str = "Wajib dilampirkan oleh lulusan luar negeri: SK Penyetaraan \
        Ijazah yang diterbitkan oleh Kementerian Pendidikan dan Kebudayaan atau Kementerian Agama. Lulusan dalam \
        negeri tidak perlu melampirkannya.";
    pub(crate) const THK2_CARD_NOTE: &str = "Opsional: lampirkan bila Anda masih memilikinya.";
}

/// Headings and explanations of the forms.
pub(crate) mod forms {
    pub(crate) const GROUP_PERSON: &str = "Data Diri";
    pub(crate) const GROUP_PASSWORD: &str = "Password";
    pub(crate) const GROUP_NOT_FOUND: &str = "Data Tidak Ditemukan";
    pub(crate) const GROUP_PPPK: &str = "Pengecekan PPPK";
    pub(crate) const GROUP_COMPLAINTS: &str = "Pengaduan";

    pub(crate) const NIK_NOT_FOUND: &str = "Bantuan bagi pelamar yang tidak bisa mendaftar karena Nomor Induk \
        Kependudukan dan/atau Nomor Kartu Keluarga tidak ditemukan. Formulir ini bersifat pendataan; panduan \
        menghubungi Dukcapil langsung ditampilkan.";
    pub(crate) const NIK_TAKEN: &str = "Bantuan bagi pelamar yang tidak bisa mendaftar karena NIK miliknya didaftarkan \
        oleh orang lain. Bila aduan disetujui, riwayat pendaftaran akan dihapus dan data Anda disimpan sebagai \
        pendaftar yang pernah mengajukan pengaduan NIK didaftarkan orang lain. Harap berhati-hati menggunakan fitur \
        ini!";
    pub(crate) const DATA_DIFFERS: &str = "Bantuan bagi pelamar yang mendapat pesan \"Data tidak Sesuai\" saat mengisi \
        NIK, Nomor KK, nama, tempat lahir, dan tanggal lahir. Formulir ini bersifat pendataan; panduan menghubungi \
        Dukcapil langsung ditampilkan.";
    pub(crate) const RESET_PASSWORD: &str = "Bantuan bagi pelamar yang tidak bisa login karena lupa kata sandi \
        (password), tetapi masih ingat pertanyaan dan jawaban pengaman satu.";
    pub(crate) const FORGOT_ANSWER_1: &str = "Bantuan bagi pelamar yang tidak bisa login karena lupa kata sandi \
        (password) dan lupa jawaban pengaman satu, tetapi masih ingat pertanyaan dan jawaban pengaman dua.";
    pub(crate) const FORGOT_ANSWER_2: &str = "Bantuan bagi pelamar yang tidak bisa login karena lupa kata sandi \
        (password) dan lupa jawaban pengaman satu maupun dua. Aduan dijawab paling lama 2 x 24 jam.";
    pub(crate) const BIRTH_LOCATION: &str = "Bantuan bagi pelamar yang tidak bisa mendaftar karena lokasi lahir di \
        luar negeri tidak ditemukan. Apabila negara dan kota Anda muncul sebagai rekomendasi saat diisi, lokasi itu \
        sudah ada di daftar kami dan Anda tidak perlu mengirim aduan.";
    pub(crate) const UNIVERSITY: &str = "Bantuan bagi pelamar yang perguruan tinggi atau program studinya tidak \
        ditemukan. Apabila perguruan tinggi Anda muncul sebagai rekomendasi saat diisi, perguruan tinggi itu sudah ada \
        di daftar kami dan tidak perlu diadukan. Namun, apabila program studinya tidak muncul, silakan isi formulir ini.";
    pub(crate) const TEACHER_DATA: &str = "Bantuan bagi pelamar PPPK Guru yang datanya tidak terdapat dalam data dari \
        Kemendikbud Ristek. Laporan ini masuk dan dijawab di helpdesk Kemendikbud Ristek.";
    pub(crate) const THK2_DATA: &str = "Bantuan bagi pelamar PPPK Guru dan PPPK Non Guru, eks Tenaga Honorer K2, yang \
        datanya berbeda di database Eks THK-II BKN.";
    pub(crate) const THK2_NUMBER: &str = "Bantuan bagi pelamar PPPK Guru dan PPPK Non Guru yang terdaftar sebagai Eks \
        THK II, tetapi lupa nomor peserta THK II.";
    pub(crate) const DAPODIK_CHECK: &str = "Bantuan bagi pelamar PPPK Guru untuk memeriksa apakah datanya ada di Data \
        Pokok Pendidikan (Dapodik) atau di data lulusan PPG.";
    pub(crate) const THK2_CHECK: &str = "Bantuan bagi pelamar PPPK Guru dan PPPK Non Guru untuk memeriksa apakah \
        dirinya terdaftar sebagai eks Tenaga Honorer K2.";
    pub(crate) const NOT_CIVIL_SERVANT: &str = "Bantuan bagi pelamar yang terdaftar sebagai Pegawai Negeri Sipil aktif \
        padahal bukan Pegawai Negeri Sipil.";
    pub(crate) const LEFT_CIVIL_SERVICE: &str =
        "Bantuan bagi pelamar yang sudah bukan ASN, tetapi masih terdaftar sebagai ASN.";
    pub(crate) const AGENCY_COMPLAINT: &str = "Bantuan bagi pelamar yang mendapati kesulitan atau hal yang tidak \
        sesuai ketentuan pada instansi yang dilamar. Sebelum mengirim aduan, bacalah dahulu FAQ dan buku panduan \
        pelamar.";
}

/// Words of the guidance for people whose population data is wrong (manual 2023, A.1).
pub(crate) mod guidance {
    pub(crate) const TITLE: &str = "HUBUNGI DUKCAPIL";
    pub(crate) const NOTICE: &str = "Form ini bersifat pendataan. Untuk NIK, Nomor KK, nama, tempat lahir, atau \
        tanggal lahir yang tidak ditemukan atau tidak sesuai, Anda memiliki 2 pilihan penyelesaian:";
    pub(crate) const DINAS: &str = "Dinas Dukcapil";
    pub(crate) const OWN_REGENCY: &str = "Kabupaten/Kota Anda";
    pub(crate) const PROVINCE: &str = "Provinsi";
    pub(crate) const CALL_CENTRE_STEP: &str = "Hubungi Call Center HALO DUKCAPIL dan kirimkan data berikut:";
    pub(crate) const MESSAGE_PARTS: [&str; 5] =
        ["NIK", "Nama Lengkap", "Nomor Kartu Keluarga", "Nomor Telepon", "Permasalahan"];
    pub(crate) const CALL_CENTRE: &str = "Call Center HALO DUKCAPIL";

    pub(crate) fn dinas_step(dinas: &str, named: bool) -> String {
        let moved = if named {
            " Wilayah ini kami baca dari NIK Anda; bila Anda sudah pindah, datanglah ke Dinas Dukcapil tempat tinggal \
            Anda sekarang."
        } else {
            ""
        };
        format!("Hubungi {dinas} untuk konsolidasi data.{moved}")
    }
}
