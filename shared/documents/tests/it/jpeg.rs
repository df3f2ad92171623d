//! Photographs: what the check keeps, drops and refuses.

use documents::{Checked, MediaType, Refusal, check};

use crate::jpeg_file::{exif, file, frame, image, scan, segment, tables};

fn stripped(bytes: &[u8]) -> Vec<u8> {
    let Checked { media_type, bytes } = check(bytes).unwrap();
    assert_eq!(media_type, MediaType::Jpeg);
    bytes
}

#[test]
fn a_photo_without_metadata_stays_as_it_is() {
    let bytes = file(&[&image(640, 480)]);
    assert_eq!(stripped(&bytes), bytes);
}

#[test]
fn metadata_comments_and_padding_are_left_out_and_the_image_stays_identical() {
    let image = image(640, 480);
    let bytes = file(&[
        &segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        &exif(1),
        &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01"),
        &segment(0xed, b"Photoshop 3.0\0"),
        &segment(0xfe, b"diambil di rumah"),
        &[0xff, 0xff, 0xff],
        &image,
    ]);
    assert_eq!(stripped(&bytes), file(&[&image]));
}

#[test]
fn the_gps_position_is_gone_and_the_orientation_is_kept() {
    let bytes = file(&[&exif(6), &image(640, 480)]);
    assert!(bytes.windows(4).any(|window| window == b"GPS:"));
    let kept = stripped(&bytes);
    assert!(!kept.windows(4).any(|window| window == b"GPS:"));
    let expected = segment(0xe1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    assert_eq!(kept, file(&[&expected, &image(640, 480)]));
    assert_eq!(stripped(&kept), kept, "stripping again changes nothing");
}

#[test]
fn an_orientation_that_means_nothing_is_left_out() {
    for orientation in [0, 1, 9, 255] {
        assert_eq!(stripped(&file(&[&exif(orientation), &image(8, 8)])), file(&[&image(8, 8)]));
    }
}

#[test]
fn broken_exif_costs_only_the_orientation() {
    for content in
        [&b"Exif\0\0"[..], b"Exif\0\0II\x2a\0\xff\xff\xff\xff", b"Exif\0\0II\x2a\0\x08\0\0\0\xff\xff\x12\x01"]
    {
        assert_eq!(stripped(&file(&[&segment(0xe1, content), &image(8, 8)])), file(&[&image(8, 8)]));
    }
}

#[test]
fn adobes_colour_transform_is_kept_and_nothing_hides_behind_it() {
    let adobe = b"Adobe\0\x64\0\0\0\0\x01";
    let hiding = [&adobe[..], b"PK\x03\x04 tersembunyi"].concat();
    let kept = stripped(&file(&[&segment(0xee, &hiding), &image(8, 8)]));
    assert_eq!(kept, file(&[&segment(0xee, adobe), &image(8, 8)]));
}

#[test]
fn a_file_appended_to_a_photo_is_left_out() {
    let zip = b"PK\x03\x04\x14\0\0\0\0\0<script>alert(1)</script>PK\x05\x06";
    let bytes = [file(&[&image(8, 8)]).as_slice(), zip].concat();
    assert_eq!(stripped(&bytes), file(&[&image(8, 8)]));
}

#[test]
fn progressive_photos_keep_all_their_scans() {
    let bytes =
        file(&[&tables(), &frame(0xc2, 640, 480), &scan(), &tables(), &scan(), &segment(0xe1, b"Exif\0\0"), &scan()]);
    assert_eq!(stripped(&bytes), file(&[&tables(), &frame(0xc2, 640, 480), &scan(), &tables(), &scan(), &scan()]));
}

#[test]
fn a_photo_cut_off_anywhere_is_refused() {
    let bytes = file(&[&exif(6), &image(640, 480)]);
    for length in 3..bytes.len() {
        assert_eq!(check(&bytes[..length]), Err(Refusal::JpegDamaged), "cut to {length} bytes");
    }
}

#[test]
fn the_pixel_limit_is_forty_million() {
    assert!(check(&file(&[&image(8_000, 5_000)])).is_ok());
    assert_eq!(check(&file(&[&image(8_000, 5_001)])), Err(Refusal::JpegTooManyPixels));
    assert_eq!(check(&file(&[&image(65_535, 65_535)])), Err(Refusal::JpegTooManyPixels));
}

#[test]
fn structures_that_are_not_sound_are_refused() {
    let (tables, frame, scan) = (tables(), frame(0xc0, 8, 8), scan());
    let cases: [(&str, Vec<u8>); 20] = [
        ("no frame", file(&[&tables, &scan])),
        ("no scan", file(&[&tables, &frame])),
        ("two frames", file(&[&tables, &frame, &frame, &scan])),
        ("no width", file(&[&tables, &crate::jpeg_file::frame(0xc0, 0, 8), &scan])),
        ("no height", file(&[&tables, &crate::jpeg_file::frame(0xc0, 8, 0), &scan])),
        ("lossless", file(&[&tables, &crate::jpeg_file::frame(0xc3, 8, 8), &scan])),
        ("arithmetic", file(&[&tables, &crate::jpeg_file::frame(0xc9, 8, 8), &scan])),
        ("hierarchical", file(&[&segment(0xde, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]), &tables, &frame, &scan])),
        ("twelve bits", file(&[&tables, &segment(0xc1, &[12, 0, 8, 0, 8, 1, 1, 0x11, 0]), &scan])),
        ("too few components", file(&[&tables, &segment(0xc0, &[8, 0, 8, 0, 8, 3, 1, 0x11, 0]), &scan])),
        (
            "more components in the scan",
            file(&[&tables, &frame, &segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]), &[1, 2]]),
        ),
        ("empty scan", file(&[&tables, &frame, &segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0])])),
        ("too many scans", file(&[&tables, &crate::jpeg_file::frame(0xc2, 8, 8), &scan.repeat(101)])),
        ("length below two", file(&[&[0xff, 0xe0, 0, 1], &tables, &frame, &scan])),
        ("bytes after a quantisation table", file(&[&segment(0xdb, &[0; 70]), &frame, &scan])),
        ("bytes after a Huffman table", file(&[&segment(0xc4, &[&[0; 17][..], b"PK"].concat()), &frame, &scan])),
        (
            "a Huffman table of no class",
            file(&[&segment(0xc4, &[&[0x20][..], &[0; 16]].concat()), &tables, &frame, &scan]),
        ),
        (
            "a Huffman table that no code fits",
            file(&[&segment(0xc4, &[&[0, 3][..], &[0; 15], b"abc"].concat()), &tables, &frame, &scan]),
        ),
        ("a fifth quantisation table", file(&[&segment(0xdb, &[&[4][..], &[1; 64]].concat()), &tables, &frame, &scan])),
        ("a component of no size", file(&[&tables, &segment(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x01, 0]), &scan])),
    ];
    for (what, bytes) in cases {
        assert_eq!(check(&bytes), Err(Refusal::JpegDamaged), "{what}");
    }
}

