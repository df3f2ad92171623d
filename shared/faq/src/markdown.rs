//! Draws an answer: Markdown with paragraphs, lists, emphasis, and links to our own pages or to `https` addresses.
//! Anything else, HTML above all, is a fault, so the HTML made here needs no cleaning.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};

/// An answer as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Safe HTML.
    pub html: String,
    /// The same as plain text.
    pub text: String,
}

/// What is wrong with an answer's Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkdownFault {
    /// It says nothing.
    #[error("says nothing")]
    Empty,
    /// A link leads to something else than one of our pages or an https address.
    #[error("has a link to something else than our pages or https addresses, in line {line}")]
    Link {
        /// Where it begins, from 1 on.
        line: usize,
    },
    /// HTML, images, headings, tables and the like.
    #[error("has more than paragraphs, lists, emphasis and links, in line {line}")]
    NotPlain {
        /// Where it begins, from 1 on.
        line: usize,
    },
}

/// Draws an answer.
///
/// # Errors
/// The first fault, with its line.
pub fn render(answer: &str) -> Result<Rendered, MarkdownFault> {
    let mut events = Vec::new();
    for (event, at) in Parser::new(answer).into_offset_iter() {
        let line = || 1 + answer.get(..at.start).unwrap_or_default().matches('\n').count();
        if let Event::Start(Tag::Link { dest_url, .. }) = &event
            && !is_allowed(dest_url)
        {
            return Err(MarkdownFault::Link { line: line() });
        }
        if !is_plain(&event) {
            return Err(MarkdownFault::NotPlain { line: line() });
        }
        events.push(event);
    }
    let text = text_of(&events);
    if text.is_empty() {
        return Err(MarkdownFault::Empty);
    }
    let mut rendered = String::new();
    html::push_html(&mut rendered, events.into_iter());
    Ok(Rendered { html: rendered, text })
}

fn text_of(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        if let Event::Text(part) = event {
            text.push_str(part);
        } else if matches!(event, Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item))
            && !text.ends_with(' ')
        {
            text.push(' ');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn is_plain(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Strong | Tag::Emphasis | Tag::Link { .. })
            | Event::End(
                TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Item | TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link
            )
            | Event::Text(_)
            | Event::SoftBreak
    )
}

/// A path of this site, or an https address; `//` would be another site.
fn is_allowed(address: &str) -> bool {
    address.starts_with("https://") || (address.starts_with('/') && !address.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(answer: &str) -> MarkdownFault {
        render(answer).unwrap_err()
    }

    #[test]
    fn an_answer_is_drawn_as_safe_html_and_as_text() {
        let drawn = render("Satu\ndua & **tiga**.\n\n- [empat](/status)\n").unwrap();
        assert_eq!(
            drawn.html,
            "<p>Satu\ndua &amp; <strong>tiga</strong>.</p>\n<ul>\n<li><a href=\"/status\">empat</a></li>\n</ul>\n"
        );
        assert_eq!(drawn.text, "Satu dua & tiga. empat");
        assert_eq!(render("1 < 2 dan \\<b>\n").unwrap().html, "<p>1 &lt; 2 dan &lt;b&gt;</p>\n");
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
            "> x",
        ] {
            assert_eq!(fault(&format!("Baik.\n\n{part}\n")), MarkdownFault::NotPlain { line: 3 }, "{part}");
        }
    }

    #[test]
    fn links_lead_to_our_pages_or_to_https() {
        for address in ["javascript:alert(1)", "http://a.id", "//a.id", "data:x", "form", "#x", "JAVASCRIPT:x"] {
            assert_eq!(fault(&format!("Baik.\n[x]({address})\n")), MarkdownFault::Link { line: 2 }, "{address}");
        }
        render("[x](/formulir/x) <https://sscasn.bkn.go.id>\n").unwrap();
    }

    #[test]
    fn an_answer_that_says_nothing_is_refused() {
        for nothing in ["", " \n\n", "****"] {
            assert!(render(nothing).is_err(), "{nothing:?}");
        }
    }
}
