//! How likely it is that one error ends and the next begins between two neighbouring facts.

use super::class::Class;
use super::code::Trust;
use super::facts::{Document, Fact, Kind};
use super::scopes::{Bracket, Relation};
use super::tables::weigh;

/// The most that all lines without facts add up to.
const MOST_QUIET: f32 = 2.2;
/// If a word in an object may be another library's code, nothing after the object belongs to it.
const LEFT_BEHIND: f32 = 5.0;

/// How strongly the text between two consecutive facts suggests that the error ends there; a negative value suggests
/// that it continues.
pub fn strength(document: &Document, one: &Fact, next: &Fact) -> f32 {
    let scope = |fact: &Fact| {
        if fact.pair { document.scopes.around(fact.scope) } else { fact.scope }
    };
    let relation = document.scopes.relation(scope(one), scope(next));
    let parted = relation.up > 0 && relation.down > 0;
    let is_in_string = |fact: &Fact| !document.slice(&fact.place).contains('"');
    let mut sum = weigh(of_scopes(&relation, is_in_string(one) && is_in_string(next)));
    if relation.up > 0 && one.code().is_some_and(|code| code.trust <= Trust::Plain) {
        sum += weigh(LEFT_BEHIND);
    }
    if one.line == next.line {
        return if parted { sum } else { sum - weigh(4.0) };
    }
    // The name of a client begins the text of an error.
    if next.kind == Kind::Marker && one.status().is_none() {
        sum += weigh(1.0);
    }
    let within = relation.common == Some(Bracket::Object);
    sum + of_lines(document, one, next, within) + of_neighbours(document, one, next, &relation)
}

/// Separate objects are separate errors, unless each is only a line of a text, and its facts are in a string
/// (`is_text`). What is inside one object belongs together.
fn of_scopes(relation: &Relation, is_text: bool) -> f32 {
    match (relation.up > 0, relation.down > 0) {
        (true, true) if relation.common == Some(Bracket::List) && is_text => 2.0,
        (true, true) if relation.common != Some(Bracket::Object) => 5.0,
        (false, true) if relation.common.is_some() => 0.2,
        (false, true) => 0.4,
        (true, false) if relation.common.is_some() => 0.3,
        (true, false) if relation.left_alone => 2.4,
        (true, _) => 0.6,
        (false, false) => 0.0,
    }
}

/// Two facts are separated by log records and blank lines between them.
fn of_lines(document: &Document, one: &Fact, next: &Fact, within: bool) -> f32 {
    let mut sum = 0.0;
    let mut quiet = 0.0;
    let mut before = None;
    for index in one.line + 1..=next.line {
        let Some(line) = document.lines.get(index) else {
            break;
        };
        if line.is_record() {
            sum += weigh(if line.level { 7.0 } else { 2.0 });
        }
        if index < next.line {
            let far = match line.class {
                // The blank line between the headers and the body of a response.
                Class::Blank if before == Some(Class::Header) => 0.3,
                Class::Blank => 1.0,
                Class::Header => 0.03,
                _ => 0.35,
            };
            quiet += weigh(if within { far * 0.08 } else { far });
        }
        before = Some(line.class);
    }
    sum + quiet.min(weigh(MOST_QUIET))
}

/// A line that begins with a field continues the text before it, and so does most prose.
fn of_neighbours(document: &Document, one: &Fact, next: &Fact, relation: &Relation) -> f32 {
    let (Some(before), Some(line)) = (document.lines.get(one.line), document.lines.get(next.line)) else {
        return 0.0;
    };
    let has_code = |index: usize| document.line_has(index, |fact| fact.code().is_some());
    let told = || {
        line.class == Class::Prose
            && matches!(before.class, Class::Prose | Class::Object)
            && relation.down == 0
            && has_code(next.line)
    };
    let mut sum = match line.class {
        Class::Field if line.restarts => 0.0,
        Class::Field => -weigh(2.0),
        Class::Prose => -weigh(0.5),
        _ => 0.0,
    };
    if has_code(one.line) {
        return sum;
    }
    // A record that names a call or its status, but no code, is all that its log says about that call.
    let has_id = document.line_has(one.line, Fact::is_id);
    let is_record = before.is_record() && before.level && relation.common.is_none();
    if is_record && has_id {
        sum += weigh(8.0);
    } else if is_record && document.line_has(one.line, |fact| fact.status().is_some()) {
        sum += weigh(2.5);
    } else if has_id && told() {
        sum += weigh(2.2);
    }
    sum
}
