//! Ways to show a viewer something that the check does not see. Code generates many variants of every root cause that
//! we found. The check must accept none of them, whatever the verdict's name.

use documents::{Refusal, check};

use crate::pdf_file::{Pdf, deflated, packed};

/// A script, as an object of its own.
const SCRIPT: &str = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

/// An object that holds the script's key where only an object stream shows it.
const QUIET: &str = "<< /Kids [] /JS (app.alert\\(1\\)) >>";

#[track_caller]
fn refused(what: &str, bytes: &[u8]) {
    assert!(bytes.len() <= domain::MAX_DOCUMENT_BYTES, "{what}: the test's file is too large");
    let verdict = check(bytes);
    assert!(verdict.is_err(), "{what} was accepted:\n{}", String::from_utf8_lossy(bytes));
    assert!(!matches!(verdict, Err(Refusal::UnknownType | Refusal::TooLarge | Refusal::Empty)), "{what}: {verdict:?}");
}

/// Object streams with this dictionary and data, holding `objects`.
fn object_stream(
    entries: impl Fn(usize, usize) -> String,
    objects: &[&str],
    data: impl Fn(&[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let (index, body) = packed(objects);
    let entries = entries(objects.len(), index.len());
    Pdf::new().stream(&entries, &data(&[index, body].concat())).object("9").object("[/FlateDecode]").bytes()
}

fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).chain(*b">").collect()
}

/// Every spelling that some reader takes for this whole number.
fn numbers(number: usize) -> Vec<String> {
    vec![
        format!("{number}."),
        format!("{number}.0"),
        format!("{number}.00"),
        format!("+{number}."),
        format!("{number}.9"),
        format!("--{number}"),
        format!("{number}-"),
        format!("{number}e0"),
        "5 0 R".to_owned(),
        "5. 0 R".to_owned(),
        format!("{number} /N {number}."),
    ]
}

#[test]
fn r1_numbers_that_are_not_whole_are_not_believed() {
    for objects in [[SCRIPT, "null"], [QUIET, "null"], ["null", "null"]] {
        for count in numbers(2) {
            let bytes = object_stream(
                |_, first| format!("/Type /ObjStm /N {count} /First {first} /Filter /FlateDecode"),
                &objects,
                deflated,
            );
            refused(&format!("/N {count}"), &bytes);
        }
        let (index, _) = packed(&objects);
        for first in numbers(index.len()) {
            let bytes = object_stream(
                |count, _| format!("/Type /ObjStm /N {count} /First {first} /Filter /FlateDecode"),
                &objects,
                deflated,
            );
            refused(&format!("/First {first}"), &bytes);
        }
        for key in ["Predictor", "Columns", "Colors", "BitsPerComponent"] {
            for value in ["1.", "1.0", "5 0 R", "+1."] {
                let parameters = format!("/Filter /FlateDecode /DecodeParms << /{key} {value} >>");
                let bytes = object_stream(
                    |count, first| format!("/Type /ObjStm /N {count} /First {first} {parameters}"),
                    &objects,
                    deflated,
                );
                refused(&parameters, &bytes);
            }
        }
    }
}

#[test]
fn r1_references_that_are_not_whole_are_not_believed() {
    for reference in [
        "4. 0 R",
        "4 0. R",
        "+4 0 R",
        "4 +0 R",
        "4.0 0 R",
        "4 -0 R",
        "4 0R",
        "4\u{80}0 R",
        "04. 0 R",
        "4 0.0 R",
        "4294967300 0 R",
    ] {
        // A reader that takes these characters for white space reads bytes, not text.
        let reference: Vec<u8> =
            reference.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
        for before in [
            "<< /Type /Filespec /EF ",
            "<< /AA ",
            "<< /OpenAction ",
            "<< /JS ",
            "<< /XFA ",
            "<< /S ",
            "<< /URI ",
            "[ ",
            "<< /Kids [3 0 R ",
        ] {
            let after: &[u8] = if before.contains('[') { b" ] " } else { b" " };
            let close: &[u8] = if before.starts_with("<<") { b">>" } else { b"" };
            let object = [before.as_bytes(), &reference, after, close].concat();
            refused(&String::from_utf8_lossy(&object), &Pdf::new().object("<< /F 9 0 R >>").object(&object).bytes());
        }
    }
}

