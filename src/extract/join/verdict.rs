//! Whether facts are those of an error, or only look like some.

use crate::extract::read::code::Trust;
use crate::extract::read::partial::Partial;
use crate::extract::vocabulary::Vocabulary;

/// Whether the facts are those of an error; `documented` are the codes whose message it bears.
pub fn is_error(error: &Partial, documented: &[&str], vocabulary: &dyn Vocabulary) -> bool {
    let service = error.id.is_some() || error.host.is_some() || error.recommend.is_some();
    let Some(code) = &error.code else {
        let failed = error.http.is_some_and(|http| http >= 400);
        return !documented.is_empty()
            || (failed && error.id.is_some() && (error.tea || error.host.is_some()));
    };
    // The service writes its RequestIds in capitals; AWS and Tencent Cloud, whose errors have the same keys, do not.
    let is_other_id = |id: &String| id.bytes().any(|b| b.is_ascii_lowercase());
    let is_ours = code.known
        || error.host.is_some()
        || error.recommend.is_some()
        || error.tea
        || error.marker;
    if !is_ours && error.id.as_ref().is_some_and(is_other_id) {
        return false;
    }
    match code.trust {
        Trust::Keyed | Trust::Known | Trust::Link => true,
        Trust::Loose => error.id.is_some(),
        Trust::Plain => {
            service
                || error.id_key
                || (code.known && !code.is_generic() && error.http.is_some_and(|http| http >= 400))
                || (error.marker && error.message.is_some())
                || error.message.as_deref().is_some_and(|message| {
                    vocabulary
                        .codes_for_message(message)
                        .iter()
                        .any(|c| c.eq_ignore_ascii_case(&code.text))
                })
        }
    }
}
