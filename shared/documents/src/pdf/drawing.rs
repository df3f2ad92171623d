//! How much there is to draw: forms in forms, patterns, glyphs that are drawings. A file of one kilobyte can ask for
//! billions of strokes: it draws one form ten times, which draws another ten times, and so on. This sums up the cost of
//! a page without drawing it.

use std::collections::HashMap;

use super::budget::Budget;
use super::images::MAX_PIXELS;
use super::lexer::{Lexer, Token};
use super::objects::Objects;
use super::streams::Contents;
use super::value::{Dictionary, Value};
use super::word::Word;
use crate::Refusal;

/// Most bytes of drawing instructions that one page may run through, repetitions included.
const MAX_COST: u64 = 64 << 20;

/// Deepest nesting of drawings; writers stay below ten.
const MAX_DEPTH: usize = 64;

/// Most steps up from a page to what it inherits.
const MAX_PARENTS: usize = 64;

/// Refuses documents that cost too much to draw.
pub(super) fn check(objects: &Objects, contents: &Contents, budget: &mut Budget) -> Result<(), Refusal> {
    let mut sum = Sum { objects, contents, budget, known: HashMap::new() };
    for (index, object) in objects.all().iter().enumerate() {
        let Some(dictionary) = object.dictionary() else { continue };
        let is_drawing = object.data.is_some()
            && (dictionary.every(Word::Subtype).any(|kind| kind.as_name() == Some(Word::Form))
                || dictionary.has(Word::PatternType));
        if is_drawing {
            sum.drawing(index, None, 0)?;
        } else if dictionary.has(Word::Contents)
            && dictionary.get(Word::Type).and_then(Value::as_name) == Some(Word::Page)
        {
            sum.page(dictionary)?;
        }
    }
    Ok(())
}

struct Sum<'a, 'b> {
    objects: &'a Objects,
    contents: &'a Contents,
    budget: &'b mut Budget,
    /// The cost of a stream; nothing while we sum it up, so that a circle ends, as it does in viewers.
    known: HashMap<usize, u64>,
}

