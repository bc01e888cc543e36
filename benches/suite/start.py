"""A look-up beside programs that look something up, and beside those that do nothing."""

from suite import builds
from suite.measure import Command
from suite.settings import Settings
from suite.table import Block, Goal

CODE = "InvalidFileSystem.NotFound"
DYNAMIC, STATIC, ERRNO = "naserr lookup CODE", "naserr lookup CODE, static build", "errno ENOENT"


def measure(settings: Settings) -> tuple[list[Block], list[Goal]]:
    table = str(builds.listed("-f", "tsv", file="catalog.tsv"))
    records = str(builds.listed("-f", "json", file="catalog.json"))
    commands = [Command(DYNAMIC, (str(builds.NASERR), "lookup", CODE))]
    if settings.builds_all:
        commands += [
            Command(STATIC, (str(builds.static_naserr()), "lookup", CODE)),
            Command("clap alone", (str(builds.bare_clap()), "lookup", CODE)),
        ]
    else:
        settings.left_out += ["the static build", "clap alone"]
    commands += [
        Command("C: return 0, static", (str(builds.nothing()),), prints=False),
        Command(ERRNO, ("errno", "ENOENT"), needs="errno"),
        Command("perror 2", ("perror", "2"), needs="perror"),
        Command("rustc --explain E0308", (str(builds.rustc()), "--explain", "E0308")),
        Command("grep -F CODE catalog.tsv", ("grep", "-F", CODE, table), needs="grep"),
        Command("jq 'select(CODE)' catalog.json", ("jq", f'.[] | select(.Code == "{CODE}")', records), needs="jq"),
    ]
    block = Block("look up one code", DYNAMIC, settings.race(commands))
    return [block], [
        Goal("look-up, static build: wall time beside `errno`", 0.7, block.ratio(STATIC, ERRNO, "wall")),
        Goal("look-up, dynamic build: wall time beside `errno`", 1.1, block.ratio(DYNAMIC, ERRNO, "wall")),
    ]
