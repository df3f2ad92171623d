//! Every purpose of the keys, in one list. To review how we separate keys, read this file.
//!
//! Each purpose has a name, which goes into the derivation of its key or into the sealed bytes. Stored data depends on
//! the names for ever: a value opens, and an index matches, only under the name with which it was made. A new purpose
//! is a new variant. The tests below compare the names with each other.

use uuid::Uuid;

use crate::Context;

/// A value that the data key of its owner seals. The owner is a ticket or an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// What the applicant wrote in a form, as JSON.
    Content,
    /// Where the applicant wants to be told of the answer.
    NoticeAddress,
    /// A document of a ticket, by the name of its kind.
    Document(&'static str),
    /// An answer, by its revision.
    Answer(i32),
    /// Why somebody handed a ticket to another desk, by the event.
    Transfer(Uuid),
    /// What an applicant writes after an answer, by its id.
    Entry(Uuid),
    /// An officer's note, by its id.
    Note(Uuid),
    /// An answer that somebody is writing, by the id of its author.
    Draft(Uuid),
    /// A text that an agency posted before its report, by the text's id.
    Text(Uuid),
    /// What an applicant told in the first step of making an account.
    Applicant,
    /// A file of an applicant's account, by its id.
    AccountFile(Uuid),
    /// Where an applicant is reached, by the address's id.
    AccountAddress(Uuid),
    /// A document of an applicant's registration, by the file's id.
    RegistrationFile(Uuid),
    /// SHA-256 of the same file.
    RegistrationFileDigest(Uuid),
    /// A file that is to get an e-meterai, by the upload's id.
    Unstamped(Uuid),
    /// The same file with its e-meterai.
    Stamped(Uuid),
    /// What lets us stamp with an applicant's account at the distributor.
    StampToken,
    /// What an applicant typed for the own registration.
    Registration,
    /// A registration as it was filed.
    Filed,
    /// A signed document that we issued to an applicant, by its id.
    Issued(Uuid),
    /// The NIP of an officer.
    OfficerNip,
    /// The secret that an officer's authenticator app shares with us.
    OfficerTotp,
}

impl Sealed {
    /// The context of this value of `owner`, the ticket or account whose data key seals it.
    #[must_use]
    pub fn of(self, owner: Uuid) -> Context {
        match self {
            Self::Content => Context::new("content", owner),
            Self::NoticeAddress => Context::new("notice address", owner),
            Self::Document(kind) => Context::new(&format!("document.{kind}"), owner),
            Self::Answer(revision) => Context::new(&format!("answer.{revision}"), owner),
            Self::Transfer(event) => Context::new(&format!("transfer.{event}"), owner),
            Self::Entry(id) => Context::new(&format!("entry.{id}"), owner),
            Self::Note(id) => Context::new(&format!("note.{id}"), owner),
            Self::Draft(by) => Context::new(&format!("draft.{by}"), owner),
            Self::Text(id) => Context::new(&format!("text.{id}"), owner),
            Self::Applicant => Context::new("account.applicant", owner),
            Self::AccountFile(id) => Context::new(&format!("account.file.{id}"), owner),
            Self::AccountAddress(id) => Context::new(&format!("account.address.{id}"), owner),
            Self::RegistrationFile(id) => Context::new(&format!("registration.file.{id}"), owner),
            Self::RegistrationFileDigest(id) => Context::new(&format!("registration.file-digest.{id}"), owner),
            Self::Unstamped(id) => Context::new(&format!("stamping.unstamped.{id}"), owner),
            Self::Stamped(id) => Context::new(&format!("stamping.stamped.{id}"), owner),
            Self::StampToken => Context::new("stamping.token", owner),
            Self::Registration => Context::new("registration.content", owner),
            Self::Filed => Context::new("registration.filed", owner),
            Self::Issued(id) => Context::new(&format!("registration.issued.{id}"), owner),
            Self::OfficerNip => Context::new("officer.nip", owner),
            Self::OfficerTotp => Context::new("officer.totp", owner),
        }
    }
}

/// The purpose of a token that a browser keeps and brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A CAPTCHA's code, until somebody answers it.
    Captcha,
    /// The documents of a form that a person must send once more, and the key that opens them.
    Draft,
    /// The address of a receipt.
    Receipt,
    /// The address of a ticket that somebody proved to be theirs.
    ShownTicket,
    /// A form that the console kept because the session had ended.
    KeptForm,
    /// A form of an applicant's account that came after its session had ended.
    ApplicantsForm,
    /// A search by NIK in the console.
    Search,
    /// What somebody told of an approved ticket, until they type the code that was sent to them.
    ApprovedAnswer,
}

