//! The names of PDF that the rules know. All others are one word, so we keep no text of the document in memory.

/// Declares the words and their spelling. A second spelling is an abbreviation that some viewers accept.
macro_rules! words {
    ($($word:ident = $($spelling:literal)|+),+ $(,)?) => {
        /// A name of PDF.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Word {
            /// Any name that no rule needs.
            Other,
            $($word),+
        }

        impl Word {
            /// The word of a name after undoing its escapes.
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
    Annots = b"Annots",
    Catalog = b"Catalog",
    Contents = b"Contents",
    Count = b"Count",
    Encrypt = b"Encrypt",
    Id = b"ID",
    Index = b"Index",
    Kids = b"Kids",
    ObjStm = b"ObjStm",
    Page = b"Page",
    Pages = b"Pages",
    Prev = b"Prev",
    Root = b"Root",
    Subtype = b"Subtype",
    Type = b"Type",
    W = b"W",
    XRef = b"XRef",
    // streams
    Ascii85Decode = b"ASCII85Decode" | b"A85",
    AsciiHexDecode = b"ASCIIHexDecode" | b"AHx",
    BitsPerComponent = b"BitsPerComponent",
    CcittFaxDecode = b"CCITTFaxDecode" | b"CCF",
    Colors = b"Colors",
    Columns = b"Columns",
    Crypt = b"Crypt",
    DctDecode = b"DCTDecode" | b"DCT",
    DecodeParms = b"DecodeParms",
    EarlyChange = b"EarlyChange",
    FDecodeParms = b"FDecodeParms",
    FFilter = b"FFilter",
    Filter = b"Filter",
    First = b"First",
    FlateDecode = b"FlateDecode" | b"Fl",
    Identity = b"Identity",
    Jbig2Decode = b"JBIG2Decode",
    JpxDecode = b"JPXDecode",
    Length = b"Length",
    LzwDecode = b"LZWDecode" | b"LZW",
    Predictor = b"Predictor",
    RunLengthDecode = b"RunLengthDecode" | b"RL",
    // drawing
    CharProcs = b"CharProcs",
    ExtGState = b"ExtGState",
    Font = b"Font",
    Form = b"Form",
    G = b"G",
    H = b"H",
    Height = b"Height",
    Image = b"Image",
    Parent = b"Parent",
    Pattern = b"Pattern",
    PatternType = b"PatternType",
    Resources = b"Resources",
    SMask = b"SMask",
    Width = b"Width",
    XObject = b"XObject",
    // actions
    Aa = b"AA",
    FirstPage = b"FirstPage",
    GoTo = b"GoTo",
    GoTo3dView = b"GoTo3DView",
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
    Thread = b"Thread",
    // addresses
    Base = b"Base",
    Opi = b"OPI",
    Ref = b"Ref",
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
    Movie = b"Movie",
    N = b"N",
    Rendition = b"Rendition",
    RichMedia = b"RichMedia",
    RichMediaContent = b"RichMediaContent",
    Screen = b"Screen",
    SlideShow = b"SlideShow",
    Sound = b"Sound",
    ThreeD = b"3D",
    ThreeDd = b"3DD",
    U3d = b"U3D",
    Prc = b"PRC",
    Uf = b"UF",
    Unix = b"Unix",
    Xfa = b"XFA",
}
