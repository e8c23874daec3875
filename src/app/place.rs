//! Where keys have a meaning of their own.

/// Where keys have a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The home screen.
    Home,
    /// The list of results.
    Search,
    /// The search being typed.
    Query,
    /// The list of gaps.
    Gap,
    /// Who teaches the skill of a gap.
    Teachers,
    /// The steps of the path.
    Path,
    /// The graph of the path.
    Graph,
    /// Why no path is shorter.
    Certificate,
    /// The ranked list.
    Recommend,
    /// The weights the ranked list goes by.
    Weights,
    /// The learner's file.
    Profile,
    /// One course, over the whole body.
    Course,
    /// What is wrong with the learner's file as they edited it.
    Draft,
    /// The list of keys.
    Help,
    /// The list of keys, while typing what to look for in it.
    HelpQuery,
    /// All that can be done, narrowed by typing.
    Palette,
    /// A choice from a list that typing narrows.
    Picker,
    /// A value being typed.
    Prompt,
}

impl Place {
    /// All places.
    pub const ALL: &[Self] = &[
        Self::Home,
        Self::Search,
        Self::Query,
        Self::Gap,
        Self::Teachers,
        Self::Path,
        Self::Graph,
        Self::Certificate,
        Self::Recommend,
        Self::Weights,
        Self::Profile,
        Self::Course,
        Self::Draft,
        Self::Help,
        Self::HelpQuery,
        Self::Palette,
        Self::Picker,
        Self::Prompt,
    ];
    /// Whether letters are text here.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Query | Self::HelpQuery | Self::Palette | Self::Picker | Self::Prompt)
    }
    /// Its name in the help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Search => "Search",
            Self::Query => "Search, while typing",
            Self::Gap => "Gap",
            Self::Teachers => "Gap, who teaches it",
            Self::Path => "Path",
            Self::Graph => "Path, the graph",
            Self::Certificate => "Path, the proof",
            Self::Recommend => "Recommend",
            Self::Weights => "Recommend, weights",
            Self::Profile => "Profile",
            Self::Course => "Course",
            Self::Draft => "Your file",
            Self::Help => "Keys",
            Self::HelpQuery => "Keys, while typing",
            Self::Palette => "Commands",
            Self::Picker => "Choice",
            Self::Prompt => "Value",
        }
    }
}
