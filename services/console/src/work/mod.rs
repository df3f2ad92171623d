//! What officers do beside the work on one case, which is `desk`'s: drafts and notes, many tickets at once, clusters,
//! templates, the overview.

mod approval;
mod assign;
pub(crate) mod audit_log;
mod beside;
mod bulk;
mod clustering;
mod clusters;
mod context;
mod counts;
mod decide_account;
mod difference;
mod escalations;
mod faq;
mod faq_words;
mod glance;
mod macros;
mod mentions;
mod names;
mod overview;
mod quality;
mod rights;
pub(crate) mod sketch;
mod templates;
mod workdays;

pub(crate) use approval::{Approval, ApprovalFault, ApprovalRefusal, NAME_FIELD, approve, preview, similar_in_list};
pub(crate) use assign::{Assigned, assign};
pub(crate) use beside::{Beside, beside, open_account_file};
pub(crate) use bulk::{
    BulkRefusal, Chosen, Consent, Draft, Preview, Source, TextFault, Wording, answer_next, begin, bulk_answer,
    bulk_answers, draft, go_on, pause,
};
pub(crate) use clustering::cluster_next;
pub(crate) use clusters::{OpenCluster, chosen_clusters, cluster_of, clusters};
pub(crate) use context::{EarlierTicket, NOTE, OpenDraft, OpenNote, TicketContext, context, keep_draft, note};
pub(crate) use counts::{arrived, counts, counts_of_sessions};
pub(crate) use decide_account::{approve_account, confirm_removal, decline_text, lift_freeze};
pub(crate) use difference::{Piece, difference};
pub(crate) use escalations::{escalations, take_notice};
pub(crate) use faq::{
    FaqFault, Verdict as FaqVerdict, Writing as FaqWriting, Written as FaqWritten, answer_of, decide_faq, faq_entries,
    faq_entry, write_faq,
};
pub(crate) use faq_words::{as_markdown, merge_fields, signs};
pub(crate) use glance::{Glance, answered, glance, of_nik, of_number};
pub(crate) use macros::{DraftAct, MacroDraft, MacroFault, Ran, macros, remove_macro, run_macro, save_macro};
pub(crate) use mentions::{mentions, read_mentions};
pub(crate) use names::{Named, marks, name_next, of_name};
pub(crate) use overview::{Forecast, Overview, export, overview};
pub(crate) use quality::{Figures, Quality, Source as QualitySource, Verdicts, export_quality, quality};
pub(crate) use templates::{TemplateFault, remove_template, save_template, template_of_ticket, templates};
pub(crate) use workdays::{AddedHolidays, add_holidays, remove_holiday, set_week};
