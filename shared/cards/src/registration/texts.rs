//! The words of the registration's card: Indonesian, and the guide's where it has them.

pub(super) const TITLE: &str = "KARTU PENDAFTARAN SISTEM SELEKSI CALON ASN";
pub(super) const PORTRAIT: &str = "Pas foto pelamar";
pub(super) const NO_PORTRAIT: &str = "Tanpa pas foto";
pub(super) const REGISTRATION: &str = "Data pendaftaran";
pub(super) const SELECTION: &str = "Jenis Seleksi";
pub(super) const FORMATION: &str = "Formasi";
pub(super) const NUMBER: &str = "No. Registrasi";
pub(super) const NIK: &str = "No. Identitas KTP";
pub(super) const ACCOUNT_NAME: &str = "Nama Akun";
pub(super) const DIPLOMA_NAME: &str = "Nama Sesuai Ijazah";
pub(super) const KTP_BIRTH: &str = "Tempat / Tanggal Lahir sesuai KTP";
pub(super) const DIPLOMA_BIRTH: &str = "Tempat / Tanggal Lahir sesuai Ijazah";
pub(super) const GENDER: &str = "Jenis Kelamin";
pub(super) const INSTITUTION: &str = "Institusi Pendidikan";
pub(super) const ACCREDITATION: &str = "Akreditasi";
pub(super) const PROGRAMME: &str = "Program Studi";
pub(super) const EDUCATION: &str = "Kualifikasi Pendidikan";
pub(super) const ADDITIONAL: &str = "Kualifikasi Pendidikan tambahan";
pub(super) const DIPLOMA: &str = "No. Ijazah / Tahun";
pub(super) const POSITION: &str = "Formasi Jabatan";
pub(super) const CATEGORY: &str = "Kategori Peserta";
pub(super) const EXAM_PLACE: &str = "Lokasi Ujian";
pub(super) const FINALISED_AT: &str = "Tgl / Jam Pendaftaran";
pub(super) const CHECK: &str = "Buka halaman Pengecekan Dokumen untuk kartu ini";
pub(super) const REQUIREMENTS: &str = "Persyaratan Administrasi (diisi oleh petugas verifikasi berkas)";
pub(super) const VERIFICATION: &str = "Hasil Verifikasi";
pub(super) const PASSED: &str = "Lulus";
pub(super) const FAILED: &str = "Tidak";
pub(super) const VERIFIED_ON: &str = "Tanggal Verifikasi:";
pub(super) const VERIFIED_ONLINE_ON: &str = "Tanggal Verifikasi Online:";
pub(super) const VERIFIER: &str = "Petugas Verifikator,";
pub(super) const ONLINE_VERIFIER: &str = "Petugas Verifikator Online,";
pub(super) const VERIFIER_NAME: &str = "Nama:";
pub(super) const STATEMENT: &str = "\u{201c}Demikian data pribadi ini saya buat dengan sebenarnya, dan bila ternyata isian \
     yang dibuat tidak benar, saya bersedia menanggung akibat hukum yang ditimbulkannya.\u{201d}";
pub(super) const NOTES: &str = "Catatan";
pub(super) const LAW: &str = "UU ITE No. 11 Tahun 2008 Pasal 5 Ayat 1: \u{201c}Informasi Elektronik dan/atau Dokumen \
     Elektronik dan/atau hasil cetaknya merupakan alat bukti hukum yang sah.\u{201d}";
pub(super) const CHECKED: &str = "Dokumen dapat dicek keasliannya menggunakan fitur Pengecekan Dokumen Sistem Seleksi Calon \
     Aparatur Sipil Negara: pindai kode QR di kartu ini.";
pub(super) const CUT: &str = "(untuk digunting dan ditempel pada Amplop)";
pub(super) const ENVELOPE: &str = "Untuk amplop";
pub(super) const ENVELOPE_NUMBER: &str = "Nomor Registrasi";
pub(super) const ENVELOPE_NAME: &str = "Nama";
pub(super) const ENVELOPE_POSITION: &str = "Jabatan";

/// How the card is signed. Only who issued the certificate is named as its issuer.
pub(super) fn signed(issuer: &str) -> String {
    let by = if issuer.is_empty() { String::new() } else { format!(" yang diterbitkan {issuer}") };
    format!("Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik{by}.")
}

pub(super) fn accredited(programme: &str, accreditation: &str) -> String {
    format!("{programme} (Akreditasi: {accreditation})")
}

pub(super) fn requirement(number: usize, label: &str, mandatory: bool) -> String {
    let optional = if mandatory { "" } else { " (tidak wajib)" };
    format!("{number}. {label}{optional}")
}

pub(super) fn page(of: &str, number: usize) -> String {
    format!("{of} · halaman {number}")
}