impl Token {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Captcha => "captcha",
            Self::Draft => "draft",
            Self::Receipt => "receipt",
            Self::ShownTicket => "status.shown",
            Self::KeptForm => "console.kept-form",
            Self::ApplicantsForm => "account.kept-form",
            Self::Search => "console.search",
            Self::ApprovedAnswer => "account.approved-answer",
        }
    }
}

/// What a blind index finds, or a keyed hash compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// The tickets of a NIK.
    Nik,
    /// The tickets of NIK, KK, name and birth date together.
    Person,
    /// The tickets whose applicants' names have a part.
    NamePart,
    /// A submission with the same content.
    Submission,
    /// What a network filed or tried.
    Network,
    /// The same of the larger network around it.
    Neighbours,
    /// Wrong look-ups of a ticket number.
    TriedNumber,
    /// For which ticket the site asked a question about a repeat.
    RepeatOf,
    /// Tickets that miss the same entry of a reference list.
    ClusterEntry,
    /// Tickets with alike texts.
    ClusterText,
    /// An entry of the audit log together with all before it.
    AuditChain,
    /// The seed of the key that signs exports.
    ExportSignature,
    /// A word that somebody searched for in vain.
    MissedWord,
    /// The same word together with the network that it came from.
    MissedByNetwork,
    /// An officer's account by NIP.
    OfficerNip,
    /// A one-time code with which an officer chooses a password.
    OfficerActivation,
    /// A recovery code of an officer.
    OfficerRecoveryCode,
    /// Attempts at an officer's password, by NIP.
    OfficerTriesOfNip,
    /// Attempts in a browser with which the officer signed in before.
    OfficerTriesOfDevice,
    /// Attempts from a network.
    OfficerTriesOfNetwork,
    /// Attempts of an officer who is signed in.
    OfficerTriesOfOwn,
    /// Letters to an address.
    LetterAddress,
    /// An applicant's account, and tries to make one, by NIK.
    AccountNik,
    /// An identity that the population register was asked about.
    AccountIdentity,
    /// Accounts that were begun from a network.
    AccountNetwork,
    /// Attempts at an applicant's password, by NIK.
    ApplicantTriesOfNik,
    /// Attempts in a browser with which the applicant signed in before.
    ApplicantTriesOfDevice,
    /// Attempts in a browser, whoever's NIK it tries.
    ApplicantTriesOfBrowser,
    /// Attempts from a network.
    ApplicantTriesOfNetwork,
    /// Attempts of an applicant who is signed in.
    ApplicantTriesOfOwn,
    /// Attempts to get back into an applicant's account, by NIK.
    RecoveriesOfNik,
    /// The same from a network.
    RecoveriesOfNetwork,
    /// Attempts to see what a desk approved, by the ticket's number.
    RecoveriesOfTicket,
    /// An applicant's answer to a security question, before it is hashed like a password.
    ApplicantAnswer,
    /// A one-time answer in its place, before it is hashed like a password.
    ApplicantOneTimeAnswer,
    /// What makes a token of the id of a link in a mail.
    AccountLink,
    /// Links to a new password that were asked for, by NIK.
    ApplicantLinksOfNik,
    /// The same from a network.
    ApplicantLinksOfNetwork,
    /// The turn of a browser in the waiting room.
    WaitingTurn,
    /// What makes a code of six digits of the id of its row.
    AccountCode,
    /// Addresses that an applicant told for the own account.
    ApplicantContacts,
    /// A number of the list "eks THK-II".
    Thk2Number,
    /// The same together with the name and birth date of its person.
    Thk2Person,
}

impl Index {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Nik => "nik",
            Self::Person => "person",
            Self::NamePart => "name.part",
            Self::Submission => "submission",
            Self::Network => "network",
            Self::Neighbours => "neighbours",
            Self::TriedNumber => "tried number",
            Self::RepeatOf => "repeat of",
            Self::ClusterEntry => "cluster.entry",
            Self::ClusterText => "cluster.text",
            Self::AuditChain => "audit.chain",
            Self::ExportSignature => "export.signature",
            Self::MissedWord => "missed.word",
            Self::MissedByNetwork => "missed.network",
            Self::OfficerNip => "officer.nip",
            Self::OfficerActivation => "officer.activation",
            Self::OfficerRecoveryCode => "officer.recovery-code",
            Self::OfficerTriesOfNip => "officer.attempts.nip",
            Self::OfficerTriesOfDevice => "officer.attempts.device",
            Self::OfficerTriesOfNetwork => "officer.attempts.network",
            Self::OfficerTriesOfOwn => "officer.attempts.own",
            Self::LetterAddress => "letter.address",
            Self::AccountNik => "account.nik",
            Self::AccountIdentity => "account.identity",
            Self::AccountNetwork => "account.network",
            Self::ApplicantTriesOfNik => "applicant.attempts.nik",
            Self::ApplicantTriesOfDevice => "applicant.attempts.device",
            Self::ApplicantTriesOfBrowser => "applicant.attempts.browser",
            Self::ApplicantTriesOfNetwork => "applicant.attempts.network",
            Self::ApplicantTriesOfOwn => "applicant.attempts.own",
            Self::RecoveriesOfNik => "applicant.recoveries.nik",
            Self::RecoveriesOfTicket => "applicant.recoveries.ticket",
            Self::RecoveriesOfNetwork => "applicant.recoveries.network",
            Self::ApplicantAnswer => "applicant.answer",
            Self::ApplicantOneTimeAnswer => "applicant.one-time-answer",
            Self::AccountLink => "account.link",
            Self::ApplicantLinksOfNik => "applicant.links.nik",
            Self::ApplicantLinksOfNetwork => "applicant.links.network",
            Self::WaitingTurn => "waiting-room.turn",
            Self::AccountCode => "account.code",
            Self::ApplicantContacts => "applicant.contacts",
            Self::Thk2Number => "thk2.number",
            Self::Thk2Person => "thk2.person",
        }
    }
}

