//! What officers do beside the work on one case, which is `desk`'s: drafts and notes, many tickets at once, alike
//! tickets, templates, the overview.

mod approval;
mod beside;
mod bulk;
mod clusters;
mod glance;
mod grouping;
mod overview;
pub(crate) mod sketch;
mod templates;

pub(crate) use approval::{Approval, ApprovalFault, NAME_FIELD, alike_in_list, approve, preview};
pub(crate) use beside::{Beside, EarlierTicket, OpenNote, beside, keep_draft, note};
pub(crate) use bulk::{Chosen, Consent, Draft, answer_next, begin, bulk_answer, bulk_answers, draft, go_on};
pub(crate) use clusters::{OpenCluster, chosen_clusters, clusters, others_alike};
pub(crate) use glance::{Glance, glance, of_nik, of_number};
pub(crate) use grouping::group_next;
pub(crate) use overview::{Forecast, Overview, export, overview};
pub(crate) use templates::{TemplateFault, keep_template, remove_template, templates};

use domain::TextRule;

/// The rule of an internal note: 1 to 2000 characters.
pub(crate) const NOTE: TextRule = TextRule::Narrative { max: 2000 };
