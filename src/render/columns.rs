//! How wide the columns of a table are when it is too wide for the terminal. The only place that knows `comfy_table`.

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, Table, TableStyle, Width,
};

use super::width::width;

/// Stands between two cells. Made visible, no text can hold it.
const SEAM: char = '\u{1f}';

/// Shares out the columns of a terminal among the `count` columns of a table, the first of which have these widths, whatever is
/// left for the others.
///
/// Shares by the widest words or lines would leave room unused where lines break early. `comfy_table` tries how lines break,
/// gives no column more than it then needs and leaves the rest to the others; it tells the widths in a finished line only.
pub fn shared_out<'r>(
    rows: impl Iterator<Item = Vec<&'r str>>,
    count: usize,
    first: &[usize],
    room: usize,
) -> Vec<usize> {
    if count == first.len() + 1 {
        let rest = room.saturating_sub(first.iter().sum());
        return first.iter().copied().chain([rest]).collect();
    }
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().content_lines(ContentLineStyle::none().junction(SEAM)))
        .set_content_arrangement(ContentArrangement::Dynamic);
    for row in rows {
        table.add_row(row);
    }
    // A seam takes a column of its own.
    table.set_width(narrowed(room + count.saturating_sub(1)));
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 0));
        if let Some(&width) = first.get(place) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrowed(width))));
        }
    }
    // Every line fills every column.
    let line = table.lines().next().unwrap_or_default();
    line.split(SEAM).map(width).collect()
}

fn narrowed(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
