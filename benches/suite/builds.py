"""Everything that is built or written before it is measured: programs, catalogs and logs. What is there is not made again."""

import json
import subprocess
from pathlib import Path

from suite.measure import DATA

NASERR = Path("target/release/naserr")


def cargo(*arguments: str, **environment: str) -> None:
    command = ["env", *(f"{name}={value}" for name, value in environment.items())]
    subprocess.run([*command, "cargo", "build", "--quiet", "--release", "--locked", *arguments], check=True)


def naserr() -> Path:
    cargo()
    return NASERR


def static_path() -> Path:
    return Path("target") / host() / "release" / "naserr"


def static_naserr() -> Path:
    """A program that needs no library of the system, built as README.md says."""
    cargo("--target", host(), RUSTFLAGS="-C target-feature=+crt-static")
    return static_path()


def host() -> str:
    """This machine's kind, in the words of Rust."""
    told = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    return next(line.removeprefix("host: ") for line in told.splitlines() if line.startswith("host: "))


def rustc() -> Path:
    """The compiler itself: the `rustc` on the path may be one that chooses among several first."""
    told = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout
    return Path(told.strip()) / "bin" / "rustc"


def bare_clap() -> Path:
    """A program that only parses its arguments."""
    told = subprocess.run(["benches/bare.sh"], capture_output=True, text=True, check=True).stdout
    return Path(told.strip())


def nothing() -> Path:
    """The least that a process can be: static, and over at once."""
    source, program = DATA / "nothing.c", DATA / "nothing"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run(["cc", "-O2", "-static", "-o", str(program), str(source)], check=True)
    return program


def generated(generator: str, file: str, *arguments: str) -> Path:
    """What a generator prints for these arguments, in a file; it is the same every time."""
    path, program, source = DATA / file, DATA / generator, Path(f"benches/{generator}.rs")
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        # By rustc: as an example of the package it would have all that the tests need built first.
        compile_it = ["rustc", "--edition", "2024", "-O", "-o", str(program), str(source)]
        subprocess.run(compile_it, check=True)
    if not path.exists() or path.stat().st_mtime < program.stat().st_mtime:
        part = path.with_suffix(".part")
        with part.open("wb") as out:
            subprocess.run([str(program), *arguments], stdout=out, check=True)
        part.rename(path)
    return path


def log(kind: str, mib: int) -> Path:
    return generated("genlog", f"{kind}-{mib}.log", str(mib), *([] if kind == "plain" else [kind]))


def catalog(count: int) -> tuple[Path, Path]:
    """A catalog of so many entries, and its codes, one a line."""
    path = generated("gencatalog", f"catalog-{count}.json", str(count))
    codes = DATA / f"codes-{count}"
    entries = json.loads(path.read_text())
    codes.write_text("".join(entry["Code"] + "\n" for entry in entries))
    return path, codes


def listed(*arguments: str, file: str) -> Path:
    """What `naserr list` prints, in a file."""
    path = DATA / file
    told = subprocess.run([str(NASERR), "list", *arguments], capture_output=True, check=True).stdout
    path.write_bytes(told)
    return path


def codes(origin: str | None = None) -> Path:
    """The built-in codes, or those of one layer, one a line."""
    table = listed("-f", "tsv", *(["--origin", origin] if origin else []), file="list.tsv")
    rows = table.read_text().splitlines()[1:]
    path = DATA / f"codes-{origin or 'all'}"
    path.write_text("".join(sorted({row.split("\t")[1] + "\n" for row in rows})))
    return path
