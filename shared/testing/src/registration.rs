//! What an applicant tells in a registration, by the names of the fields.

/// The first step, right.
pub const BIODATA: [(&str, &str); 13] = [
    ("title_before", "-"),
    ("title_after", "S.H."),
    ("ktp_address", "Jalan Melati 5, Jakarta Selatan"),
    ("scholarship_status", "never"),
    ("on_scholarship", "no"),
    ("disability", "none"),
    ("domicile_country", "Indonesia"),
    ("domicile_address", "Jalan Melati 5, Jakarta Selatan"),
    ("domicile_province", "Daerah Khusus Ibukota Jakarta"),
    ("domicile_city", "Kota Jakarta Selatan"),
    ("height_cm", "162"),
    ("marital_status", "single"),
    ("religion", "islam"),
];

/// The education of the third step, right for an academic education.
pub const EDUCATION: [(&str, &str); 11] = [
    ("exam_place", "Daerah Khusus Ibukota Jakarta"),
    ("gpa", "3,91"),
    ("graduation_year", "2019"),
    ("diploma_date", "17-08-2019"),
    ("diploma_number", "UC-2019-0042"),
    ("university_kind", "domestic"),
    ("university", "Universitas Contoh"),
    ("programme", "Ilmu Hukum"),
    ("university_on_diploma", "Universitas Contoh"),
    ("accreditation_university", "Unggul"),
    ("accreditation_programme", "A"),
];

/// The boxes of the résumé.
pub const BOXES: [&str; 9] = [
    "block_agency",
    "block_selection",
    "block_position",
    "block_person",
    "block_education",
    "block_exam",
    "block_documents",
    "block_requirements",
    "statement",
];