#[test]
fn what_browsers_pass_over_is_left_out() {
    let plain = file(&[&image(8, 8)]);
    for extra in [
        &b"\xff\xc4\0\x02"[..],
        b"\xff\xdb\0\x02",
        b"\0",
        b"<html>",
        b"\xff\xff\xff",
        b"\xff\xd0",
        b"\xff\x01",
        b"\xff\0",
        b"\xff\xdc\0\x04\0\x08",
    ] {
        let parts =
            [segment(0xe0, b"x"), extra.to_vec(), tables(), extra.to_vec(), frame(0xc0, 8, 8), extra.to_vec(), scan()];
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        assert_eq!(stripped(&file(&parts)), plain, "{extra:02x?}");
    }
}

#[test]
fn fill_bytes_within_a_scan_are_left_out() {
    let header = segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    let filled = [&[0x12, 0xff, 0xff, 0xff, 0x00, 0x34, 0xff, 0xff, 0xd0, 0x56][..], &[0xff, 0xff]].concat();
    assert_eq!(stripped(&file(&[&tables(), &frame(0xc0, 8, 8), &header, &filled])), file(&[&image(8, 8)]));
}

#[test]
fn jfif_settles_the_colours_whatever_adobe_or_the_names_say() {
    let jfif = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\0");
    // Without both segments the names 1, 2 and 3 mean brightness and colour.
    assert_eq!(stripped(&file(&[&jfif, &adobe, &image(8, 8)])), file(&[&image(8, 8)]));
    let header = segment(0xc0, &[8, 0, 8, 0, 8, 3, b'R', 0x11, 0, b'G', 0x11, 0, b'B', 0x11, 0]);
    let scan = [segment(0xda, &[3, b'R', 0, b'G', 0, b'B', 0, 0, 63, 0]), crate::jpeg_file::CODED.to_vec()].concat();
    let named = [tables(), header, scan].concat();
    for bytes in [file(&[&jfif, &adobe, &named]), file(&[&jfif, &named])] {
        let kept = stripped(&bytes);
        assert_eq!(kept, file(&[&jfif, &named]));
        assert_eq!(stripped(&kept), kept, "stripping again changes nothing");
    }
    assert_eq!(stripped(&file(&[&named])), file(&[&named]));
}

#[test]
fn a_table_that_nothing_uses_is_left_out() {
    let text = |header: u8| segment(0xdb, &[&[header][..], &[b'x'; 64]].concat());
    let codes = segment(0xc4, &[&[0x13][..], &[0, 1], &[0; 14], b"x"].concat());
    let parts = [text(3), text(0), text(0), codes, tables(), frame(0xc0, 8, 8), scan(), text(0)];
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    assert_eq!(stripped(&file(&parts)), file(&[&image(8, 8)]));
}

#[test]
fn many_passes_over_many_pixels_are_refused() {
    let photo = |scans: usize| file(&[&tables(), &frame(0xc2, 6_000, 6_000), &scan().repeat(scans)]);
    assert!(check(&photo(20)).is_ok());
    assert_eq!(check(&photo(40)), Err(Refusal::JpegTooManyPixels));
}

#[test]
fn other_files_are_not_documents() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    for bytes in [&png[..], b"GIF89a", b"PK\x03\x04", b"\xff\xd8", b"II*\0", b"<html></html>", b"<a>%PDF-1.7", b"\0"] {
        assert_eq!(check(bytes), Err(Refusal::UnknownType));
    }
    assert_eq!(check(b""), Err(Refusal::Empty));
}

#[test]
fn a_document_over_the_size_limit_is_refused() {
    let photo = file(&[&image(8, 8)]);
    let padding = vec![0; domain::MAX_DOCUMENT_BYTES - photo.len()];
    let full = [photo, padding].concat();
    assert!(check(&full).is_ok());
    assert_eq!(check(&[full, vec![0]].concat()), Err(Refusal::TooLarge));
}
