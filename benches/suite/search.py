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
        Goal("search in the built-in catalog: CPU time beside `fzf`", 0.2, small.ratio(TOTAL, FZF, "cpu")),
        Goal(
            f"search in {settings.catalogs[-1]:,} codes, loading apart: CPU time beside `fzf`",
            1,
            largest.ratio(SEARCHING, FZF, "cpu"),
        ),
        Goal(f"search in {settings.catalogs[-1]:,} codes, loading too: CPU time beside `fzf`", 1, largest.ratio(TOTAL, FZF, "cpu")),
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

    # Approximate matching of every line takes agrep seconds a query beyond this, whatever is looked for.
    agrep = [each(AGREP, f"tre-agrep -2 $query {codes}", "tre-agrep")] if count <= 100_000 else []
    commands = [
        each(TOTAL, f"{builds.NASERR} search $query {catalog}"),
        each(LOADING, f"{builds.NASERR} lookup NotQualified {catalog}"),
        each(FZF, f"fzf --filter $query <{codes}", "fzf"),
        *agrep,
    ]
    one, two = settings.race(commands), settings.race(commands, cores=2)
    # By CPU time alone: a difference of wall times is mostly what else the machine does.
    one[SEARCHING] = Figures(one[TOTAL].cpu - one[LOADING].cpu, wall=None, peak=None)
    return Block(f"search {count:,} codes, three queries", TOTAL, one, two)
