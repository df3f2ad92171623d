//! Reads one file: `# topic`, then each question as `## question` with its answer below.
//!
//! An answer has paragraphs, lists, emphasis, and links to our own pages or to `https` addresses. A quotation (`> `)
//! holds what people type when they ask this: the search reads it, and nobody sees it. Anything else, HTML above all,
//! is a fault of the file, so the HTML made here needs no cleaning.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};

/// One file as read.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) title: String,
    pub(super) questions: Vec<Written>,
}

/// One question as written.
#[derive(Debug)]
pub(super) struct Written {
    /// Plain text.
    pub(super) title: String,
    /// Safe HTML.
    pub(super) html: String,
    /// The answer as plain text.
    pub(super) text: String,
    /// What else people type when they ask this.
    pub(super) asked: String,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The file does not start with its topic's heading.
    #[error("does not start with the heading of its topic")]
    Title,
    /// Something stands before the first question, or nothing is asked.
    #[error("has no question, or text before its first one")]
    NoQuestion,
    /// A question has no answer.
    #[error("leaves a question without an answer")]
    NoAnswer,
    /// A heading holds more than plain text.
    #[error("has a heading that is not plain text")]
    Heading,
    /// HTML, images, tables and the like, or a link to elsewhere.
    #[error("has more than paragraphs, lists, emphasis and links to our pages or https addresses")]
    NotPlain,
    /// Two questions of one topic would have the same anchor.
    #[error("asks a question twice")]
    Repeated,
}

/// Reads a file.
pub(super) fn read(markdown: &str) -> Result<Article, Fault> {
    let mut events = Parser::new(markdown);
    let title = match events.next() {
        Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) => heading(&mut events)?,
        Some(_) | None => return Err(Fault::Title),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    while let Some(event) = events.next() {
        if let Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) = event {
            drafts.push(Draft { title: heading(&mut events)?, ..Draft::default() });
            continue;
        }
        let draft = drafts.last_mut().ok_or(Fault::NoQuestion)?;
        if matches!(event, Event::Start(Tag::BlockQuote(_))) {
            draft.asked.push_str(&quotation(&mut events)?);
        } else {
            draft.answer.push(plain(event)?);
        }
    }
    if drafts.is_empty() {
        return Err(Fault::NoQuestion);
    }
    let questions = drafts.into_iter().map(Draft::written).collect::<Result<_, _>>()?;
    Ok(Article { title, questions })
}

/// One question while it is read.
#[derive(Default)]
struct Draft<'a> {
    title: String,
    answer: Vec<Event<'a>>,
    asked: String,
}

/// The text up to the quotation's end.
fn quotation<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Result<String, Fault> {
    let mut asked = String::new();
    for event in events {
        if let Event::Text(text) = event {
            asked.push_str(&text);
        } else if event == Event::SoftBreak {
            asked.push(' ');
        } else if matches!(event, Event::End(TagEnd::BlockQuote(_))) {
            break;
        } else if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
            return Err(Fault::NotPlain);
        }
    }
    Ok(asked)
}

/// The text up to the heading's end.
fn heading<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> Result<String, Fault> {
    let mut title = String::new();
    for event in events {
        if let Event::Text(text) = event {
            title.push_str(&text);
        } else if matches!(event, Event::End(TagEnd::Heading(_))) {
            break;
        } else {
            return Err(Fault::Heading);
        }
    }
    if title.is_empty() { Err(Fault::Heading) } else { Ok(title) }
}

fn plain(event: Event<'_>) -> Result<Event<'_>, Fault> {
    let allowed = if let Event::Start(Tag::Link { dest_url, .. }) = &event {
        is_ours(dest_url) || dest_url.starts_with("https://")
    } else {
        matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Strong | Tag::Emphasis)
                | Event::End(
                    TagEnd::Paragraph
                        | TagEnd::List(_)
                        | TagEnd::Item
                        | TagEnd::Strong
                        | TagEnd::Emphasis
                        | TagEnd::Link
                )
                | Event::Text(_)
                | Event::SoftBreak
        )
    };
    if allowed { Ok(event) } else { Err(Fault::NotPlain) }
}

/// A path of this site; `//` would be another site.
fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

