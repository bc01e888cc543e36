//! The pictures in the README show what the program prints, with its colours, on a dark and on a light background.

use std::path::Path;
use std::{env, fs};

use anstyle::RgbColor;
use anstyle_svg::{Term, VGA};

use crate::harness::at_terminal;

const FOLDER: &str = ".github/pictures";

/// The width of the terminal. It is small, so that the text is readable where a page scales the picture down.
const COLUMNS: usize = 92;

/// The name of each picture, and the command that it shows.
const SHOWN: [(&str, &[&str]); 1] = [("explain", &["explain", "tests/fixtures/terraform.txt"])];

/// The colours that the program uses, as a terminal shows them on a background.
struct Colours {
    name: &'static str,
    background: RgbColor,
    text: RgbColor,
    red: RgbColor,
    green: RgbColor,
    yellow: RgbColor,
}

const COLOURS: [Colours; 2] = [
    Colours {
        name: "dark",
        background: RgbColor(22, 27, 34),
        text: RgbColor(230, 237, 243),
        red: RgbColor(255, 123, 114),
        green: RgbColor(63, 185, 80),
        yellow: RgbColor(227, 179, 65),
    },
    Colours {
        name: "light",
        background: RgbColor(246, 248, 250),
        text: RgbColor(31, 35, 40),
        red: RgbColor(207, 34, 46),
        green: RgbColor(17, 99, 41),
        yellow: RgbColor(149, 56, 0),
    },
];

/// What a terminal shows for a command, without the line of a summary that says how long it took.
fn shown(arguments: &[&str]) -> String {
    let (output, ..) = at_terminal(COLUMNS, arguments);
    let mut shown = format!("$ naserr {}", arguments.join(" "));
    for line in output.lines().filter(|line| !line.starts_with("read ")) {
        shown.push('\n');
        shown.push_str(line);
    }
    shown
}

fn draw(colours: &Colours, text: &str) -> String {
    let mut palette = VGA;
    palette.0[1] = colours.red;
    palette.0[2] = colours.green;
    palette.0[3] = colours.yellow;
    // The library would take a colour in the same sequence as an underline for the style of the underline.
    let text = text.replace("\u{1b}[4;", "\u{1b}[4m\u{1b}[");
    let picture = Term::new()
        .palette(palette)
        .fg_color(colours.text.into())
        .bg_color(colours.background.into())
        .render_svg(&text);
    // In SVG, a part of a line has no opacity, but its letters do.
    picture.replace("{ opacity: 0.4; }", "{ fill-opacity: 0.65; }")
}

#[test]
fn every_picture_shows_what_its_command_prints() {
    for (name, arguments) in SHOWN {
        let text = shown(arguments);
        for colours in &COLOURS {
            let file = Path::new(FOLDER).join(format!("{name}-{}.svg", colours.name));
            let fresh = draw(colours, &text);
            if env::var_os("UPDATE_PICTURES").is_some() {
                fs::create_dir_all(FOLDER).unwrap();
                fs::write(&file, &fresh).unwrap();
            }
            assert!(
                fs::read_to_string(&file).unwrap_or_default() == fresh,
                "UPDATE_PICTURES=1 cargo test pictures brings {} up to date",
                file.display()
            );
        }
    }
}