#[test]
fn r1_objects_whose_number_is_not_whole_are_not_passed_over() {
    for header in [
        &b"9. 0 obj"[..],
        b"+9 0 obj",
        b"9 0. obj",
        b"9.0 0 obj",
        b"9\x800 obj",
        b"9 0\xffobj",
        b"99999999999 0 obj",
        b"9 -0 obj",
    ] {
        let object = [b"null endobj\n", header, b" << /F (x) >> endobj\n5 0 obj << /EF 9 0 R >>"].concat();
        refused(&String::from_utf8_lossy(header), &Pdf::new().object(object).bytes());
        let object = [b"null endobj\n", header, b" << >>"].concat();
        refused(&String::from_utf8_lossy(header), &Pdf::new().object(object).bytes());
    }
}

#[test]
fn r2_text_behind_stream_does_not_move_the_data() {
    for objects in [[SCRIPT], [QUIET], ["null"]] {
        let (index, body) = packed(&objects);
        let data = deflated(&[index.clone(), body].concat());
        for line in
            ["stream x\n", "stream % catatan\n", "stream  \t x\r\n", "streamx\n", "stream\u{c}\n", "stream /A\r"]
        {
            let mut object = format!(
                "<< /Type /ObjStm /N 1 /First {} /Filter /FlateDecode /Length {} >>\n{line}",
                index.len(),
                data.len()
            )
            .into_bytes();
            object.extend_from_slice(&data);
            object.extend_from_slice(b"\nendstream");
            refused(line, &Pdf::new().object(object).bytes());
        }
    }
}

#[test]
fn r3_words_within_an_object_stream_end_nothing() {
    for word in ["endstream", "endobj", "stream", "1 0 obj", "startxref", "xref", "trailer", "endstream endobj"] {
        for hidden in [SCRIPT, QUIET, "<< /S /Launch >>", "<< /EF << /F 9 0 R >> >>"] {
            for body in [format!("null {word} {hidden}"), format!("{word}\n{hidden}"), format!("[1 2] {word} {hidden}")]
            {
                let content = format!("100 0 101 {} {body}", body.len() - hidden.len());
                let first = content.len() - body.len();
                for (filter, data) in
                    [("", content.clone().into_bytes()), ("/Filter /FlateDecode", deflated(content.as_bytes()))]
                {
                    let pdf = Pdf::new().stream(&format!("/Type /ObjStm /N 2 /First {first} {filter}"), &data);
                    refused(&body, &pdf.bytes());
                }
            }
        }
    }
}

#[test]
fn r4_short_and_long_keys_do_not_stand_together() {
    for objects in [[SCRIPT], [QUIET], ["null"]] {
        for keys in [
            "/F /FlateDecode",
            "/Filter /FlateDecode /F /AHx",
            "/F /AHx /Filter /FlateDecode",
            "/Filter /AHx /F /FlateDecode",
            "/F /FlateDecode /Filter /AHx",
            "/Filter [/FlateDecode] /F [/RL]",
            "/Filter /FlateDecode /DP << /Predictor 12 >> /DecodeParms << /Predictor 1 >>",
            "/Filter /FlateDecode /DP << /Predictor 12 >>",
            "/Filter /FlateDecode /FFilter /AHx",
            "/Filter /FlateDecode /FDecodeParms << >>",
            "/Filter /FlateDecode /F (a.bin)",
            "/Filter /FlateDecode /Filter /AHx",
            "/Filter /AHx /Filter /FlateDecode",
            "/Filter 6 0 R",
            "/Filter [/FlateDecode 7 0 R]",
            "/Filter null /F /FlateDecode",
            "/F#69lter /FlateDecode /F /AHx",
        ] {
            for data in [deflated, hexadecimal] {
                let bytes = object_stream(
                    |count, first| format!("/Type /ObjStm /N {count} /First {first} {keys}"),
                    &objects,
                    data,
                );
                refused(keys, &bytes);
            }
        }
    }
}