impl Draft<'_> {
    fn written(self) -> Result<Written, Fault> {
        let Self { title, answer, asked } = self;
        let mut text = String::new();
        for event in &answer {
            if let Event::Text(part) = event {
                text.push_str(part);
            } else if matches!(event, Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item))
                && !text.ends_with(' ')
            {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            return Err(Fault::NoAnswer);
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, answer.into_iter());
        Ok(Written { title, html: rendered, text, asked })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(markdown: &str) -> Fault {
        read(markdown).unwrap_err()
    }

    #[test]
    fn a_file_is_a_topic_with_questions_and_answers() {
        let article =
            read("# Login\n\n## Apa \"itu\"?\n\nSatu\ndua & **tiga**.\n\n- [empat](/status)\n\n## Lalu?\n\nLima.\n")
                .unwrap();
        assert_eq!(article.title, "Login");
        let [first, second] = article.questions.as_slice() else { panic!("two questions") };
        assert_eq!(first.title, "Apa \"itu\"?");
        assert_eq!(
            first.html,
            "<p>Satu\ndua &amp; <strong>tiga</strong>.</p>\n<ul>\n<li><a href=\"/status\">empat</a></li>\n</ul>\n"
        );
        assert_eq!(first.text, "Satu dua & tiga. empat");
        assert_eq!((second.title.as_str(), second.text.as_str()), ("Lalu?", "Lima."));
    }

    #[test]
    fn a_quotation_is_what_people_type_and_is_not_shown() {
        let article = read("# T\n\n## Q?\n\n> kampus tdk ada,\n> univ hilang\n\nIsi formulirnya.\n").unwrap();
        let [question] = article.questions.as_slice() else { panic!("one question") };
        assert_eq!(question.asked, "kampus tdk ada, univ hilang");
        assert_eq!((question.html.as_str(), question.text.as_str()), ("<p>Isi formulirnya.</p>\n", "Isi formulirnya."));
        for part in ["> **a**", "> - a", "> # a", "> [a](/status)", "> <b>"] {
            assert_eq!(fault(&format!("# T\n\n## Q?\n\n{part}\n\nA.\n")), Fault::NotPlain, "{part}");
        }
        assert_eq!(fault("# T\n\n## Q?\n\n> a\n"), Fault::NoAnswer);
    }

    #[test]
    fn html_never_comes_through() {
        for part in [
            "<script>alert(1)</script>",
            "a <b onclick=x>b</b>",
            "<!-- c -->",
            "![x](/a.png)",
            "```\nx\n```",
            "    x",
            "***",
            "### x",
        ] {
            assert_eq!(fault(&format!("# T\n\n## Q?\n\n{part}\n")), Fault::NotPlain, "{part}");
        }
        let article = read("# T\n\n## Q?\n\n1 < 2 dan \\<b>\n").unwrap();
        assert_eq!(article.questions[0].html, "<p>1 &lt; 2 dan &lt;b&gt;</p>\n");
    }

    #[test]
    fn links_lead_to_our_pages_or_to_https() {
        for address in ["javascript:alert(1)", "http://a.id", "//a.id", "data:x", "form", "#x", "JAVASCRIPT:x"] {
            assert_eq!(fault(&format!("# T\n\n## Q?\n\n[x]({address})\n")), Fault::NotPlain, "{address}");
        }
        read("# T\n\n## Q?\n\n[x](/formulir/x) <https://sscasn.bkn.go.id>\n").unwrap();
    }

    #[test]
    fn a_file_that_lacks_something_is_refused() {
        assert_eq!(fault(""), Fault::Title);
        assert_eq!(fault("## Q?\n\nA.\n"), Fault::Title);
        assert_eq!(fault("# T\n"), Fault::NoQuestion);
        assert_eq!(fault("# T\n\nA.\n\n## Q?\n\nA.\n"), Fault::NoQuestion);
        assert_eq!(fault("# T\n\n## Q?\n\n## R?\n\nA.\n"), Fault::NoAnswer);
        assert_eq!(fault("# T\n\n## *Q*?\n\nA.\n"), Fault::Heading);
        assert_eq!(fault("# T\n\n##\n\nA.\n"), Fault::Heading);
    }
}
