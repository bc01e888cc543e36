//! When two pictures show the same error.

use crate::extract::read::partial::Partial;

/// Whether parts of an error in two places may be brought together: a line of prose is complete by itself,
/// unless a terminal broke it; messages and bare `RequestIds` of their own lines are never complete.
/// `is_field` says that the new part goes on with what stands before it, as an object by itself does not.
pub fn belongs(open: &Partial, new: &Partial, distance: u32, is_field: bool) -> bool {
    let cut = open.cut && distance == 0;
    let told = |part: &Partial| part.id.is_some() || part.http.is_some();
    match (&open.code, &new.code) {
        _ if cut => true,
        (None, None) => !(open.prose && new.prose && told(open)),
        // A sentence may head an object right below it.
        (None, Some(_)) => {
            !told(open) || (!new.prose && (is_field || !open.prose || distance == 0))
        }
        _ => !new.prose || !told(new) || new.bare_status,
    }
}

/// How two pictures relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The same RequestId.
    SameId,
    /// The same code, and not two `RequestIds`.
    SameCode,
    /// The same log line again: another occurrence.
    Repeat,
    /// One of the two has no code.
    Fragment,
    /// Two errors.
    Conflict,
}

/// Whether both are there and equal, case aside.
pub fn same_text(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b))
}

/// Whether both state a status and not the same; what a tool that drops the body says in the end does not count.
pub fn statuses_differ(open: &Partial, new: &Partial) -> bool {
    open.http.is_some() && new.http.is_some() && open.http != new.http && !new.bare_status
}

/// Whether both are nothing but a message, and not the same.
pub fn messages_differ(open: &Partial, new: &Partial) -> bool {
    let is_message = |part: &Partial| {
        part.message.is_some() && part.code.is_none() && part.id.is_none() && part.http.is_none()
    };
    is_message(open) && is_message(new) && open.message != new.message
}

/// Compares the open error with what a further line or object says.
pub fn meet(open: &Partial, new: &Partial) -> Meeting {
    let is_row = new.code.is_some() && new.http.is_some() && new.id.is_none();
    let other_id = new.bare_id.is_some() && open.id.is_some();
    if is_row && other_id && !same_text(open.id.as_deref(), new.bare_id.as_deref()) {
        return Meeting::Conflict;
    }
    if open.id.is_some() && new.id.is_some() {
        return if same_text(open.id.as_deref(), new.id.as_deref()) {
            Meeting::SameId
        } else {
            Meeting::Conflict
        };
    }
    match (&open.code, &new.code) {
        (Some(mine), Some(theirs)) if mine.same(theirs) => {
            let repeated = open.shape == new.shape
                && open.line != new.line
                && open.id.is_none() == new.id.is_none();
            if repeated {
                Meeting::Repeat
            } else {
                Meeting::SameCode
            }
        }
        (Some(_), Some(_)) => Meeting::Conflict,
        _ if statuses_differ(open, new) => Meeting::Conflict,
        _ => Meeting::Fragment,
    }
}
