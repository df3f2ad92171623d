//! What a screen reader gets: the tree of tags.

use crate::page::text;
use crate::sample::{CHECK, card, jpeg};
use cards::AccountCard;
use lopdf::{Dictionary, Document, Object};

/// The elements in their order, each with the words that stand for it, and the numbers of the marks in them.
fn outline(document: &Document, node: &Object, elements: &mut Vec<String>, marks: &mut Vec<i64>) {
    let node = document.dereference(node).unwrap().1;
    if let Ok(mark) = node.as_i64() {
        marks.push(mark);
    } else if let Ok(children) = node.as_array() {
        for child in children {
            outline(document, child, elements, marks);
        }
    } else if let Ok(element) = node.as_dict() {
        if let Ok(mark) = element.get(b"MCID") {
            marks.push(mark.as_i64().unwrap());
        }
        if let Ok(name) = element.get(b"S") {
            let name = String::from_utf8(name.as_name().unwrap().to_vec()).unwrap();
            let alt = element.get(b"Alt").map(|alt| text(alt.as_str().unwrap())).unwrap_or_default();
            elements.push(format!("{name} {alt}").trim().to_owned());
            if let Ok(children) = element.get(b"K") {
                outline(document, children, elements, marks);
            }
        }
    }
}

/// All elements of a card and the numbers of their marks.
pub(crate) fn read(document: &Document) -> (Vec<String>, Vec<i64>) {
    let root = document.dereference(catalog(document).get(b"StructTreeRoot").unwrap()).unwrap().1;
    let (mut elements, mut marks) = (Vec::new(), Vec::new());
    outline(document, root.as_dict().unwrap().get(b"K").unwrap(), &mut elements, &mut marks);
    (elements, marks)
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

#[test]
fn a_screen_reader_gets_headings_tables_and_pictures_in_order() {
    let selfie = jpeg(300, 400, 10, 80);
    let file = AccountCard { selfie: Some(&selfie), ..card() }.draw().unwrap();
    let document = Document::load_mem(&file).unwrap();
    let (elements, marks) = read(&document);

    let rows = |count: usize| ["TR", "TH", "TD"].repeat(count);
    let mut expected = vec!["Document", "H1", "P", "Figure Swafoto pemilik akun"];
    for count in [4, 3, 3, 2] {
        expected.extend(["H2", "Table"]);
        expected.extend(rows(count));
    }
    let code = format!("Figure Kode QR dengan alamat Pengecekan Dokumen: {CHECK}");
    expected.extend(["H2", &code, "P", "P", "Link", "H2", "P", "P"]);
    assert_eq!(elements, expected);
    // Tags come in the order in which the page is drawn, and none is left out.
    assert_eq!(marks, (0..i64::try_from(marks.len()).unwrap()).collect::<Vec<_>>());
    let content = document.get_page_content(*document.get_pages().get(&1).unwrap());
    let content = String::from_utf8_lossy(&content).into_owned();
    assert_eq!(content.matches("/MCID").count(), marks.len());
}

#[test]
fn a_card_says_its_language_its_name_and_that_it_is_tagged() {
    let document = Document::load_mem(&card().draw().unwrap()).unwrap();
    let catalog = catalog(&document);
    assert_eq!(text(catalog.get(b"Lang").unwrap().as_str().unwrap()), "id-ID");
    let marked = document.dereference(catalog.get(b"MarkInfo").unwrap()).unwrap().1.as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    let shown = document.dereference(catalog.get(b"ViewerPreferences").unwrap()).unwrap().1.as_dict().unwrap();
    assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let about = document.dereference(document.trailer.get(b"Info").unwrap()).unwrap().1.as_dict().unwrap();
    let about: Vec<_> = about.iter().map(|(key, value)| (key.as_slice(), text(value.as_str().unwrap()))).collect();
    assert_eq!(about, [(&b"Title"[..], "Kartu Informasi Akun".to_owned())]);
}

#[test]
fn the_address_can_be_followed() {
    let document = Document::load_mem(&card().draw().unwrap()).unwrap();
    let page = document.get_dictionary(*document.get_pages().get(&1).unwrap()).unwrap();
    let areas = document.dereference(page.get(b"Annots").unwrap()).unwrap().1.as_array().unwrap();
    let addresses: Vec<_> = areas
        .iter()
        .map(|area| {
            let area = document.dereference(area).unwrap().1.as_dict().unwrap();
            let action = document.dereference(area.get(b"A").unwrap()).unwrap().1.as_dict().unwrap();
            text(action.get(b"URI").unwrap().as_str().unwrap())
        })
        .collect();
    assert_eq!(addresses, [CHECK]);
}
