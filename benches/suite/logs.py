"""Logs of three kinds, from a file and through a pipe."""

from pathlib import Path

from suite import builds
from suite.measure import Command, Figures
from suite.settings import Settings
from suite.table import Block, Goal

NASERR, WC, GREP = "naserr explain --summary", "wc -l", "grep -F -f CODES"
RG_GUIDE, RG, RG_COUNT = "rg -c -F -f GUIDE", "rg -c -F -f CODES", "rg -o -F -f CODES | sort | uniq -c"
# Each with its share of the size asked for: what is slow for every tool need not be as long.
KINDS = {"plain": ("one line in a hundred an error", 1), "dense": ("every line an error", 4), "json": ("JSON lines", 4)}
WAYS = {"file": "from a file", "pipe": "through a pipe"}


def measure(settings: Settings) -> tuple[list[Block], list[Goal]]:
    sizes = {kind: max(settings.mib // part, 1) for kind, (_, part) in KINDS.items()}
    logs = {kind: builds.log(kind, mib) for kind, mib in sizes.items()}
    blocks = {(kind, way): block(settings, kind, sizes[kind], logs[kind], way) for kind in KINDS for way in WAYS}
    plain, dense = blocks["plain", "file"], blocks["dense", "file"]
    one, two = plain.one_core[NASERR], plain.two_cores[NASERR]
    return list(blocks.values()), [
        Goal("log: CPU time beside `rg -c -F -f` with the same codes", 0.9, plain.ratio(NASERR, RG, "cpu")),
        Goal("log: CPU time beside `rg -c -F -f` with the guide's 43 codes", 0.9, plain.ratio(NASERR, RG_GUIDE, "cpu")),
        Goal(f"log: CPU time beside `{RG_COUNT}`", 0.1, plain.ratio(NASERR, RG_COUNT, "cpu")),
        Goal("log: resident memory", 16, one.peak, " MiB"),
        Goal("log from a file: wall time on two cores beside one", 0.95, two.wall / one.wall),
        Goal("dense log: on one core", 150, rate(logs["dense"], dense.one_core[NASERR]), " MB/s", at_least=True),
    ]


def block(settings: Settings, kind: str, mib: int, log: Path, way: str) -> Block:
    guide, codes = builds.codes("guide"), builds.codes()

    def shell(name: str, script: str, after: str = "", needs: str | None = None) -> Command:
        read = f"{script} {log}" if way == "file" else f"cat {log} | {script}"
        return Command.shell(name, read + after, needs=needs)

    commands = [
        shell(NASERR, f"{builds.NASERR} explain --summary"),
        shell(WC, "wc -l"),
        shell(RG_GUIDE, f"rg -c -F -f {guide}", needs="rg"),
        shell(RG, f"rg -c -F -f {codes}", needs="rg"),
        shell(RG_COUNT, f"rg -o -F -f {codes}", " | sort | uniq -c", needs="rg"),
        shell(GREP, f"grep -F -f {codes}", needs="grep"),
    ]
    measured = Block(f"explain a log of {mib} MiB {WAYS[way]}, {KINDS[kind][0]}", NASERR, settings.race(commands))
    # Through a pipe, the second core is the writer's.
    if way == "file":
        measured.two_cores = settings.race(commands, cores=2)
    measured.notes[NASERR] = f"{rate(log, measured.one_core[NASERR]):.0f} MB/s of CPU time"
    return measured


def rate(log: Path, figures: Figures) -> float:
    """Megabytes a second of processor time."""
    return log.stat().st_size / 1000 / figures.cpu
