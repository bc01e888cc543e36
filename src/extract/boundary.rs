//! How likely it is that one error ends and the next begins between two neighbouring facts.

use super::code::Trust;
use super::facts::{Document, Fact, Kind};
use super::lines::{Class, Line};
use super::scopes::{Bracket, Relation};
use super::tables::weigh;

/// The most that all lines without facts add up to.
const MOST_QUIET: f32 = 2.2;

/// If a word in an object may be another library's code, nothing after the object belongs to it.
const LEFT_BEHIND: f32 = 5.0;
/// Fields that are objects of the same list belong together.
const PAIRS: f32 = 3.0;

/// How strongly the text between two consecutive facts suggests that the error ends there; a negative value suggests
/// that it continues.
pub fn strength(document: &Document, one: &Fact, next: &Fact) -> f32 {
    let scope = |fact: &Fact| {
        if fact.pair { document.scopes.without_object(fact.scope) } else { fact.scope }
    };
    let relation = document.scopes.relation(scope(one), scope(next));
    let mut sum = weigh(of_scopes(&relation, one, next));
    let leaves = relation.common.is_none() && relation.up > 0;
    if leaves && one.code().is_some_and(|code| code.trust <= Trust::Plain) {
        sum += weigh(LEFT_BEHIND);
    }
    if one.pair && next.pair && scope(one) == scope(next) {
        sum -= weigh(PAIRS);
    }
    let parted = relation.up > 0 && relation.down > 0;
    if one.line == next.line {
        if next.place.start < one.place.end {
            return weigh(-9.0);
        }
        let between = document.slice(&(one.place.end..next.place.start));
        if one.status().is_none() && (between.contains("<?xml") || between.contains("<? xml")) {
            return weigh(4.0);
        }
        return if parted { sum } else { sum - weigh(4.0) };
    }
    let within = matches!(relation.common, Some(Bracket::Object | Bracket::Element | Bracket::Group));
    sum += of_lines(document, one, next, within);
    sum + of_neighbours(document, one, next, within, &relation)
}

/// Separate objects are separate errors; what is inside one object belongs together.
fn of_scopes(relation: &Relation, one: &Fact, next: &Fact) -> f32 {
    let same_line = one.line == next.line;
    if relation.up > 0 && relation.down > 0 {
        let items = matches!(relation.common, None | Some(Bracket::List | Bracket::Group))
            || relation.left == Some(Bracket::Element)
            || relation.entered == Some(Bracket::Element);
        if relation.common.is_none() && relation.alone == (true, true) && !same_line {
            5.0
        } else if relation.common == Some(Bracket::Group) {
            4.0
        } else if items {
            3.5
        } else {
            0.6
        }
    } else if relation.down > 0 {
        let names = matches!(one.kind, Kind::Id | Kind::Code(_) | Kind::Link | Kind::Host);
        if relation.innermost == Some(Bracket::Text) && names && !one.weak && relation.down <= 2 {
            if one.kind == Kind::Id && same_line { 5.5 } else { 1.5 }
        } else if relation.common.is_some() || same_line {
            0.2
        } else {
            0.4
        }
    } else if relation.up > 0 {
        if relation.common.is_some() {
            0.3
        } else if relation.alone.0 && !same_line {
            2.5
        } else {
            0.6
        }
    } else {
        0.0
    }
}

/// Two facts are separated by log records, list items, blank lines and the text of another error between them.
fn of_lines(document: &Document, one: &Fact, next: &Fact, within: bool) -> f32 {
    let mut sum = 0.0;
    let mut quiet = 0.0;
    let mut before = None;
    for index in one.line + 1..=next.line {
        let Some(line) = document.lines.get(index) else {
            break;
        };
        if line.is_record() {
            sum += weigh(if line.level || line.class != Class::Field { 7.0 } else { 2.0 });
        }
        if line.item && !within {
            sum += weigh(3.0);
        }
        if index < next.line && quiet < MOST_QUIET {
            let far = match line.class {
                Class::Blank if before == Some(Class::Blank) => 0.0,
                Class::Blank if before == Some(Class::Frame) => 0.3,
                Class::Blank => 1.0,
                Class::Frame => 0.03,
                _ => 0.35,
            };
            quiet += weigh(if within { far * 0.08 } else { far });
        }
        before = Some(line.class);
        if line.shipped && !line.level && line.class == Class::Prose && !is_indented(document, line) {
            sum += weigh(1.0);
        }
        let first = document.starts.partition_point(|(start, _)| *start < index);
        let begins = document
            .starts
            .get(first)
            .is_some_and(|(start, at)| *start == index && (index < next.line || *at <= next.place.start));
        if begins && one.status().is_none() {
            sum += weigh(1.5);
        }
    }
    sum + quiet.min(weigh(MOST_QUIET))
}

/// A line that begins with a field continues the text before it, and so does most prose.
fn of_neighbours(document: &Document, one: &Fact, next: &Fact, within: bool, relation: &Relation) -> f32 {
    let (Some(before), Some(line)) = (document.lines.get(one.line), document.lines.get(next.line)) else {
        return 0.0;
    };
    let has_code = |index: usize| document.line_has(index, |fact| !fact.weak && fact.code().is_some());
    let has_id = |index: usize| document.line_has(index, |fact| !fact.weak && fact.is_id());
    let mut sum = 0.0;
    // A repeated line is another error, unless only one of the two has a `RequestId`.
    if line.repeats && has_code(one.line) && has_code(next.line) {
        sum += weigh(4.0);
    }
    match line.class {
        // The first field of the block appears again, so another block begins.
        Class::Field if line.restarts => sum += weigh(1.0),
        Class::Field => sum -= weigh(2.0),
        Class::Prose => {
            sum -= weigh(0.5);
            if is_indented(document, line) && !is_indented(document, before) {
                sum -= weigh(1.0);
            }
            // A message with a name is a field like others, whatever is before it in its line.
            let opens = |fact: &Fact| fact.kind == Kind::Documented && fact.place.start == fact.value.start;
            let tells = || has_code(next.line) || document.line_has(next.line, opens);
            let heads = matches!(before.class, Class::Prose | Class::Object) && !within && relation.down == 0;
            if heads && tells() && !has_code(one.line) {
                if has_id(one.line) {
                    sum += weigh(2.2);
                } else if document.line_has(one.line, |fact| !fact.weak && fact.status().is_some()) {
                    sum += weigh(0.8);
                }
            }
        }
        _ => {}
    }
    if before.is_record() {
        if before.calm && has_id(one.line) && !has_code(one.line) {
            sum += weigh(3.5);
        }
        // A record that names a call but no code is all that the log says about that call.
        if before.level && !within && !has_code(one.line) {
            if has_id(one.line) {
                sum += weigh(4.5);
            } else if document.line_has(one.line, |fact| !fact.weak && fact.status().is_some()) {
                sum += weigh(if line.class == Class::Field { 1.5 } else { 2.5 });
            }
        }
        if before.structured && !line.is_record() && relation.common.is_none() {
            sum += weigh(4.0);
        }
    }
    let dedents =
        before.class == Class::Field && line.class == Class::Prose && indent(document, line) < indent(document, before);
    if dedents && !within {
        sum += weigh(0.5);
    }
    sum
}

fn indent(document: &Document, line: &Line) -> usize {
    let body = document.body(line);
    body.len() - body.trim_start_matches([' ', '\t']).len()
}

fn is_indented(document: &Document, line: &Line) -> bool {
    document.body(line).starts_with([' ', '\t'])
}
