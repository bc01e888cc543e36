"""How much is measured, and what had to be left out."""

from dataclasses import dataclass, field

from suite import tools
from suite.measure import Command, Figures, race


@dataclass
class Settings:
    """What the command line asked for."""

    # The size of the largest log.
    mib: int
    # About how long each race takes.
    seconds: float
    # Entries of the catalogs that are searched beside the built-in one.
    catalogs: list[int]
    # Whether programs are built that take minutes.
    builds_all: bool
    left_out: list[str] = field(default_factory=list)

    def race(self, commands: list[Command], cores: int = 1) -> dict[str, Figures]:
        """Measures the commands whose tools are there."""
        there = [command for command in commands if command.needs is None or tools.present(command.needs)]
        return race(there, cores, self.seconds)
