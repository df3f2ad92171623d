//! The closed list of questions. Their words are in `shared/language/texts`.

/// A security question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// The name of a pet.
    Pet,
    /// The mother's maiden name. The family card tells it, so that nobody can choose this question any more; accounts
    /// may still have it.
    Mother,
    /// The name of the primary school.
    School,
    /// The name of a childhood friend.
    Friend,
    /// The favourite food.
    Food,
    /// The name of the favourite teacher.
    Teacher,
    /// The brand of the first bicycle or motorcycle.
    Vehicle,
    /// The title of the first book that the person liked.
    Book,
}

impl Question {
    /// Every question that an account may have.
    pub const ALL: [Self; 8] =
        [Self::Pet, Self::Mother, Self::School, Self::Friend, Self::Food, Self::Teacher, Self::Vehicle, Self::Book];

    /// The questions that somebody can choose, in the order of the list on the page.
    pub const CHOICES: [Self; 7] =
        [Self::Pet, Self::School, Self::Friend, Self::Food, Self::Teacher, Self::Vehicle, Self::Book];

    /// Its number in the database (`smallint`) and in forms. A number never gets another meaning.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::Pet => 1,
            Self::Mother => 2,
            Self::School => 3,
            Self::Friend => 4,
            Self::Food => 5,
            Self::Teacher => 6,
            Self::Vehicle => 7,
            Self::Book => 8,
        }
    }

    /// The question with this number; `None` when there is none.
    #[must_use]
    pub fn numbered(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.number() == number)
    }

    /// Whether somebody can choose it today.
    #[must_use]
    pub fn is_choice(self) -> bool {
        Self::CHOICES.contains(&self)
    }

    /// The question in words: a text of `shared/language/texts`, into which nothing is put.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::Pet => "security-question-pet",
            Self::Mother => "security-question-mother",
            Self::School => "security-question-school",
            Self::Friend => "security-question-friend",
            Self::Food => "security-question-food",
            Self::Teacher => "security-question-teacher",
            Self::Vehicle => "security-question-vehicle",
            Self::Book => "security-question-book",
        }
    }

    /// Words of the question itself, and what it is about, none of which answers it. As answers are kept: in small
    /// letters, without signs.
    pub(super) const fn nouns(self) -> &'static [&'static str] {
        match self {
            Self::Pet => &[
                "binatang",
                "binatang peliharaan",
                "peliharaan",
                "hewan",
                "hewan peliharaan",
                "nama binatang",
                "nama hewan",
                "kucing",
                "anjing",
                "burung",
                "ikan",
                "kelinci",
                "ayam",
                "pet",
                "my pet",
                "cat",
                "dog",
                "bird",
                "fish",
            ],
            Self::Mother => &["gadis", "nama gadis", "ibu kandung", "nama ibu", "ibu saya", "mother", "my mother"],
            Self::School => &[
                "sekolah",
                "sekolah dasar",
                "sd",
                "sdn",
                "sd negeri",
                "sekolah dasar negeri",
                "nama sekolah",
                "school",
                "primary school",
                "elementary school",
                "my school",
            ],
            Self::Friend => &[
                "teman",
                "teman kecil",
                "teman masa kecil",
                "teman saya",
                "nama teman",
                "sahabat",
                "kawan",
                "friend",
                "my friend",
                "childhood friend",
            ],
            Self::Food => &["makanan", "makanan kesukaan", "makanan saya", "kesukaan", "makan", "food", "my food"],
            Self::Teacher => &[
                "guru",
                "guru favorit",
                "guru saya",
                "nama guru",
                "pak guru",
                "bu guru",
                "bapak guru",
                "ibu guru",
                "teacher",
                "my teacher",
            ],
            Self::Vehicle => &[
                "sepeda",
                "motor",
                "sepeda motor",
                "merek sepeda",
                "merek motor",
                "sepeda pertama",
                "motor pertama",
                "bicycle",
                "bike",
                "motorcycle",
                "motorbike",
            ],
            Self::Book => &["buku", "judul buku", "buku pertama", "nama buku", "komik", "novel", "book", "my book"],
        }
    }
}

#[cfg(test)]
mod tests {
    use language::{speaking, text};

    use super::*;
    use crate::questions::Answer;

    #[test]
    fn numbers_stay_as_the_database_has_them() {
        assert_eq!(Question::ALL.map(Question::number), [1, 2, 3, 4, 5, 6, 7, 8]);
        for question in Question::ALL {
            assert_eq!(Question::numbered(question.number()), Some(question));
        }
        assert_eq!([0, 9, -1].map(Question::numbered), [None; 3]);
    }

    #[test]
    fn the_mothers_maiden_name_can_be_read_and_not_chosen() {
        let not_chosen: Vec<_> = Question::ALL.into_iter().filter(|question| !question.is_choice()).collect();
        assert_eq!(not_chosen, [Question::Mother]);
    }

    #[tokio::test]
    async fn the_questions_are_asked_in_the_words_of_the_manual_and_in_english() {
        let asked = async |address| {
            let address: &str = address;
            speaking(address, async { Question::ALL.map(|question| text(question.text_id())) }).await
        };
        assert_eq!(
            asked("/").await,
            [
                "Siapakah nama binatang peliharaan kamu?",
                "Siapakah nama gadis ibu kandung kamu?",
                "Apakah nama sekolah dasar kamu?",
                "Siapakah nama teman masa kecil kamu?",
                "Apakah makanan kesukaan kamu?",
                "Siapakah nama guru favorit kamu?",
                "Apakah merek sepeda atau motor pertama kamu?",
                "Apakah judul buku pertama yang kamu sukai?",
            ]
        );
        assert!(asked("/en").await.iter().all(|question| question.starts_with("What is ")));
    }

    #[test]
    fn nouns_are_written_as_answers_are_kept() {
        for noun in Question::ALL.into_iter().flat_map(Question::nouns) {
            assert_eq!(Answer::new(noun).expose(), *noun);
        }
    }
}