#[test]
fn r5_a_number_has_one_object_in_each_revision() {
    let decoys = ["9", "99999", "<< /A 1 >>", "[/FlateDecode]", "null"];
    for (first, second) in decoys
        .iter()
        .flat_map(|first| decoys.iter().map(move |second| (first, second)))
        .filter(|(first, second)| first != second)
    {
        let pdf = Pdf::new().object(first).object(format!("null endobj 4 0 obj {second}"));
        refused(&format!("{first} and {second}"), &pdf.bytes());
    }
    // The check also judges what an object of an object stream leads to, in every revision.
    let pdf = Pdf::new().object_stream(&["<< /OpenAction 101 0 R >>", "<< /S /URI /URI (https://a) >>"]);
    refused("an action in another object of the stream", &pdf.bytes());
    let pdf = Pdf::new().object_stream(&["<< /EF 5 0 R >>", "null"]).object("<< /UF 6 0 R >>").stream("", b"MZ");
    refused("a file outside of the stream", &pdf.bytes());
}

#[test]
fn r6_everything_up_to_the_end_of_an_object_counts() {
    for hidden in [
        "/S /JavaScript /JS (x)",
        "/JS (x)",
        "/EF << /F 9 0 R >>",
        "/OpenAction << /S /Launch >>",
        "/URI (file:///x)",
        "/XFA 9 0 R",
    ] {
        for object in [
            format!("<< /X >> {hidden} >>"),
            format!("<< /X >> << {hidden} >>"),
            format!("<< /X ] {hidden} >>"),
            format!("<< >> {hidden}"),
            format!("null << {hidden} >>"),
            format!("(a) {hidden}"),
            format!("[ << {hidden} >>"),
            format!("<< /X [ {hidden}"),
            format!("<< /A << /X >> {hidden} >>"),
            format!("<< 1 2 {hidden} >>"),
            format!("<< /A 1 2 {hidden} >>"),
            format!("<< << {hidden} >> >>"),
            format!("% catatan\r<< {hidden} >>"),
        ] {
            refused(&object, &Pdf::new().object(&object).bytes());
            refused(&object, &Pdf::new().object_stream(&[&object]).bytes());
        }
    }
    for object in ["1 2", "<< >> << >>", "null null", "<< /Type /X >> [ ]", "/A /B", "<< /X >> /S /GoTo >>"] {
        refused(object, &Pdf::new().object(object).bytes());
    }
}

#[test]
fn r6_a_file_is_not_two_by_a_doubled_key() {
    for (keys, object) in [
        ("/Kids", "<< /Type /Pages /Kids [3 0 R] /Kids [3 0 R 3 0 R] >>"),
        ("/Type", "<< /Type /Font /Type /Page >>"),
        ("/Length", "<< /Length 1 /Length 2 >>"),
        ("/Contents", "<< /Contents 1 0 R /Contents 2 0 R >>"),
        ("/Count", "<< /Count 1 /#43ount 2 >>"),
        ("/Annots", "<< /Annots [] /Annots [1] >>"),
    ] {
        refused(keys, &Pdf::new().object(object).bytes());
    }
    refused("/Root", &Pdf::new().trailer("/Root 3 0 R").bytes());
}

