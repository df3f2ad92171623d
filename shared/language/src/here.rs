//! The language that is spoken while a request is answered, and the page that was asked for. It belongs to the task
//! that answers; what that task hands to others, such as blocking threads, speaks Indonesian there.

use std::cell::RefCell;
use std::future::Future;

use tokio::task_local;

use crate::{Language, of_address};

task_local! {
    static HERE: Here;
}

struct Here {
    language: Language,
    /// The Indonesian address of the page, with its query.
    page: RefCell<String>,
}

/// Longest query in bytes that a link to the same page in the other language repeats: more than any search has.
const LONGEST_QUERY: usize = 1_200;

/// Answers in the language of an address: path and query, as the browser asked for it.
pub async fn speaking<F: Future>(address: &str, answer: F) -> F::Output {
    let (language, page) = of_address(address.split('?').next().unwrap_or_default());
    let query = address.split_once('?').filter(|(_, query)| query.len() <= LONGEST_QUERY);
    let query = query.map(|(_, query)| format!("?{query}")).unwrap_or_default();
    HERE.scope(Here { language, page: RefCell::new(format!("{page}{query}")) }, answer).await
}

/// The language that is being spoken: Indonesian, where nobody said another one.
#[must_use]
pub fn current() -> Language {
    HERE.try_with(|here| here.language).unwrap_or(Language::Indonesian)
}

/// Says where the page can be opened that is being answered, for an answer at an address that only takes forms.
/// `address` is the Indonesian one.
pub fn same_page(address: &str) {
    let _nowhere = HERE.try_with(|here| address.clone_into(&mut here.page.borrow_mut()));
}

/// The address of the same page in the other language.
#[must_use]
pub fn other_address() -> String {
    let page = HERE.try_with(|here| here.page.borrow().clone()).unwrap_or_else(|_outside| "/".to_owned());
    current().other().path(&page).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_is_in_the_language_of_its_address_and_knows_the_other_one() {
        for (address, language, other) in [
            ("/status?tiket=x", Language::Indonesian, "/en/status?tiket=x"),
            ("/en/status?tiket=x", Language::English, "/status?tiket=x"),
            ("/en", Language::English, "/"),
            ("/", Language::Indonesian, "/en"),
        ] {
            let spoken = speaking(address, async { (current(), other_address()) }).await;
            assert_eq!(spoken, (language, other.to_owned()));
        }
    }

    #[tokio::test]
    async fn a_query_that_no_page_wants_is_not_repeated() {
        let long = format!("/faq?q={}", "x".repeat(LONGEST_QUERY));
        assert_eq!(speaking(&long, async { other_address() }).await, "/en/faq");
    }

    #[tokio::test]
    async fn an_answer_that_only_takes_forms_leads_to_the_page_that_it_draws() {
        let other = speaking("/en/status/x/lanjutan", async {
            same_page("/status/x");
            other_address()
        });
        assert_eq!(other.await, "/status/x");
    }

    #[tokio::test]
    async fn what_no_request_asked_for_is_indonesian() {
        assert_eq!((current(), other_address()), (Language::Indonesian, "/en".to_owned()));
        let handed_on = speaking("/en", async { tokio::spawn(async { current() }).await.unwrap() });
        assert_eq!(handed_on.await, Language::Indonesian);
    }
}
