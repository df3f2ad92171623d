//! The names of PDF that the rules know. All others are one word, so that no text of the document is kept in memory.

/// Declares the words and how they are spelled; a second spelling is the abbreviation that some viewers take as well.
macro_rules! words {
    ($($word:ident = $($spelling:literal)|+),+ $(,)?) => {
        /// A name of PDF.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Word {
            /// Any name that no rule asks for.
            Other,
            $($word),+
        }

        impl Word {
            /// The word of a name whose escapes are undone.
            pub(super) fn of(name: &[u8]) -> Self {
                match name {
                    $($($spelling)|+ => Self::$word,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

words! {
    // the file
    Encrypt = b"Encrypt",
    Kids = b"Kids",
    Pages = b"Pages",
    Root = b"Root",
    Catalog = b"Catalog",
    Subtype = b"Subtype",
    Type = b"Type",
    // streams
    Ascii85Decode = b"ASCII85Decode" | b"A85",
    AsciiHexDecode = b"ASCIIHexDecode" | b"AHx",
    BitsPerComponent = b"BitsPerComponent",
    Colors = b"Colors",
    Columns = b"Columns",
    DecodeParms = b"DecodeParms",
    EarlyChange = b"EarlyChange",
    Filter = b"Filter",
    First = b"First",
    FlateDecode = b"FlateDecode" | b"Fl",
    LzwDecode = b"LZWDecode" | b"LZW",
    Predictor = b"Predictor",
    RunLengthDecode = b"RunLengthDecode" | b"RL",
    // actions
    Aa = b"AA",
    FirstPage = b"FirstPage",
    GoTo = b"GoTo",
    GoToE = b"GoToE",
    GoToR = b"GoToR",
    ImportData = b"ImportData",
    JavaScript = b"JavaScript",
    Js = b"JS",
    LastPage = b"LastPage",
    Launch = b"Launch",
    Named = b"Named",
    Next = b"Next",
    NextPage = b"NextPage",
    OnInstantiate = b"OnInstantiate",
    OpenAction = b"OpenAction",
    PrevPage = b"PrevPage",
    RichMediaExecute = b"RichMediaExecute",
    S = b"S",
    SubmitForm = b"SubmitForm",
    Uri = b"URI",
    // what triggers additional actions
    Bl = b"Bl",
    C = b"C",
    D = b"D",
    Dp = b"DP",
    Ds = b"DS",
    E = b"E",
    F = b"F",
    Fo = b"Fo",
    K = b"K",
    O = b"O",
    Pc = b"PC",
    Pi = b"PI",
    Po = b"PO",
    Pv = b"PV",
    U = b"U",
    V = b"V",
    Wc = b"WC",
    Wp = b"WP",
    Ws = b"WS",
    X = b"X",
    // files and media inside
    Dos = b"DOS",
    Ef = b"EF",
    EmbeddedFile = b"EmbeddedFile",
    FileAttachment = b"FileAttachment",
    Mac = b"Mac",
    N = b"N",
    RichMedia = b"RichMedia",
    RichMediaContent = b"RichMediaContent",
    Uf = b"UF",
    Unix = b"Unix",
    Xfa = b"XFA",
}