#[test]
fn r7_object_streams_that_are_unpacked_in_part_are_refused() {
    let (index, body) = packed(&["<< /A 1 >>", "<< /B 2 >>"]);
    let content = [index.clone(), body].concat();
    let entries = format!("/Type /ObjStm /N 2 /First {}", index.len());
    let whole = deflated(&content);
    let mut cases: Vec<(String, Vec<u8>)> = vec![
        ("/Filter /FlateDecode".to_owned(), [&whole, b"PK more".as_slice()].concat()),
        ("/Filter /FlateDecode".to_owned(), [b"\0".as_slice(), &whole].concat()),
        ("/Filter /AHx".to_owned(), hexadecimal(&content)[..40].to_vec()),
        ("/Filter /AHx".to_owned(), [hexadecimal(&content), b"3C3C".to_vec()].concat()),
        ("/Filter /A85".to_owned(), b"87cURD]i,\"Ebo80".to_vec()),
        ("/Filter [/FlateDecode /Crypt2]".to_owned(), whole.clone()),
        ("/Filter /RL".to_owned(), b"\x05100 0 ".to_vec()),
        ("/Filter /LZW".to_owned(), b"\x80\x0b\x60".to_vec()),
        ("/Filter /DCTDecode".to_owned(), whole.clone()),
        ("/Filter /Brotli".to_owned(), whole.clone()),
    ];
    // The data is cut off anywhere but within the checksum, which readers ignore.
    cases.extend((0..whole.len() - 4).map(|length| ("/Filter /FlateDecode".to_owned(), whole[..length].to_vec())));
    for (filter, data) in cases {
        refused(&filter, &Pdf::new().stream(&format!("{entries} {filter}"), &data).bytes());
    }
    for length in ["0", "1", "99999", "5 0 R", "-1"] {
        let mut object = format!("<< {entries} /Filter /FlateDecode /Length {length} >>\nstream\n").into_bytes();
        object.extend_from_slice(&whole);
        object.extend_from_slice(b"\nendstream");
        refused(&format!("/Length {length}"), &Pdf::new().object(object).bytes());
    }
}

#[test]
fn r7_an_index_is_numbers_and_as_long_as_it_says() {
    for index in [
        "100 0 a 5 ",
        "100 0 101 x ",
        "100. 0 101 5 ",
        "100 +0 101 5 ",
        "100 0 101 ",
        "(100) 0 101 5 ",
        "100 0 % 101 5\n101 5 ",
        "-1 0 101 5 ",
        "100 0 101 9999 ",
    ] {
        let content = format!("{index}null null ");
        let pdf = Pdf::new().stream(&format!("/Type /ObjStm /N 2 /First {}", index.len()), content.as_bytes());
        refused(index, &pdf.bytes());
    }
}

#[test]
fn r8_nothing_unpacks_without_end() {
    let page = |pdf: Pdf| pdf.page("/Contents 4 0 R");
    let spaces = vec![b' '; 100 << 20];
    let twice = deflated(&deflated(&spaces));
    for filters in [
        "[/FlateDecode /FlateDecode]",
        "[/Fl /Fl]",
        "[/FlateDecode /FlateDecode /FlateDecode]",
        "[/Fl /Fl /Fl /Fl /Fl /Fl]",
    ] {
        refused(filters, &page(Pdf::new()).stream(&format!("/Filter {filters}"), &twice).bytes());
    }
    let once = deflated(&vec![b' '; 40 << 20]);
    refused("one layer", &page(Pdf::new()).stream("/Filter /FlateDecode", &once).bytes());
    let many =
        (0..60).fold(page(Pdf::new()), |pdf, _| pdf.stream("/Filter /FlateDecode", &deflated(&vec![b' '; 1 << 20])));
    refused("many small ones", &many.bytes());
    refused(
        "as an image",
        &Pdf::new()
            .stream(
                "/Subtype /Image /Width 1 /Height 1 /Filter [/FlateDecode /FlateDecode]",
                &deflated(&deflated(&vec![b' '; 140 << 20])),
            )
            .bytes(),
    );
    let runs = [129_u8, b' '].repeat(100_000);
    let packed_runs = deflated(&runs);
    let many_runs =
        (0..3).fold(page(Pdf::new()), |pdf, _| pdf.stream("/Filter [/FlateDecode /RunLengthDecode]", &packed_runs));
    refused("runs", &many_runs.bytes());
}

