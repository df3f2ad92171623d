//! Real files that this project did not make. The tests find them next to the checkout where a developer has them;
//! elsewhere they say that they are skipped.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use documents::{MediaType, check};

/// The verdict on each PDF, by the rules and not by what the code says: 85 files of the pdf.js test corpus.
const PDFS: [(&str, &str); 85] = [
    ("ContentStreamCycleType3insideType3.pdf", "ok"),
    ("GHOSTSCRIPT-698804-1-fuzzed.pdf", "ok"),
    ("PDFJS-7562-reduced.pdf", "ok"),
    ("TrueType_without_cmap.pdf", "ok"),
    ("alphatrans.pdf", "ok"),
    ("annotation-border-styles.pdf", "ok"),
    ("annotation-fileattachment.pdf", "pdf_attachment"),
    ("annotation-squiggly.pdf", "ok"),
    ("basicapi.pdf", "ok"),
    ("bitmap-halftone-10bpp-mmr.pdf", "ok"),
    ("bitmap-halftone-skip-grid-template3.pdf", "ok"),
    ("bitmap-halftone-template1.pdf", "ok"),
    ("bitmap-refine-tpgron.pdf", "ok"),
    ("bitmap-symbol-symhuffrefineone.pdf", "ok"),
    ("bitmap-symbol-textbottomright.pdf", "ok"),
    ("bitmap-symbol-texthuffrefinecustom.pdf", "ok"),
    ("bitmap-symbol-texthuffrefinecustomdims.pdf", "ok"),
    ("bitmap-template1-customat-tpgdon.pdf", "ok"),
    ("bug1011159.pdf", "ok"),
    ("bug1186827.pdf", "ok"),
    ("bug1337429.pdf", "ok"),
    ("bug1513120_reduced.pdf", "ok"),
    ("bug1708041.pdf", "ok"),
    ("bug1724918.pdf", "ok"),
    ("bug1811694.pdf", "pdf_script"),
    ("bug1865341.pdf", "ok"),
    ("bug1883609.pdf", "ok"),
    ("bug1953099.pdf", "ok"),
    ("bug2014080.pdf", "ok"),
    ("bug868745.pdf", "ok"),
    ("bug903856.pdf", "ok"),
    ("bug911034.pdf", "ok"),
    ("cff_bluescale_small_zones.pdf", "ok"),
    ("checkbox-bad-appearance.pdf", "ok"),
    ("cid_cff.pdf", "ok"),
    ("colorspace_atan.pdf", "ok"),
    ("extract_link.pdf", "ok"),
    ("function_based_shading.pdf", "ok"),
    ("highlight.pdf", "ok"),
    ("inks.pdf", "ok"),
    ("issue10402.pdf", "ok"),
    ("issue1045.pdf", "ok"),
    ("issue11279.pdf", "ok"),
    ("issue12706.pdf", "pdf_script"),
    ("issue13372.pdf", "ok"),
    ("issue15716.pdf", "ok"),
    ("issue15893_reduced.pdf", "pdf_encrypted"),
    ("issue16316.pdf", "ok"),
    ("issue17215.pdf", "ok"),
    ("issue17679_2.pdf", "ok"),
    ("issue18408_reduced.pdf", "ok"),
    ("issue18694.pdf", "ok"),
    ("issue18986.pdf", "ok"),
    ("issue19120.pdf", "ok"),
    ("issue19802.pdf", "ok"),
    ("issue20065.pdf", "ok"),
    ("issue2074.pdf", "ok"),
    ("issue2177.pdf", "ok"),
    ("issue4304.pdf", "ok"),
    ("issue4436r.pdf", "ok"),
    ("issue4461.pdf", "ok"),
    ("issue4668.pdf", "ok"),
    ("issue5734.pdf", "ok"),
    ("issue6010_1.pdf", "pdf_encrypted"),
    ("issue6204.pdf", "ok"),
    ("issue6931_reduced.pdf", "ok"),
    ("issue7014.pdf", "ok"),
    ("issue7200.pdf", "ok"),
    ("issue7406.pdf", "ok"),
    ("issue7426.pdf", "ok"),
    ("issue8111.pdf", "ok"),
    ("issue8372.pdf", "ok"),
    ("issue8697.pdf", "ok"),
    ("issue9084.pdf", "ok"),
    ("issue9243.pdf", "ok"),
    ("issue9713.pdf", "ok"),
    ("issue9972-3.pdf", "ok"),
    ("knockout_inner_backdrop.pdf", "ok"),
    ("multiple-filters-length-zero.pdf", "ok"),
    ("noembed-sjis.pdf", "ok"),
    ("page_with_number.pdf", "ok"),
    ("rotated.pdf", "ok"),
    ("structure_simple.pdf", "ok"),
    ("tensor-allflags-withfunction.pdf", "ok"),
    ("zerowidthline.pdf", "ok"),
];

