"""Three queries, in catalogs that grow."""

from pathlib import Path

from suite import builds
from suite.measure import Command, Figures
from suite.settings import Settings
from suite.table import Block, Goal

# A fragment, halves that are swapped, and a slip.
QUERIES = "InvalidSnapshot NotFoundMountTarget InvalidDiks77.InUse"
TOTAL, LOADING, SEARCHING = "naserr search QUERY", "naserr lookup, which only loads", "naserr search, loading apart"
FZF, AGREP = "fzf --filter QUERY", "agrep -2 QUERY"


def measure(settings: Settings) -> tuple[list[Block], list[Goal]]:
    small = block(settings, *builtin())
    blocks = [small]
    for count in settings.catalogs:
        path, codes = builds.catalog(count)
        blocks.append(block(settings, count, codes, f"--catalog {path}"))
        tell_growth(*blocks[-2:])
    largest = blocks[-1]
    return blocks, [
        Goal("search in the built-in catalog: wall time beside `fzf`", 0.2, small.ratio(TOTAL, FZF, "wall")),
        Goal(
            f"search in {settings.catalogs[-1]:,} codes, loading apart: wall time beside `fzf`",
            1,
            largest.ratio(SEARCHING, FZF, "wall"),
        ),
        Goal(
            f"search in {settings.catalogs[-1]:,} codes, loading too: wall time beside `fzf`", 1, largest.ratio(TOTAL, FZF, "wall")
        ),
    ]


def builtin() -> tuple[int, Path, str]:
    codes = builds.codes()
    return len(codes.read_text().splitlines()), codes, ""


def tell_growth(before: Block, after: Block) -> None:
    """Notes how many times the CPU time of the catalog before naserr takes, unless that was too little to measure."""
    for name in (TOTAL, SEARCHING):
        least, most = before.one_core[name].cpu, after.one_core[name].cpu
        if least > 0:
            after.notes[name] = f"{most / least:.1f} times the CPU time of the catalog before"


def block(settings: Settings, count: int, codes: Path, catalog: str) -> Block:
    def each(name: str, command: str, needs: str | None = None) -> Command:
        # Exit code 1 says that a query finds nothing, which fzf and agrep do for some.
        script = f"for query in {QUERIES}; do {command} || [ $? = 1 ] || exit 2; done"
        return Command.shell(name, script, needs=needs, prints=needs is None)

    commands = [
        each(TOTAL, f"{builds.NASERR} search $query {catalog}"),
        each(LOADING, f"{builds.NASERR} lookup NotQualified {catalog}"),
        each(FZF, f"fzf --filter $query <{codes}", "fzf"),
        each(AGREP, f"tre-agrep -2 $query {codes}", "tre-agrep"),
    ]
    one, two = settings.race(commands), settings.race(commands, cores=2)
    for figures in (one, two):
        total, loading = figures[TOTAL], figures[LOADING]
        figures[SEARCHING] = Figures(total.cpu - loading.cpu, total.wall - loading.wall, peak=None)
    return Block(f"search {count:,} codes, three queries", TOTAL, one, two)
