//! All pages of the console. The router serves this one list, and a test holds the matrix of who may do what against
//! it.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use http::Method;
use web::pages::Routes;

use super::bulk::{begin, compose, go_on, list as bulk_list, show as bulk_show};
use super::clusters::{approve, list as cluster_list, show_approval};
use super::faq::{decide, list as faq_list, missed, propose, show as faq_show};
use super::macros::{keep as keep_macro, list as macro_list, remove as remove_macro};
use super::overview::{export, export_quality, show as overview_show};
use super::templates::{keep, list as template_list, remove};
use super::tickets::{
    account_file, answer, ask, assign, claim, claim_next, decide_account, document, document_page, found, holder, list,
    note, page_picture, release, run_macro, search, show, transfer, views,
};
use super::workdays::{add_holidays, remove_holiday, set_week, show as workdays_show};
use super::{accounts, addresses as at, audit, entry, error_pages, escalations, home, live, mentions, own, refused};
use crate::State;

/// All pages, and what stands around them.
pub(crate) fn router(state: &State) -> Router<State> {
    web::pages::protected_at(all().router(), state.site.clone())
        .route_layer(from_fn_with_state(state.clone(), refused::note))
        .route_layer(from_fn(error_pages::show))
}

/// Method and path of every page.
pub(crate) fn list_all() -> Vec<(Method, &'static str)> {
    all().list()
}

fn all() -> Routes<State> {
    Routes::new()
        .get(at::HOME, home::home)
        // in and out
        .get(at::SIGN_IN, entry::show_sign_in)
        .post(at::SIGN_IN, entry::sign_in)
        .get(at::SECOND_STEP, entry::show_second_step)
        .post(at::SECOND_STEP, entry::second_step)
        .post(at::SIGN_OUT, entry::sign_out)
        .get(at::ACTIVATION, entry::show_activation)
        .post(at::ACTIVATION, entry::activate)
        .get(at::ACTIVATION_WITH_CODE, entry::show_activation_with_code)
        // the own account
        .get(at::OWN_ACCOUNT, own::show_own_account)
        .post(at::END_SESSION, own::end_session)
        .post(at::OWN_PASSWORD, own::change_password)
        .post(at::RECOVERY_CODES, own::renew_recovery_codes)
        .get(at::OWN_PHONE, own::show_phone)
        .post(at::OWN_PHONE, own::offer_phone)
        .post(at::CHANGE_PHONE, own::change_phone)
        .post(at::RESET_WAS_READ, own::reset_was_read)
        .post(at::LETTER_KEYS, own::switch_letter_keys)
        // for auditors and administrators
        .get(at::AUDIT, audit::show_audit)
        .get(at::ACCOUNTS, accounts::list_accounts)
        .get(at::NEW_ACCOUNT, accounts::show_new_account)
        .post(at::NEW_ACCOUNT, accounts::create_account)
        .get(at::ACCOUNT, accounts::show_account)
        .post(at::ACCOUNT_RIGHTS, accounts::change_rights)
        .post(at::RESET_ACCOUNT, accounts::reset_account)
        .post(at::ASK_RESET, accounts::ask_reset)
        .post(at::CONFIRM_RESET, accounts::confirm_reset)
        .post(at::DISABLE_ACCOUNT, accounts::disable_account)
        .post(at::ENABLE_ACCOUNT, accounts::enable_account)
        // tickets
        .get(at::TICKETS, list::list)
        .post(at::NEXT_TICKET, claim_next::claim_next)
        .get(at::SEARCH, found::found)
        .post(at::SEARCH, search::search)
        .get(at::TICKET, show::show)
        .get(at::HOLDER, holder::holder)
        .get(at::DOCUMENT, document::document)
        .get(at::DOCUMENT_PAGE, document_page::document_page)
        .get(at::PAGE_PICTURE, page_picture::page_picture)
        .get(at::ACCOUNT_FILE, account_file::account_file)
        .post(at::DECIDE_ACCOUNT, decide_account::decide_account)
        .post(at::CLAIM, claim::claim)
        .post(at::ASSIGN, assign::assign)
        .post(at::RELEASE, release::release)
        .post(at::ANSWER, answer::answer)
        .post(at::ASK, ask::ask)
        .post(at::TRANSFER, transfer::transfer)
        .post(at::NOTE, note::note)
        .post(at::RUN_MACRO, run_macro::run_macro)
        .post(at::VIEWS, views::save)
        .post(at::REMOVE_VIEW, views::remove)
        .get(at::LIVE, live::live)
        .get(at::MENTIONS, mentions::list)
        .post(at::MENTIONS, mentions::read_all)
        .get(at::MACROS, macro_list::list)
        .post(at::MACROS, keep_macro::keep)
        .post(at::REMOVE_MACRO, remove_macro::remove)
        .get(at::TEMPLATES, template_list::list)
        .post(at::TEMPLATES, keep::keep)
        .post(at::REMOVE_TEMPLATE, remove::remove)
        // the FAQ
        .get(at::FAQ, faq_list::list)
        .get(at::NEW_FAQ, propose::show)
        .post(at::NEW_FAQ, propose::propose)
        .get(at::MISSED_SEARCHES, missed::missed)
        .get(at::FAQ_ENTRY, faq_show::show)
        .post(at::FAQ_ENTRY, faq_show::change)
        .post(at::FAQ_VERDICT, decide::decide)
        // for supervisors
        .get(at::ESCALATIONS, escalations::list)
        .post(at::ESCALATIONS, escalations::take_notice)
        .get(at::WORKDAYS, workdays_show::show)
        .post(at::WORKDAYS, set_week::set_week)
        .post(at::HOLIDAYS, add_holidays::add_holidays)
        .post(at::REMOVE_HOLIDAY, remove_holiday::remove_holiday)
        .get(at::OVERVIEW, overview_show::show)
        .get(at::OVERVIEW_EXPORT, export::export)
        .get(at::OVERVIEW_QUALITY, export_quality::export_quality)
        .get(at::BULK, bulk_list::list)
        .get(at::NEW_BULK, compose::compose)
        .post(at::NEW_BULK, begin::begin)
        .get(at::BULK_ANSWER, bulk_show::show)
        .post(at::BULK_ANSWER, go_on::go_on)
        .get(at::CLUSTERS, cluster_list::list)
        .get(at::APPROVAL, show_approval::show_approval)
        .post(at::APPROVAL, approve::approve)
}
