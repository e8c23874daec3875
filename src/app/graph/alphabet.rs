//! The characters a graph is drawn with, in one place, so that another set can be put in.

/// The characters of one kind of frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameSet {
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [char; 4],
    /// Upper and lower edge.
    pub across: char,
    /// Left and right edge.
    pub down: char,
    /// Where lines leave to the right.
    pub port: char,
    /// The left and right end of a node of a single row.
    pub ends: [char; 2],
}

/// All characters of a drawing. Each takes one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alphabet {
    /// Lines by the directions they go in: 1 up, 2 down, 4 left, 8 right, added up.
    pub lines: [char; 16],
    /// Where a line from above to below passes over one from left to right.
    pub bridge: char,
    /// Where a line enters its target.
    pub arrow: char,
    /// The frame of a node.
    pub plain: FrameSet,
    /// The frame of the current node.
    pub here: FrameSet,
    /// What the current node rests on.
    pub supplier: char,
    /// What rests on the current node.
    pub dependant: char,
    /// The current node.
    pub current: char,
    /// What the goal itself asks for.
    pub goal: char,
    /// There is more to the left, to the right, above, below.
    pub more: [char; 4],
}

/// Box-drawing characters.
pub const UNICODE: Alphabet = Alphabet {
    lines: [' ', '╵', '╷', '│', '╴', '╯', '╮', '┤', '╶', '╰', '╭', '├', '─', '┴', '┬', '┼'],
    bridge: '│',
    arrow: '▸',
    plain: FrameSet {
        corners: ['┌', '┐', '└', '┘'], across: '─', down: '│', port: '├', ends: ['[', ']']
    },
    here: FrameSet {
        corners: ['┏', '┓', '┗', '┛'], across: '━', down: '┃', port: '┣', ends: ['▐', '▌']
    },
    supplier: '‹',
    dependant: '›',
    current: '●',
    goal: '◆',
    more: ['←', '→', '↑', '↓'],
};

/// For terminals that know nothing else.
pub const ASCII: Alphabet = Alphabet {
    lines: [' ', '|', '|', '|', '-', '+', '+', '+', '-', '+', '+', '+', '-', '+', '+', '+'],
    bridge: '|',
    arrow: '>',
    plain: FrameSet { corners: ['+', '+', '+', '+'], across: '-', down: '|', port: '|', ends: ['[', ']'] },
    here: FrameSet { corners: ['#', '#', '#', '#'], across: '#', down: '#', port: '#', ends: ['#', '#'] },
    supplier: '<',
    dependant: '>',
    current: '@',
    goal: '*',
    more: ['<', '>', '^', 'v'],
};