impl<'a> Sum<'a, '_> {
    fn page(&mut self, page: &'a Dictionary) -> Result<(), Refusal> {
        let resources = self.inherited(page)?;
        let (mut cost, mut known) = (0, HashMap::new());
        let objects = self.objects;
        let contents = page.every(Word::Contents);
        let single = contents.clone().filter(|value| matches!(value, Value::Reference(_)));
        let listed = contents.flat_map(|value| objects.resolve_all(value)).filter_map(Value::as_array).flatten();
        for value in single.chain(listed) {
            let Value::Reference(number) = value else { continue };
            self.budget.steps(1)?;
            // A page may list the same part many times.
            let part = if let Some(part) = known.get(number) {
                *part
            } else {
                let mut part = 1;
                for index in objects.places(*number) {
                    let content = self.contents.by_object.get(index).map(Vec::as_slice).unwrap_or_default();
                    part = add(part, self.instructions(content, resources, 0)?)?;
                }
                known.insert(*number, part);
                part
            };
            cost = add(cost, part)?;
        }
        Ok(())
    }

    /// The resources of a page, or of the nearest branch above it that has some.
    fn inherited(&mut self, page: &'a Dictionary) -> Result<Option<&'a Dictionary>, Refusal> {
        let mut node = page;
        for _ in 0..MAX_PARENTS {
            self.budget.steps(1)?;
            if let Some(resources) = self.dictionary(node.get(Word::Resources)) {
                return Ok(Some(resources));
            }
            let Some(parent) = self.dictionary(node.get(Word::Parent)) else { break };
            node = parent;
        }
        Ok(None)
    }

    fn dictionary(&self, value: Option<&'a Value>) -> Option<&'a Dictionary> {
        self.objects.resolve(value?).and_then(Value::as_dictionary)
    }

    /// The cost of drawing an object's stream once.
    fn drawing(&mut self, index: usize, outer: Option<&'a Dictionary>, depth: usize) -> Result<u64, Refusal> {
        if let Some(cost) = self.known.get(&index) {
            return Ok(*cost);
        }
        if depth > MAX_DEPTH {
            return Err(Refusal::PdfTooComplex);
        }
        self.known.insert(index, 0);
        let own = self.objects.all().get(index).and_then(|object| object.dictionary());
        let resources = self.dictionary(own.and_then(|own| own.get(Word::Resources))).or(outer);
        let content = self.contents.by_object.get(&index).map(Vec::as_slice).unwrap_or_default();
        let cost = self.instructions(content, resources, depth)?;
        self.known.insert(index, cost);
        Ok(cost)
    }

    /// The cost of instructions with all that they draw.
    fn instructions(
        &mut self,
        content: &'a [u8],
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<u64, Refusal> {
        self.budget.steps(content.len() / 16 + 1)?;
        let mut cost = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let mut costs: HashMap<(Word, u64), u64> = HashMap::new();
        let mut lexer = Lexer::new(content, 0);
        let (mut name, mut glyph, mut size) = (None, 0, (0_u64, 0_u64));
        loop {
            lexer.skip_space();
            let start = lexer.at();
            match lexer.token() {
                Token::End => return Ok(cost),
                Token::Name(read) => name = Some(read),
                Token::Text => cost = add(cost, glyph * u64::try_from(lexer.text().len()).unwrap_or(u64::MAX))?,
                Token::Integer { value, .. } | Token::Number(value) => {
                    let value = u64::try_from(value).unwrap_or(0);
                    match name.map(|name| name.word) {
                        Some(Word::W | Word::Width) => size.0 = value,
                        Some(Word::H | Word::Height) => size.1 = value,
                        _ => {}
                    }
                }
                Token::Other => {
                    let kind = match content.get(start..lexer.at()).unwrap_or_default() {
                        b"Do" => Word::XObject,
                        b"gs" => Word::ExtGState,
                        b"scn" | b"SCN" => Word::Pattern,
                        b"Tf" => Word::Font,
                        b"BI" => {
                            size = (0, 0);
                            continue;
                        }
                        b"ID" if size.0.saturating_mul(size.1) > MAX_PIXELS => return Err(Refusal::PdfTooComplex),
                        _ => continue,
                    };
                    let Some(name) = name else { continue };
                    let known = costs.get(&(kind, name.id)).copied();
                    let drawn = match known {
                        Some(drawn) => drawn,
                        None => self.used(resources, kind, name.id, depth)?,
                    };
                    costs.insert((kind, name.id), drawn);
                    if kind == Word::Font {
                        glyph = drawn;
                    } else {
                        cost = add(cost, drawn)?;
                    }
                }
                _ => {}
            }
        }
    }

    /// The cost of the drawing behind a name: the most of all that the name may mean. For a font it is its most costly
    /// glyph.
    fn used(&mut self, resources: Option<&'a Dictionary>, kind: Word, id: u64, depth: usize) -> Result<u64, Refusal> {
        let objects = self.objects;
        let Some(resources) = resources else { return Ok(0) };
        let mut most = 0;
        for named in resources.every(kind).flat_map(|named| objects.resolve_all(named)).filter_map(Value::as_dictionary)
        {
            self.budget.steps(named.entries.len())?;
            for (_, value) in named.entries.iter().filter(|(name, _)| name.id == id) {
                match kind {
                    Word::XObject | Word::Pattern => most = most.max(self.stream(value, resources, depth)?),
                    Word::ExtGState => {
                        for mask in self.below(value, Word::SMask) {
                            for group in mask.every(Word::G) {
                                most = most.max(self.stream(group, resources, depth)?);
                            }
                        }
                    }
                    _ => {
                        for glyphs in self.below(value, Word::CharProcs) {
                            self.budget.steps(glyphs.entries.len())?;
                            for (_, glyph) in &glyphs.entries {
                                most = most.max(self.stream(
                                    glyph,
                                    self.font_resources(value).unwrap_or(resources),
                                    depth,
                                )?);
                            }
                        }
                    }
                }
            }
        }
        Ok(most)
    }

    /// The dictionaries that a key of a dictionary leads to.
    fn below(&self, value: &'a Value, key: Word) -> Vec<&'a Dictionary> {
        let objects = self.objects;
        let dictionaries = objects.resolve_all(value).filter_map(Value::as_dictionary);
        dictionaries
            .flat_map(|dictionary| dictionary.every(key))
            .flat_map(|value| objects.resolve_all(value))
            .filter_map(Value::as_dictionary)
            .collect()
    }

    fn font_resources(&self, font: &'a Value) -> Option<&'a Dictionary> {
        self.below(font, Word::Resources).into_iter().next()
    }

    fn stream(&mut self, value: &'a Value, outer: &'a Dictionary, depth: usize) -> Result<u64, Refusal> {
        let Value::Reference(number) = value else { return Ok(0) };
        let mut most = 0;
        for index in self.objects.places(*number) {
            if self.contents.by_object.contains_key(index) {
                most = most.max(self.drawing(*index, Some(outer), depth + 1)?);
            }
        }
        Ok(most)
    }
}

fn add(cost: u64, more: u64) -> Result<u64, Refusal> {
    let cost = cost.saturating_add(more);
    if cost > MAX_COST { Err(Refusal::PdfTooComplex) } else { Ok(cost) }
}
