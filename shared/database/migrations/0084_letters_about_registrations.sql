-- Applicants are told by letter of their registrations: that one is final, and that one is a draft still.
SET LOCAL lock_timeout = '2s';

-- Few rows, which the letters' period bounds.
ALTER TABLE notify.letters
    -- squawk-ignore ban-drop-constraint
    DROP CONSTRAINT letters_kind_check,
    -- squawk-ignore constraint-missing-not-valid
    ADD CONSTRAINT letters_kind_check CHECK (kind IN (
        'ticket_answered', 'ticket_asked', 'ticket_number',
        'account_verify_email', 'account_new_password', 'account_password_changed', 'account_recovered', 'account_answer_issued',
        'account_new_device', 'account_contact_changed', 'account_questions_changed', 'account_identity_verified',
        'account_identity_refused', 'account_claim_made', 'account_claim_taken', 'account_replaced', 'account_frozen',
        'account_complained', 'account_released', 'account_removed',
        'account_contact_told', 'account_phone_code', 'account_answer_code', 'account_password_code',
        'registration_final', 'registration_reminder')),
    -- squawk-ignore ban-drop-constraint
    DROP CONSTRAINT letters_about_a_ticket_or_an_account,
    -- squawk-ignore constraint-missing-not-valid
    ADD CONSTRAINT letters_about_a_ticket_or_an_account CHECK (
        (kind LIKE 'ticket\_%') = (ticket_number IS NOT NULL) AND (kind LIKE 'ticket\_%') = (submitted_on IS NOT NULL)
        AND (kind NOT LIKE 'ticket\_%') = (account_id IS NOT NULL) AND (kind NOT LIKE 'ticket\_%') = (address_id IS NOT NULL));

GRANT USAGE ON SCHEMA notify TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION notify.to_address(uuid, text, uuid, uuid, uuid, timestamptz, timestamptz, timestamptz) TO helpdesk_registration;
GRANT SELECT (id, account_id, state) ON accounts.addresses TO helpdesk_registration;
