"""Turns figures into ratios, a table in Markdown, and goals met or missed."""

from dataclasses import dataclass, field

from suite.measure import Figures

HEAD = "| naserr is 1 | CPU | wall | wall, two cores | peak MiB | |\n| --- | --: | --: | --: | --: | --- |\n"


@dataclass
class Block:
    """Commands that do the same work, as multiples of one of them."""

    title: str
    base: str
    one_core: dict[str, Figures]
    two_cores: dict[str, Figures] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def ratio(self, name: str, to: str, of: str) -> float | None:
        """How many times another command's CPU or wall time a command takes on one core; nothing when either was left out."""
        if name not in self.one_core or to not in self.one_core:
            return None
        return getattr(self.one_core[name], of) / getattr(self.one_core[to], of)

    def markdown(self) -> str:
        rows = [f"| **{self.title}** | | | | | |"]
        base = self.one_core[self.base]
        for name, figures in self.one_core.items():
            two = self.two_cores.get(name)
            cells = [
                f"`{escaped(name)}`",
                number(figures.cpu / base.cpu),
                "" if figures.wall is None else number(figures.wall / base.wall),
                # Beside the base on one core, so that it shows what the second one is worth.
                number(two.wall / base.wall) if two else "",
                "" if figures.peak is None else f"{figures.peak:.1f}",
                self.notes.get(name, ""),
            ]
            rows.append("".join(f"| {cell} " if cell else "| " for cell in cells) + "|")
        return "\n".join(rows) + "\n"


@dataclass
class Goal:
    """A figure and what it must not go beyond."""

    what: str
    limit: float
    measured: float | None
    unit: str = ""
    at_least: bool = False

    @property
    def met(self) -> bool:
        if self.measured is None:
            return False
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def markdown(self) -> str:
        what = escaped(self.what)
        bound = "at least" if self.at_least else "at most"
        goal = f"{bound} {self.limit:g}{self.unit}"
        if self.measured is None:
            return f"| {what} | {goal} | | not measured |\n"
        return f"| {what} | {goal} | {number(self.measured)}{self.unit} | {'met' if self.met else '**missed**'} |\n"


def number(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.0f}"


def escaped(name: str) -> str:
    return name.replace("|", "\\|")


def of_goals(goals: list[Goal]) -> str:
    head = "| | goal | measured | |\n| --- | --: | --: | --- |\n"
    return head + "".join(goal.markdown() for goal in goals)


def of_blocks(blocks: list[Block]) -> str:
    return HEAD + "".join(block.markdown() for block in blocks)
