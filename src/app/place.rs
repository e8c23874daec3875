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
    /// The best path without each step.
    OtherWays,
    /// What each part of the goal costs.
    Costs,
    /// What the path may take at most.
    Limits,
    /// Every trade of hours for money.
    Tradeoffs,
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
    /// How it goes: hours, readiness, pace.
    Progress,
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
    /// A question about what one knows.
    Assess,
    /// The levels that were said and inferred, before they count.
    Review,
    /// First run: the choice of the goal.
    FirstGoal,
    /// First run: how to tell what one knows.
    FirstKnow,
    /// First run: courses one has done, while typing.
    FirstCourses,
    /// First run: the plan.
    FirstPlan,
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
        Self::OtherWays,
        Self::Costs,
        Self::Limits,
        Self::Tradeoffs,
        Self::Recommend,
        Self::Weights,
        Self::Profile,
        Self::Course,
        Self::Draft,
        Self::Progress,
        Self::Help,
        Self::HelpQuery,
        Self::Palette,
        Self::Picker,
        Self::Prompt,
        Self::Assess,
        Self::Review,
        Self::FirstGoal,
        Self::FirstKnow,
        Self::FirstCourses,
        Self::FirstPlan,
    ];
    /// Whether letters are text here.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Query
                | Self::HelpQuery
                | Self::Palette
                | Self::Picker
                | Self::Prompt
                | Self::FirstGoal
                | Self::FirstCourses
        )
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
            Self::OtherWays => "Path, other ways",
            Self::Costs => "Path, what costs most",
            Self::Limits => "Path, limits",
            Self::Tradeoffs => "Path, trade-offs",
            Self::Recommend => "Recommend",
            Self::Weights => "Recommend, weights",
            Self::Profile => "Profile",
            Self::Course => "Course",
            Self::Draft => "Your file",
            Self::Progress => "How it goes",
            Self::Help => "Keys",
            Self::HelpQuery => "Keys, while typing",
            Self::Palette => "Commands",
            Self::Picker => "Choice",
            Self::Prompt => "Value",
            Self::Assess => "What you know, a question",
            Self::Review => "What you know, all of it",
            Self::FirstGoal => "First run, the goal",
            Self::FirstKnow => "First run, what you know",
            Self::FirstCourses => "First run, courses you have done",
            Self::FirstPlan => "First run, the plan",
        }
    }
}