#[test]
fn r8_forms_within_forms_have_an_end() {
    for (category, draw) in
        [("XObject", "/X Do "), ("Pattern", "/Pattern cs /X scn "), ("Pattern", "/Pattern CS /X SCN ")]
    {
        let mut pdf = Pdf::new()
            .page(&format!("/Contents 4 0 R /Resources << /{category} << /X 5 0 R >> >>"))
            .stream("", draw.repeat(10).as_bytes());
        for level in 0..10 {
            let entries = format!(
                "/Subtype /Form /PatternType 1 /BBox [0 0 9 9] /Resources << /{category} << /X {} 0 R >> >>",
                level + 6
            );
            pdf = pdf.stream(&entries, draw.repeat(10).as_bytes());
        }
        refused(draw, &pdf.stream("/Subtype /Form", b"0 0 m").bytes());
    }
    let mut pdf = Pdf::new()
        .page("/Contents 4 0 R /Resources << /ExtGState << /X 5 0 R >> >>")
        .stream("", "/X gs ".repeat(10).as_bytes());
    for level in 0..10 {
        pdf = pdf.object(format!("<< /SMask << /S /Luminosity /G {} 0 R >> >>", 2 * level + 6));
        let entries = format!("/Subtype /Form /Resources << /ExtGState << /X {} 0 R >> >>", 2 * level + 7);
        pdf = pdf.stream(&entries, "/X gs ".repeat(10).as_bytes());
    }
    refused("masks", &pdf.bytes());
    let mut pdf =
        Pdf::new().page("/Contents 4 0 R /Resources << /Font << /X 5 0 R >> >>").stream("", b"/X 1 Tf (aaaaaaaaaa) Tj");
    for level in 0..10 {
        pdf = pdf.object(format!(
            "<< /Type /Font /Subtype /Type3 /CharProcs << /a {} 0 R >> /Resources << /Font << /X {} 0 R >> >> >>",
            2 * level + 6,
            2 * level + 7
        ));
        pdf = pdf.stream("", b"/X 1 Tf (aaaaaaaaaa) Tj");
    }
    refused("glyphs", &pdf.bytes());
    let contents = "4 0 R ".repeat(30_000);
    let pdf = Pdf::new()
        .page(&format!("/Contents [{contents}]"))
        .stream("/Filter /FlateDecode", &deflated(&vec![b' '; 100_000]));
    refused("one content many times", &pdf.bytes());
}

#[test]
fn r8_images_have_an_end() {
    let image = |entries: &str, data: &[u8]| Pdf::new().stream(&format!("/Subtype /Image {entries}"), data).bytes();
    refused("width and height", &image("/Width 65535 /Height 65535 /BitsPerComponent 8", b""));
    refused(
        "width by reference",
        &Pdf::new().stream("/Subtype /Image /Width 5 0 R /Height 5 0 R", b"").object("60000").bytes(),
    );
    refused("real numbers", &image("/Width 65535. /Height 65535.0", b""));
    refused("CCITT", &image("/Width 60000 /Height 60000 /BitsPerComponent 1 /Filter /CCITTFaxDecode", b"\0\x01"));
    let frame = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    refused("JPEG", &image("/Width 10 /Height 10 /Filter /DCTDecode", &frame));
    refused("packed JPEG", &image("/Width 10 /Height 10 /Filter [/FlateDecode /DCTDecode]", &deflated(&frame)));
    let size = [&[0xff, 0x4f, 0xff, 0x51, 0, 47, 0, 0][..], &[0, 2, 0, 0], &[0, 2, 0, 0]].concat();
    refused("JPEG 2000", &image("/Filter /JPXDecode", &size));
    let page = [&[0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19][..], &[0, 2, 0, 0], &[0, 2, 0, 0], &[0; 11]].concat();
    refused("JBIG2 page", &image("/Width 1 /Height 1 /Filter /JBIG2Decode", &page));
    let region = [&[0, 0, 0, 1, 38, 0, 1, 0, 0, 0, 18][..], &[0, 2, 0, 0], &[0, 2, 0, 0], &[0; 10]].concat();
    refused("JBIG2 region", &image("/Width 1 /Height 1 /Filter /JBIG2Decode", &region));
    let inline = Pdf::new().page("/Contents 4 0 R").stream("", b"BI /W 65535 /H 65535 /CS /G /F /CCF ID \0\x01 EI");
    refused("inline", &inline.bytes());
    let many = (0..40)
        .fold(Pdf::new(), |pdf, _| pdf.stream("/Subtype /Image /Width 9000 /Height 9000 /BitsPerComponent 8", b""));
    refused("many", &many.bytes());
}

