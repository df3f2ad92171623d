//! Sound files, and the pictures that an officer sees of them.

use std::num::NonZeroU16;
use std::time::Duration;

use renditions::{Format, NotDrawn, Picture, Renditions, RenditionsConfig, Size};

use crate::pdf_file::Pdf;

pub(crate) fn renditions(at_once: usize, timeout: Duration) -> Renditions {
    Renditions::new(&RenditionsConfig { program: env!("CARGO_BIN_EXE_draw-page").into(), at_once, timeout })
}

pub(crate) const FIRST: NonZeroU16 = NonZeroU16::MIN;

fn patient() -> Renditions {
    renditions(2, Duration::from_mins(1))
}

/// Colours, row by row.
fn colours(picture: &Picture) -> image::RgbImage {
    let format = match picture.format {
        Format::Png => image::ImageFormat::Png,
        Format::Jpeg => image::ImageFormat::Jpeg,
    };
    let image = image::load_from_memory_with_format(&picture.bytes, format).unwrap().into_rgb8();
    assert_eq!(image.dimensions(), (u32::from(picture.width), u32::from(picture.height)));
    image
}

#[tokio::test]
async fn each_page_becomes_a_picture_that_knows_how_many_there_are() {
    let pdf = Pdf::of(&["1 0 0 rg 0 0 595 842 re f", "0 0 1 rg 0 0 595 421 re f"]).bytes();
    let renditions = patient();
    assert_eq!(renditions.pages(&pdf).await.unwrap(), 2);
    let first = renditions.page(&pdf, FIRST, Size::Reading).await.unwrap();
    assert_eq!((first.width, first.pages, first.format), (1240, 2, Format::Png));
    assert_eq!(colours(&first).get_pixel(600, 600).0, [255, 0, 0]);
    let second = renditions.page(&pdf, NonZeroU16::new(2).unwrap(), Size::Close).await.unwrap();
    assert_eq!((second.width, second.pages), (2480, 2));
    let second = colours(&second);
    assert_eq!(
        (second.get_pixel(1200, 100).0, second.get_pixel(1200, 3000).0),
        ([255, 255, 255], [0, 0, 255]),
        "the lower half"
    );
    for page in [3, u16::MAX] {
        let refused = renditions.page(&pdf, NonZeroU16::new(page).unwrap(), Size::Reading).await;
        assert!(matches!(refused, Err(NotDrawn::NoSuchPage { pages: 2 })), "{page}: {refused:?}");
    }
}

#[tokio::test]
async fn text_in_a_font_that_is_not_embedded_is_drawn() {
    let pdf = Pdf::of(&["BT /F 48 Tf 60 700 Td (IJAZAH) Tj ET"]).bytes();
    let picture = colours(&patient().page(&pdf, FIRST, Size::Reading).await.unwrap());
    let dark = picture.pixels().filter(|pixel| pixel.0[0] < 64).count();
    assert!((2_000..60_000).contains(&dark), "{dark} dark pixels are no word");
}

#[tokio::test]
async fn a_page_of_any_shape_stays_within_its_bounds() {
    let renditions = patient();
    for media_box in ["0 0 10 10", "0 0 14400 20", "0 0 20 14400", "0 0 14400 14400", "0 0 0 0", "100 100 -400 900"] {
        let pdf = Pdf::of(&["0 0 1 rg 0 0 5 5 re f"]).media_box(media_box).bytes();
        match renditions.page(&pdf, FIRST, Size::Reading).await {
            Ok(picture) => assert!(picture.width <= 1241 && picture.height <= 4961, "{media_box}: {picture:?}"),
            Err(failure) => assert!(matches!(failure, NotDrawn::Broken), "{media_box}: {failure:?}"),
        }
    }
}

#[tokio::test]
async fn a_page_like_a_photograph_does_not_become_several_megabytes() {
    // Noise of 1,240 x 1,754 grey pixels, which no lossless picture makes small.
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..620 * 877)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24).to_le_bytes()[0]
        })
        .collect();
    let pdf = Pdf::of(&["595 0 0 842 0 0 cm /I Do"]);
    let pdf = pdf.resources("/XObject << /I 5 0 R >>");
    assert_eq!(pdf.first_further(), 5);
    let pdf = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 620 /Height 877 /ColorSpace /DeviceGray /BitsPerComponent 8",
        &noise,
    );
    let picture = patient().page(&pdf.bytes(), FIRST, Size::Reading).await.unwrap();
    assert_eq!(picture.format, Format::Jpeg);
    assert!(picture.bytes.len() < 1_500_000, "{} bytes", picture.bytes.len());
    colours(&picture);
}

#[tokio::test]
async fn what_is_no_pdf_is_broken_and_nothing_worse() {
    let renditions = patient();
    let sound = Pdf::of(&["0 0 5 5 re f"]).bytes();
    for bytes in [&b""[..], b"%PDF-1.7", b"<html></html>", &[0; 4096]] {
        assert!(
            matches!(renditions.page(bytes, FIRST, Size::Reading).await, Err(NotDrawn::Broken)),
            "{} bytes",
            bytes.len()
        );
    }
    // A file that is cut off or mixed up never breaks the process itself: none of this concerns the operator.
    for end in (0..sound.len()).step_by(sound.len() / 12) {
        let cut = renditions.page(&sound[..end], FIRST, Size::Reading).await;
        assert!(!matches!(cut, Err(NotDrawn::Failed(_) | NotDrawn::Busy)), "{end}: {cut:?}");
    }
}
