//! The brackets around each position in a text, even if they are unbalanced.

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// `{`
    Object,
    /// `[`
    List,
    /// A text inside a string.
    Text,
}

/// A scope.
#[derive(Clone, Copy, Debug)]
struct Scope {
    parent: usize,
    depth: usize,
    bracket: Bracket,
    /// Nothing precedes it in its line.
    alone: bool,
}

/// The scopes of a text as a tree, in which 0 is the text itself.
#[derive(Debug)]
pub struct Scopes {
    all: Vec<Scope>,
    current: usize,
    /// The open scopes that were left out because they are nested too deeply.
    too_deep: usize,
}

/// The text itself.
const TEXT: Scope = Scope { parent: 0, depth: 0, bracket: Bracket::Text, alone: false };

/// How deeply scopes may be nested.
const DEEPEST: usize = 60;

impl Default for Scopes {
    fn default() -> Self {
        Self { all: vec![TEXT], current: 0, too_deep: 0 }
    }
}

/// How two scopes relate to each other.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// Scopes around the first and not around the second.
    pub up: usize,
    /// Scopes around the second and not around the first.
    pub down: usize,
    /// The innermost one around both.
    pub common: Option<Bracket>,
    /// Nothing precedes the outermost one around the first only in its line.
    pub left_alone: bool,
}

impl Scopes {
    /// The scope of the current position.
    pub const fn current(&self) -> usize {
        self.current
    }

    /// Whether the current position is directly inside a `{`.
    pub fn is_in_object(&self) -> bool {
        self.current > 0 && self.get(self.current).bracket == Bracket::Object
    }

    /// A scope begins.
    pub fn open(&mut self, bracket: Bracket, alone: bool) {
        let depth = self.get(self.current).depth + 1;
        if depth > DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.all.push(Scope { parent: self.current, depth, bracket, alone });
        self.current = self.all.len() - 1;
    }

    /// The innermost scope of this kind ends, and all scopes inside it.
    pub fn close(&mut self, bracket: Bracket) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let mut at = self.current;
        while at > 0 {
            let scope = self.get(at);
            at = scope.parent;
            if scope.bracket == bracket {
                self.current = at;
                return;
            }
        }
    }

    /// A log record begins, so everything that was open ends.
    pub fn reset(&mut self) {
        self.current = 0;
        self.too_deep = 0;
    }

    fn get(&self, at: usize) -> Scope {
        self.all.get(at).copied().unwrap_or(TEXT)
    }

    /// The scope around a scope.
    pub fn around(&self, at: usize) -> usize {
        self.get(at).parent
    }

    /// How the second scope relates to the first.
    pub fn relation(&self, first: usize, second: usize) -> Relation {
        let (mut one, mut other) = (first, second);
        let mut left_alone = false;
        while one != other {
            let (a, b) = (self.get(one), self.get(other));
            if a.depth >= b.depth {
                left_alone = a.alone;
                one = a.parent;
            }
            if b.depth >= a.depth {
                other = b.parent;
            }
        }
        let common = self.get(one);
        Relation {
            up: self.get(first).depth - common.depth,
            down: self.get(second).depth - common.depth,
            common: (one > 0).then_some(common.bracket),
            left_alone,
        }
    }
}