#[test]
fn pages_are_counted_by_every_reading() {
    let many = "3 0 R ".repeat(200);
    for (what, object) in [
        ("an inline branch", format!("<< /Type /Pages /Kids [<< /Type /Pages /Kids [{many}] >>] >>")),
        ("a number that is told", "<< /Type /Pages /Kids [3 0 R] /Count 20000 >>".to_owned()),
        ("a real number that is told", "<< /Type /Pages /Kids [3 0 R] /Count 20000.0 >>".to_owned()),
        ("an array elsewhere", "<< /Type /Pages /Kids 5 0 R >>".to_owned()),
        ("doubled kids", format!("<< /Type /Pages /Kids [3 0 R] /Kids [{many}] >>")),
    ] {
        let pdf = Pdf::new().catalog("/Pages 4 0 R").object(object).object(format!("[{many}]"));
        refused(what, &pdf.bytes());
    }
    let mut pdf = Pdf::new().catalog("/Pages 4 0 R");
    for level in 0..20 {
        pdf = pdf.object(format!("<< /Type /Pages /Kids [{0} 0 R {0} 0 R] >>", level + 5));
    }
    refused("branches that double", &pdf.object("<< /Type /Page >>").bytes());
    let other = Pdf::new().object(format!("<< /Type /Catalog /Pages << /Kids [{many}] >> >>"));
    refused("another catalog", &other.bytes());
}

#[test]
fn names_hide_nothing() {
    for name in
        ["/J#61vaScript", "/JavaScript#00", "/JavaScript#00x", "/#4A#61#76#61#53#63#72#69#70#74", "/Java#53cript"]
    {
        refused(name, &Pdf::new().object(format!("<< /S {name} >>")).bytes());
        refused(name, &Pdf::new().object_stream(&[&format!("<< /S{name} >>")]).bytes());
    }
    for bytes in [
        &b"<< /S\x80/JavaScript >>"[..],
        b"<< /S\xff/JavaScript >>",
        b"<< /S /JavaScript\x80>>",
        b"<< /S%\n/JavaScript >>",
        b"<< /S\0/JavaScript >>",
        b"<< /EF\x80<< /F 9 0 R >> >>",
    ] {
        refused(&String::from_utf8_lossy(bytes), &Pdf::new().object(bytes).bytes());
    }
}

#[test]
fn strings_and_comments_hide_nothing() {
    for before in ["(", "((", "(\\", "<", "<A", "% ", "[(", "<< /A ("] {
        refused(before, &Pdf::new().object(format!("{before} {SCRIPT}")).bytes());
    }
}

#[test]
fn encryption_hides_nothing() {
    // A file that is encrypted for one reader and not for another.
    for trailer in [
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O () /U () /P 0 >>",
        "/Encrypt 9 0 R",
        "/Encrypt (x)",
        "/Encrypt 4. 0 R",
    ] {
        refused(trailer, &Pdf::new().trailer(trailer).bytes());
    }
}
