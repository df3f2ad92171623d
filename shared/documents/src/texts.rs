//! What applicants read, in Indonesian.

use crate::Refusal;

/// Why we refused a document and what the applicant can do about it.
pub(crate) fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Empty => "Berkas ini kosong. Silakan pilih kembali berkas yang benar, lalu unggah lagi.",
        Refusal::TooLarge => {
            "Ukuran berkas ini lebih dari 200 KB. Silakan perkecil dahulu, misalnya dengan memindai ulang pada \
            resolusi yang lebih rendah."
        }
        Refusal::UnknownType => {
            "Berkas ini bukan foto JPEG atau dokumen PDF. Silakan simpan atau pindai ulang sebagai JPEG (.jpg) atau \
            PDF, lalu unggah lagi."
        }
        Refusal::JpegDamaged => {
            "Foto JPEG ini rusak, atau mungkin terpotong saat dikirim, sehingga tidak dapat dibuka dengan lengkap. \
            Silakan foto ulang atau simpan ulang sebagai JPEG biasa, lalu unggah lagi."
        }
        Refusal::JpegTooManyPixels => {
            "Ukuran gambar foto ini terlalu besar untuk ditampilkan (paling besar 40 megapiksel). Silakan perkecil \
            ukuran fotonya, lalu unggah lagi."
        }
        Refusal::PdfDamaged => {
            "Dokumen PDF ini rusak, tidak lengkap, atau susunannya tidak jelas sehingga tidak dapat dibaca dengan \
            pasti. Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
        Refusal::PdfEncrypted => {
            "Dokumen PDF ini terkunci dengan kata sandi sehingga petugas tidak dapat membukanya. Silakan hapus kata \
            sandinya, lalu unggah lagi."
        }
        Refusal::PdfTooManyPages => "Dokumen PDF ini lebih dari 100 halaman. Silakan kirim halaman yang diminta saja.",
        Refusal::PdfTooComplex => {
            "Isi dokumen PDF ini terlalu besar atau terlalu rumit untuk ditampilkan. Silakan cetak ke PDF (Print to \
            PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
        Refusal::PdfScript => {
            "Dokumen PDF ini berisi program (JavaScript), yang tidak kami terima demi keamanan. Silakan cetak ke PDF \
            (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
        Refusal::PdfAttachment => {
            "Dokumen PDF ini membawa berkas lain atau media di dalamnya, yang tidak kami terima demi keamanan. \
            Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
        Refusal::PdfAction => {
            "Dokumen PDF ini menjalankan perintah dengan sendirinya atau membuka hal di luar dokumen, yang tidak kami \
            terima demi keamanan. Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
        Refusal::PdfXfa => {
            "Dokumen PDF ini berupa formulir dinamis (XFA), yang tidak dapat ditampilkan dengan aman. Silakan cetak \
            ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi."
        }
    }
}