/// The verdict on each small file that once revealed a fault.
const FAULTS: [(&str, &[&str]); 19] = [
    ("attach_N_dot.pdf", &["pdf_attachment", "pdf_damaged"]),
    ("bom.pdf", &["ok"]),
    ("emeterai_certified.pdf", &["ok"]),
    ("empty_dht_prog.jpg", &["ok"]),
    ("evasion-E01.pdf", &["pdf_script"]),
    ("evasion-E05.pdf", &["pdf_script", "pdf_damaged"]),
    ("evasion-E11.pdf", &["pdf_script"]),
    ("evasion-E13.pdf", &["pdf_attachment"]),
    ("evasion-E14.pdf", &["pdf_too_many_pages", "pdf_damaged"]),
    ("evasion-E18.pdf", &["pdf_too_complex"]),
    ("fill_before_rst.jpg", &["ok"]),
    ("jfif_adobe0.jpg", &["ok"]),
    ("js_first_decoy.pdf", &["pdf_script"]),
    ("no_eoi.jpg", &["ok"]),
    ("nul_after_app0.jpg", &["ok"]),
    ("owner_only.pdf", &["ok"]),
    ("sound_annot.pdf", &["pdf_attachment"]),
    ("uri_file.pdf", &["pdf_action"]),
    ("README.md", &["unsupported_document", "pdf_damaged"]),
];

/// What must happen to each photograph: length after stripping, and the orientation that stays. 25 files of
/// exif-samples.
const JPEGS: [(&str, usize, u8); 25] = [
    ("Canon_40D_photoshop_import.jpg", 4_192, 1),
    ("Canon_PowerShot_S40.jpg", 25_066, 1),
    ("DSCN0027.jpg", 143_264, 1),
    ("DSCN0038.jpg", 142_801, 1),
    ("DSCN0042.jpg", 141_565, 1),
    ("Fujifilm_FinePix_E500.jpg", 1_065, 1),
    ("Kodak_CX7530.jpg", 3_040, 1),
    ("Konica_Minolta_DiMAGE_Z3.jpg", 1_329, 1),
    ("Olympus_C8080WZ.jpg", 1_183, 1),
    ("Samsung_Digimax_i50_MP3.jpg", 1_878, 1),
    ("canon-ixus.jpg", 120_869, 1),
    ("fujifilm-mx1700.jpg", 95_007, 1),
    ("image01088.jpg", 51_389, 1),
    ("image01137.jpg", 11_786, 1),
    ("image01980.jpg", 4_994, 1),
    ("image02206.jpg", 1_728, 1),
    ("landscape_2.jpg", 135_269, 2),
    ("landscape_3.jpg", 138_875, 3),
    ("landscape_5.jpg", 135_521, 5),
    ("landscape_6.jpg", 135_538, 6),
    ("no_exif.jpg", 147_378, 1),
    ("portrait_3.jpg", 133_723, 3),
    ("portrait_8.jpg", 130_453, 8),
    ("sanyo-vpcsx550.jpg", 88_041, 1),
    ("sony-d700.jpg", 64_386, 1),
];

#[expect(clippy::print_stdout, reason = "whoever reads the test's output learns that it saw nothing")]
fn folder(kind: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/documents").join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

#[test]
fn each_real_pdf_has_its_verdict() {
    let Some(folder) = folder("pdf") else { return };
    for (name, expected) in PDFS {
        let bytes = fs::read(folder.join(name)).unwrap();
        let verdict = match check(&bytes) {
            Ok(checked) => {
                assert_eq!((checked.media_type, checked.bytes == bytes), (MediaType::Pdf, true), "{name}");
                "ok"
            }
            Err(refusal) => refusal.code(),
        };
        assert_eq!(verdict, expected, "{name}");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), PDFS.len(), "a file without a verdict");
}

#[test]
fn each_file_that_showed_a_fault_has_its_verdict() {
    let Some(folder) = folder("../faults") else { return };
    for (name, expected) in FAULTS {
        let bytes = fs::read(folder.join(name)).unwrap();
        let verdict = check(&bytes).map_or_else(documents::Refusal::code, |_| "ok");
        assert!(expected.contains(&verdict), "{name}: {verdict}");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), FAULTS.len(), "a file without a verdict");
}

