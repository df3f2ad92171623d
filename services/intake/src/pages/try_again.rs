//! One try to file a form: what its page sent, and what the page keeps of it when the person sees the form once more.

use std::collections::BTreeMap;
use std::net::IpAddr;

use axum::extract::Request;
use captcha::http::{Answer, CODE_FIELD, TOKEN_FIELD, WORK_FIELD};
use captcha::{Purpose, Solved, Wrong};
use domain::{Content, DocumentKind, Form};
use uploads::{Fault, Received, Unreadable, Weight};
use web::{ClientAddress, CutOff, Problem};

use super::form_page::Filled;
use super::known::Known;
use super::questions::{self, Question};
use crate::accept::{self, Examination, IdempotencyKey, Person, REPEAT_OF_FIELD, Repeats, Sender};
use crate::drafts::Draft;
use crate::inspected::Documents;
use crate::problems;
use crate::reception::{self, NOTICE_ADDRESS_FIELD};
use crate::state::State;

/// What a page sends besides the fields of its form.
const CONTROLS: &[&str] =
    &["action", "submission_id", "draft", REPEAT_OF_FIELD, "confirmed", CODE_FIELD, TOKEN_FIELD, WORK_FIELD];

/// What a person wants of a form. Each button says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To see all that will be sent. What a form without a pressed button wants.
    Check,
    /// To send it.
    Send,
    /// To change something after seeing it all.
    Change,
    /// Another CAPTCHA.
    NewCode,
    /// Near names of the reference lists.
    Suggest,
    /// To see one of the documents that are kept.
    Show(DocumentKind),
}

impl Wish {
    fn of(action: Option<&str>) -> Self {
        match action {
            Some("send") => Self::Send,
            Some("change") => Self::Change,
            Some("new_code") => Self::NewCode,
            Some("suggest") => Self::Suggest,
            Some(action) => {
                let shown = action.strip_prefix("show:").and_then(|kind| kind.parse().ok());
                shown.map_or(Self::Check, Self::Show)
            }
            None => Self::Check,
        }
    }

    /// Whether all of it is judged, rather than the form shown once more with something else.
    pub(super) fn judges(self) -> bool {
        matches!(self, Self::Check | Self::Send)
    }
}

/// One try.
pub(super) struct Try {
    form: &'static Form,
    wish: Wish,
    values: BTreeMap<String, String>,
    /// Where to tell of the answer, as it was typed.
    notice_address: String,
    received: Received,
    /// Why it was not read to its end, if it was too large.
    too_large: Option<String>,
    /// Why it did not arrive whole, if it did not.
    cut_off: Option<CutOff>,
    controls: BTreeMap<String, String>,
    key: (String, IdempotencyKey),
    captcha: Answer,
    /// What the answer to the CAPTCHA is worth.
    code: Result<Solved, Wrong>,
    draft: Option<Draft>,
    /// Whose documents are kept; counted by its network.
    address: ClientAddress,
    /// Bits of work that a new code asks for.
    work: u8,
    /// The CAPTCHA is right, or was when documents were kept before.
    may_keep: bool,
    documents_lost: bool,
    /// Documents came with this try.
    sent_documents: bool,
}

impl Try {
    /// Reads what the page sent. A body that is too large or too slow is read as far as it goes, so that what was typed
    /// is not lost.
    pub(super) async fn receive(state: &State, form: &'static Form, request: Request) -> Result<Self, Problem> {
        let address = state.public.address(&request);
        let accepts = reception::accepts_with_address(form, CONTROLS);
        let (mut received, too_large, cut_off) = match uploads::receive(request, &accepts).await {
            Ok(received) => (received, None, None),
            Err(Unreadable::TooLarge { detail, received }) => (received, Some(detail), None),
            Err(Unreadable::CutOff { why, received }) => (received, None, Some(why)),
            Err(unreadable) => return Err(problems::unreadable(unreadable)),
        };
        if !state.public.offers_notices(form) {
            received.texts.remove(NOTICE_ADDRESS_FIELD);
        }
        let mut values = received.texts.clone();
        let notice_address = values.remove(NOTICE_ADDRESS_FIELD).unwrap_or_default();
        let mut controls = std::mem::take(&mut received.controls);
        let mut control = |name: &str| controls.remove(name).unwrap_or_default();
        let captcha = Answer { token: control(TOKEN_FIELD), typed: control(CODE_FIELD), work: control(WORK_FIELD) };
        let token = controls.remove("draft").unwrap_or_default();
        let draft = state.drafts.open(form, &token);
        let code = state.captchas.check(Purpose::Form(form.code), &captcha);
        Ok(Self {
            form,
            wish: Wish::of(controls.get("action").map(String::as_str)),
            values,
            notice_address,
            sent_documents: !received.attachments.is_empty(),
            received,
            too_large,
            cut_off,
            may_keep: code.is_ok() || draft.is_some(),
            code,
            address,
            work: state.public.work_for(address.network()),
            key: key(state, controls.remove("submission_id")),
            controls,
            captcha,
            documents_lost: draft.is_none() && !token.is_empty(),
            draft,
        })
    }

