//! What a block says: JSON, XML and lines of text become facts. Looks at one block at a time and remembers no other, but for
//! what equal ones said.

mod clause;
pub mod code;
pub mod fact;
mod fields;
mod json;
mod keys;
pub mod layout;
mod line;
mod link;
mod mention;
mod outline;
pub mod partial;
mod place;
pub mod reader;
pub mod recall;
mod source;
mod traits;
mod value;
pub mod whole;
mod xml;