#[test]
fn a_signed_and_stamped_document_is_kept_byte_for_byte() {
    let Some(folder) = folder("../faults") else { return };
    for name in ["emeterai_certified.pdf", "owner_only.pdf"] {
        let bytes = fs::read(folder.join(name)).unwrap();
        assert!(check(&bytes).unwrap().bytes == bytes, "{name}");
    }
}

#[test]
fn each_real_photo_keeps_its_image_and_loses_the_rest() {
    let Some(folder) = folder("jpeg") else { return };
    for (name, length, orientation) in JPEGS {
        let bytes = fs::read(folder.join(name)).unwrap();
        let kept = check(&bytes).unwrap().bytes;
        assert_eq!((kept.len(), orientation_of(&kept)), (length, orientation), "{name}");
        // All of these have one scan: from its header on the photograph is the same.
        let scan = kept.windows(2).rposition(|window| window == [0xff, 0xda]).unwrap();
        let image = &kept[scan..kept.len() - 2];
        assert!(bytes.windows(image.len()).any(|window| window == image), "{name}");
        for gone in
            [&b"JFIF"[..], b"http://ns.adobe.com", b"Photoshop", b"ICC_PROFILE", b"GPS", b"II*\0", b"NIKON", b"Canon"]
        {
            assert!(!kept[..scan].windows(gone.len()).any(|window| window == gone), "{name}");
        }
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), JPEGS.len(), "a file without an expectation");
}

/// The orientation in the one EXIF segment that may remain; upright without it.
fn orientation_of(kept: &[u8]) -> u8 {
    if kept[2..4] == [0xff, 0xe1] { kept[31] } else { 1 }
}

#[test]
fn a_real_file_is_judged_in_milliseconds() {
    for kind in ["pdf", "jpeg"] {
        let Some(folder) = folder(kind) else { return };
        let files: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
        let bytes: usize = files.iter().map(Vec::len).sum();
        let start = Instant::now();
        for file in &files {
            drop(check(file));
        }
        let (spent, files) = (start.elapsed(), u32::try_from(files.len()).unwrap());
        let per_150_kb = spent.mul_f64(150_000.0 / f64::from(u32::try_from(bytes).unwrap()));
        println!("{kind}: {:?} a file, {per_150_kb:?} per 150 KB", spent / files);
        assert!(spent / files < Duration::from_millis(20), "{kind}: {:?} a file", spent / files);
    }
}

/// The output of a program on this machine; `None` when it is not installed.
fn output_of(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    std::process::Command::new(program).args(arguments).output().ok().map(|output| output.stdout)
}

#[test]
fn each_stored_photo_has_the_pixels_that_browsers_show() {
    let places = ["jpeg", "../faults"].map(folder);
    let Some(folders) = places.into_iter().collect::<Option<Vec<_>>>() else { return };
    // Browsers decode with this library.
    if output_of("djpeg", &["-version"]).is_none() {
        return println!("skipped: djpeg is not there");
    }
    let stored = std::env::temp_dir().join(format!("stored-{}.jpg", std::process::id()));
    for path in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "jpg") {
            fs::write(&stored, check(&fs::read(&path).unwrap()).unwrap().bytes).unwrap();
            let [before, after] =
                [&path, &stored].map(|path| output_of("djpeg", &["-ppm", path.to_str().unwrap()]).unwrap());
            assert!(!before.is_empty() && before == after, "{}", path.display());
        }
    }
    fs::remove_file(stored).unwrap();
}

#[test]
fn what_is_accepted_opens_in_another_reader_without_a_script_or_an_attachment() {
    let places = ["pdf", "../faults"].map(folder);
    let Some(folders) = places.into_iter().collect::<Option<Vec<_>>>() else { return };
    if output_of("qpdf", &["--version"]).is_none() {
        return println!("skipped: qpdf is not there");
    }
    for path in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "pdf") || check(&fs::read(&path).unwrap()).is_err() {
            continue;
        }
        let attachments = output_of("qpdf", &["--list-attachments", path.to_str().unwrap()]).unwrap();
        assert!(
            attachments.is_empty() || String::from_utf8_lossy(&attachments).contains("no embedded files"),
            "{}",
            path.display()
        );
        let plain = output_of("qpdf", &["--qdf", "--object-streams=disable", path.to_str().unwrap(), "-"]).unwrap();
        for word in [&b"/S /JavaScript"[..], b"/S /Launch", b"/Type /EmbeddedFile"] {
            assert!(!plain.windows(word.len()).any(|window| window == word), "{}", path.display());
        }
    }
}