    /// Judges it, with the documents that were kept and not replaced.
    pub(super) async fn examine(&mut self, state: &State) -> Result<Examination, Problem> {
        let received = std::mem::take(&mut self.received);
        let came = |kind: &DocumentKind| received.attachments.iter().any(|came| came.name == kind.as_str());
        let replaced: Vec<DocumentKind> = self.form.documents.iter().map(|spec| spec.kind).filter(came).collect();
        let kept = match &self.draft {
            Some(draft) => state.drafts.documents(draft, &replaced).await,
            None => Some(Vec::new()),
        };
        if kept.is_none() {
            self.draft = None;
            self.documents_lost = true;
        }
        let examined =
            accept::examine(state, self.form, received, kept.unwrap_or_default(), Some(self.network())).await;
        let mut examination = examined.map_err(|refusal| problems::refused(refusal, true, state.clock.now()))?;
        if let Some(detail) = &self.too_large {
            // What came behind was not read: nobody knows whether it was there.
            examination.faults.retain(|fault| fault.weight == Weight::TooLarge);
            if examination.faults.is_empty() {
                examination.faults.push(Fault::new(Weight::TooLarge, "", "body_too_large", detail.as_str()));
            }
        }
        Ok(examination)
    }

    /// Whether it was too large to be read to its end.
    pub(super) fn is_too_large(&self) -> bool {
        self.too_large.is_some()
    }

    /// What it is counted by.
    pub(super) fn network(&self) -> IpAddr {
        self.address.network()
    }

    /// Who sends it.
    pub(super) fn sender(&self) -> Sender {
        Sender::Person(Person { captcha: self.code, repeats: self.repeats(), address: self.address })
    }

    /// What the person wants: the button that was pressed.
    pub(super) fn wish(&self) -> Wish {
        self.wish
    }

    /// The documents that are kept from before.
    pub(super) fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// Whether the person looked at what is unusual and wants to send it so.
    pub(super) fn is_confirmed(&self) -> bool {
        self.controls.contains_key("confirmed")
    }

    /// What the reference lists know of it, and near names when the person asks for them.
    pub(super) async fn known(&self, state: &State) -> Known {
        Known::look_up(state, self.form, &self.values, self.wish == Wish::Suggest).await
    }

    /// Why it did not arrive whole.
    pub(super) fn cut_off(&self) -> Option<CutOff> {
        self.cut_off
    }

    /// That the work was done which the CAPTCHA asks for, or that few come from there without it.
    pub(super) fn check_work(&self, state: &State) -> Result<(), Problem> {
        if state.captchas.is_worked(&self.captcha) { Ok(()) } else { state.public.check_unworked(self.network()) }
    }

    /// Whether the answer to the CAPTCHA is right.
    pub(super) fn is_solved(&self) -> bool {
        self.code.is_ok()
    }

    /// The answer to the CAPTCHA, when it is right and the person does not want another one.
    pub(super) fn solved(&self) -> Option<Answer> {
        let right = self.wish != Wish::NewCode && self.code.is_ok();
        right.then(|| self.captcha.clone())
    }

    pub(super) fn key(&self) -> &IdempotencyKey {
        &self.key.1
    }

    /// What looks unusual about it.
    pub(super) fn questions(&self, content: &Content, known: &Known) -> Vec<Question> {
        questions::about(content).into_iter().chain(known.question(self.form)).collect()
    }

    /// An open ticket that the person was told of and wants another one beside.
    fn repeats(&self) -> Option<Repeats> {
        self.controls.get(REPEAT_OF_FIELD).and_then(|named| Repeats::read(named))
    }

    /// The form with what was typed. Documents that came with it were not looked at.
    pub(super) fn unread(self) -> Filled {
        Filled {
            documents_lost: self.documents_lost || self.sent_documents,
            draft: self.draft,
            values: self.values,
            notice_address: self.notice_address,
            work: self.work,
            confirmed: self.controls.contains_key("confirmed"),
            submission_id: self.key.0,
            repeat_of: self.controls.get(REPEAT_OF_FIELD).cloned().unwrap_or_default(),
            ..Filled::default()
        }
    }

    /// The form with all of it, documents included where they can be kept: robots, who know no code, store nothing
    /// here.
    pub(super) async fn kept(self, state: &State, documents: &Documents) -> Filled {
        let draft = match self.sent_documents {
            false => self.draft.clone(),
            true if self.may_keep => state.drafts.keep(self.form, documents, self.network()).await,
            true => None,
        };
        let documents_lost = self.documents_lost || (draft.is_none() && !documents.checked.is_empty());
        Filled { draft, documents_lost, ..self.unread() }
    }
}

/// The name of this submission, as the page has it or a new one.
fn key(state: &State, submission_id: Option<String>) -> (String, IdempotencyKey) {
    let parsed = submission_id.and_then(|id| IdempotencyKey::parse(id.as_bytes()).ok().map(|key| (id, key)));
    parsed.unwrap_or_else(|| {
        let id = state.clock.new_id();
        (id.to_string(), IdempotencyKey::from(id))
    })
}