/// Numbers whose order nobody may predict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permuted {
    /// The digits of a ticket number.
    TicketNumber,
    /// The digits of a registration number.
    RegistrationNumber,
}

impl Permuted {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::TicketNumber => "ticket number",
            Self::RegistrationNumber => "registration number",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const TOKENS: [Token; 8] = [
        Token::Captcha,
        Token::Draft,
        Token::Receipt,
        Token::ShownTicket,
        Token::KeptForm,
        Token::ApplicantsForm,
        Token::Search,
        Token::ApprovedAnswer,
    ];

    const INDEXES: [Index; 43] = [
        Index::Nik,
        Index::Person,
        Index::NamePart,
        Index::Submission,
        Index::Network,
        Index::Neighbours,
        Index::TriedNumber,
        Index::RepeatOf,
        Index::ClusterEntry,
        Index::ClusterText,
        Index::AuditChain,
        Index::ExportSignature,
        Index::MissedWord,
        Index::MissedByNetwork,
        Index::OfficerNip,
        Index::OfficerActivation,
        Index::OfficerRecoveryCode,
        Index::OfficerTriesOfNip,
        Index::OfficerTriesOfDevice,
        Index::OfficerTriesOfNetwork,
        Index::OfficerTriesOfOwn,
        Index::LetterAddress,
        Index::AccountNik,
        Index::AccountIdentity,
        Index::AccountNetwork,
        Index::ApplicantTriesOfNik,
        Index::ApplicantTriesOfDevice,
        Index::ApplicantTriesOfBrowser,
        Index::ApplicantTriesOfNetwork,
        Index::ApplicantTriesOfOwn,
        Index::RecoveriesOfNik,
        Index::RecoveriesOfNetwork,
        Index::RecoveriesOfTicket,
        Index::ApplicantAnswer,
        Index::ApplicantOneTimeAnswer,
        Index::AccountLink,
        Index::ApplicantLinksOfNik,
        Index::ApplicantLinksOfNetwork,
        Index::WaitingTurn,
        Index::AccountCode,
        Index::ApplicantContacts,
        Index::Thk2Number,
        Index::Thk2Person,
    ];

    #[test]
    fn no_two_purposes_have_one_name() {
        let tokens: HashSet<_> = TOKENS.map(Token::name).into();
        let indexes: HashSet<_> = INDEXES.map(Index::name).into();
        assert_eq!((tokens.len(), indexes.len()), (TOKENS.len(), INDEXES.len()));
        assert!(indexes.iter().all(|name| !name.contains('\0')), "a zero byte ends the name");
    }

    #[test]
    fn no_value_opens_as_another_of_the_same_owner() {
        let (owner, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let values = [
            Sealed::Content,
            Sealed::NoticeAddress,
            Sealed::Document("ktp"),
            Sealed::Document("kk"),
            Sealed::Answer(1),
            Sealed::Answer(2),
            Sealed::Transfer(id),
            Sealed::Entry(id),
            Sealed::Note(id),
            Sealed::Draft(id),
            Sealed::Text(id),
            Sealed::Applicant,
            Sealed::AccountAddress(id),
            Sealed::RegistrationFile(id),
            Sealed::RegistrationFileDigest(id),
            Sealed::Unstamped(id),
            Sealed::Stamped(id),
            Sealed::StampToken,
            Sealed::Registration,
            Sealed::Filed,
            Sealed::Issued(id),
            Sealed::OfficerNip,
            Sealed::OfficerTotp,
        ];
        let contexts: HashSet<_> = values.iter().map(|value| value.of(owner).bytes().to_vec()).collect();
        assert_eq!(contexts.len(), values.len());
        assert!(!contexts.contains(Sealed::Content.of(id).bytes()));
    }
}
