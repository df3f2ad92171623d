//! The words of the catalogue, in Indonesian: the API publishes them, and officers read them. Their English is in
//! `language`, as are the sentences about faults. The catalogue's rows hold the titles of forms, which are the
//! manual's.

use language::{Value, fill, shown, text};

use crate::{Choice, Desk, DocumentKind, Field, FieldFault, FieldSpec, Hint, Rule, values::AGES};

pub(crate) const STAGE_SENT: &str = "Terkirim";
pub(crate) const STAGE_SUBMITTED: &str = "Pertanyaan";
pub(crate) const STAGE_RECEIVED: &str = "Diterima";
pub(crate) const STAGE_PROCESSING: &str = "Proses";
pub(crate) const STAGE_ANSWERED: &str = "Jawaban";

/// The name of a month, from 1.
pub(crate) fn month(month: i8) -> &'static str {
    match month {
        1 => text("month-1"),
        2 => text("month-2"),
        3 => text("month-3"),
        4 => text("month-4"),
        5 => text("month-5"),
        6 => text("month-6"),
        7 => text("month-7"),
        8 => text("month-8"),
        9 => text("month-9"),
        10 => text("month-10"),
        11 => text("month-11"),
        _ => text("month-12"),
    }
}

/// A moment in WIB.
pub(crate) fn moment(day: &str, clock: &str) -> String {
    fill("moment", &[("day", &day), ("clock", &clock)])
}

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
    fill("fault-missing-document", &[("label", &kind.shown_label())])
}

pub(crate) const fn hint(hint: Hint) -> &'static str {
    match hint {
        Hint::NikRegionUnknown => "Kode wilayah pada NIK tidak dikenal",
        Hint::NikBirthDateDiffers => "Tanggal lahir pada NIK berbeda dengan yang diisi",
        Hint::NameHasTitle => "Nama tampaknya memuat gelar",
    }
}

/// Where an invisible character stands.
fn place(line: usize, after: usize) -> String {
    match (line > 1, after) {
        (false, 0) => text("place-at-start").to_owned(),
        (false, _) => fill("place-after", &[("after", &after)]),
        (true, 0) => fill("place-at-start-of-line", &[("line", &line)]),
        (true, _) => fill("place-after-in-line", &[("line", &line), ("after", &after)]),
    }
}

/// What a field is called within a sentence: without what its label explains in brackets.
pub(crate) fn short(spec: &FieldSpec) -> &'static str {
    if spec.field == Field::Nik {
        "NIK"
    } else if spec.field == Field::Kk {
        shown("catalogue-short-kk", "Nomor KK")
    } else {
        let label = spec.shown_label();
        label.split_once(" (").map_or(label, |(name, _)| name)
    }
}

/// What to do about a field that was left out, in a list of such things.
pub(crate) fn to_do(spec: &FieldSpec) -> String {
    let label = short(spec);
    if is_chosen(spec) { fill("to-do-choose", &[("label", &label)]) } else { fill("to-do-fill", &[("label", &label)]) }
}

/// Whether the field is one of a list.
fn is_chosen(spec: &FieldSpec) -> bool {
    matches!(spec.field.rule(), Rule::Text(crate::TextRule::Choice(_)))
}

/// What is wrong with a field, and how to correct it. The hint stands beside the field and is not repeated.
pub(crate) fn fault(spec: &FieldSpec, fault: FieldFault) -> String {
    let label: (&str, &dyn Value) = ("label", &short(spec));
    match fault {
        FieldFault::Required if is_chosen(spec) => fill("fault-not-chosen", &[label]),
        FieldFault::UnknownOption => {
            let options: Vec<_> = spec.field.rule().options().iter().map(Choice::shown_label).collect();
            fill("fault-unknown-option", &[label, ("options", &options.join("; "))])
        }
        FieldFault::Required
        | FieldFault::TooLong { .. }
        | FieldFault::WrongDigitCount { .. }
        | FieldFault::NotDigits
        | FieldFault::NotAName
        | FieldFault::MixedScripts
        | FieldFault::NotANumber
        | FieldFault::LineBreak
        | FieldFault::HiddenCharacter { .. }
        | FieldFault::NotADate
        | FieldFault::UnreadableDate
        | FieldFault::TwoDigitYear
        | FieldFault::InFuture
        | FieldFault::TooYoung
        | FieldFault::TooOld => fault_of(short(spec), fault),
    }
}

/// What is wrong with a field that people know by this label.
pub(crate) fn fault_of(label: &str, fault: FieldFault) -> String {
    let label: (&str, &dyn Value) = ("label", &label);
    let date: &[(&str, &dyn Value)] = &[label, ("example", &text("date-example"))];
    match fault {
        FieldFault::UnknownOption => fill("fault-not-chosen", &[label]),
        FieldFault::Required => fill("fault-not-filled", &[label]),
        FieldFault::TooLong { max, found } => fill("fault-too-long", &[label, ("max", &max), ("found", &found)]),
        FieldFault::WrongDigitCount { expected, found } => {
            fill("fault-digit-count", &[label, ("expected", &expected), ("found", &found)])
        }
        FieldFault::NotDigits => fill("fault-not-digits", &[label]),
        FieldFault::NotAName => fill("fault-not-a-name", &[label]),
        FieldFault::MixedScripts => fill("fault-mixed-scripts", &[label]),
        FieldFault::NotANumber => fill("fault-not-a-number", &[label]),
        FieldFault::LineBreak => fill("fault-line-break", &[label]),
        FieldFault::HiddenCharacter { line, after } => {
            fill("fault-hidden-character", &[label, ("place", &place(line, after))])
        }
        FieldFault::NotADate => fill("fault-not-a-date", date),
        FieldFault::UnreadableDate => fill("fault-unreadable-date", date),
        FieldFault::TwoDigitYear => fill("fault-two-digit-year", date),
        FieldFault::InFuture => fill("fault-in-future", &[label]),
        FieldFault::TooYoung => fill("fault-too-young", &[label, ("years", &AGES.start().to_string())]),
        FieldFault::TooOld => fill("fault-too-old", &[label, ("years", &AGES.end().to_string())]),
    }
}

/// What is wrong with a text that stands in no form of the catalogue, such as an answer. Only the first four faults
/// befall such a text.
#[must_use]
pub fn text_fault(fault: FieldFault) -> String {
    match fault {
        FieldFault::Required => text("text-required").to_owned(),
        FieldFault::TooLong { max, found } => fill("text-too-long", &[("found", &found), ("max", &max)]),
        FieldFault::HiddenCharacter { line, after } => fill("text-hidden-character", &[("place", &place(line, after))]),
        FieldFault::LineBreak => text("text-line-break").to_owned(),
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
        | FieldFault::UnknownOption => text("text-not-right").to_owned(),
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
