//! Writes the pages of a card as a tagged PDF.

use super::parts::{Colour, HEIGHT, Part, Picture, Placed, WIDTH};
use crate::CardError;
use krilla::{
    Document, SerializeSettings,
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Quadrilateral, Rect, Size, Transform},
    image::Image,
    metadata::{Metadata, TextDirection},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::{Page, PageSettings},
    paint::{Fill, FillRule, Paint},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
    },
};
use std::num::NonZeroU16;

/// The language of every card.
const LANGUAGE: &str = "id-ID";

/// Writes the file. The pages, and the parts of each, are read in their order.
///
/// # Errors
/// [`CardError::NotWritten`] for a fault of this program.
pub(crate) fn write(title: &str, pages: &[Vec<Part>]) -> Result<Vec<u8>, CardError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_conflict| CardError::NotWritten)?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(LANGUAGE.to_owned())
            .text_direction(TextDirection::LeftToRight),
    );
    document.set_outline(outline(pages));
    let mut tags = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for (number, parts) in pages.iter().enumerate() {
        let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).ok_or(CardError::NotWritten)?);
        let mut links = parts.iter().filter_map(|part| link(&mut page, part)).collect::<Vec<_>>().into_iter();
        let mut surface = page.surface();
        for part in parts {
            if let Some(node) = draw(&mut surface, (part, number), &mut links)? {
                tags.push(node);
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tags);
    document.finish().map_err(|_fault| CardError::NotWritten)
}

/// One entry for each heading.
fn outline(pages: &[Vec<Part>]) -> Outline {
    let mut outline = Outline::new();
    for (number, part) in
        pages.iter().enumerate().flat_map(|(number, parts)| parts.iter().map(move |part| (number, part)))
    {
        if let Part::Heading { text, placed, .. } = part {
            let place = XyzDestination::new(number, Point::from_xy(placed.left, placed.top));
            outline.push_child(OutlineNode::new(text.clone(), place));
        }
    }
    outline
}

/// The area that leads to an address. Areas are made before the page is drawn on.
fn link(page: &mut Page<'_>, part: &Part) -> Option<Identifier> {
    let Part::Link { placed, address, says } = part else { return None };
    let areas = placed.text.lines.iter().filter_map(|line| {
        Rect::from_xywh(placed.left, placed.top + line.top, line.width.max(1.0), line.bottom - line.top)
    });
    let corners = areas.map(|area| {
        let (left, top, right, bottom) = (area.left(), area.top(), area.right(), area.bottom());
        Quadrilateral([(left, bottom), (right, bottom), (right, top), (left, top)].map(|(x, y)| Point::from_xy(x, y)))
    });
    let target = Target::Action(LinkAction::new(address.clone()).into());
    let area = LinkAnnotation::new_with_quad_points(corners.collect(), target);
    Some(page.add_tagged_annotation(Annotation::new_link(area, Some(says.clone()))))
}

/// Draws a part of the page with this number; returns its place in the tree of tags, when it tells anything.
fn draw(
    surface: &mut Surface<'_>,
    (part, page): (&Part, usize),
    links: &mut impl Iterator<Item = Identifier>,
) -> Result<Option<Node>, CardError> {
    Ok(match part {
        Part::Heading { level, text, placed } => {
            let level = NonZeroU16::new(*level).ok_or(CardError::NotWritten)?;
            Some(TagGroup::with_children(Tag::Hn(level, Some(text.clone())), lines(surface, placed)).into())
        }
        Part::Paragraph(placed) => Some(TagGroup::with_children(Tag::P, lines(surface, placed)).into()),
        Part::Link { placed, .. } => {
            let mut children: Vec<Node> = links.next().map(Node::from).into_iter().collect();
            children.append(&mut lines(surface, placed));
            let link = TagGroup::with_children(Tag::Link, children);
            Some(TagGroup::with_children(Tag::P, vec![link.into()]).into())
        }
        Part::Table { rows, says } => {
            let mut table = TagGroup::new(Tag::Table.with_summary(Some(says.clone())));
            for row in rows {
                let label = TagGroup::with_children(Tag::TH(TableHeaderScope::Row), lines(surface, &row.label));
                let value = TagGroup::with_children(Tag::TD, lines(surface, &row.value));
                table.push(TagGroup::with_children(Tag::TR, vec![label.into(), value.into()]));
            }
            Some(table.into())
        }
        Part::Picture { picture, area, says } => {
            let shown = surface.start_tagged(ContentTag::Other);
            show(surface, picture, *area)?;
            surface.end_tagged();
            let tag = Tag::Figure(Some(says.clone())).with_bbox(Some(BBox::new(page, *area)));
            Some(TagGroup::with_children(tag, vec![shown.into()]).into())
        }
        Part::Ornament(ornament) => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            fill(surface, ornament.colour);
            let mut path = PathBuilder::new();
            path.push_rect(ornament.area);
            surface.draw_path(&path.finish().ok_or(CardError::NotWritten)?);
            surface.end_tagged();
            None
        }
    })
}

fn lines(surface: &mut Surface<'_>, placed: &Placed) -> Vec<Node> {
    fill(surface, placed.colour);
    let lines = placed.text.lines.iter().map(|line| {
        let shown = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        line.draw(surface, placed.left, placed.top);
        surface.end_tagged();
        shown.into()
    });
    lines.collect()
}

fn show(surface: &mut Surface<'_>, picture: &Picture, area: Rect) -> Result<(), CardError> {
    match picture {
        Picture::Photograph(file) => {
            let image = Image::from_jpeg(file.clone().into(), false).map_err(|_fault| CardError::NotWritten)?;
            let size = Size::from_wh(area.width(), area.height()).ok_or(CardError::NotWritten)?;
            surface.push_transform(&Transform::from_translate(area.left(), area.top()));
            surface.draw_image(image, size);
            surface.pop();
        }
        Picture::Code(modules) => {
            surface.set_fill(Some(filled(luma::Color::black().into())));
            surface.draw_path(modules);
        }
    }
    Ok(())
}

fn fill(surface: &mut Surface<'_>, colour: Colour) {
    surface.set_fill(Some(filled(colour.rgb().into())));
}

fn filled(paint: Paint) -> Fill {
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}
