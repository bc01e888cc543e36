"""What a command takes: processor and wall time, and the most memory it keeps resident.

Commands that are compared take turns, so that whatever else the machine does meets all of them alike.
"""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

DATA = Path("target/bench")
# Commands write here and not to /dev/null, for which some programs stop at the first hit.
OUTPUT, ERRORS = DATA / "output", DATA / "errors"
NOTHING = Path("/dev/null")
# The fewest and the most rounds of a race.
FEWEST, MOST = 3, 201


class Failed(Exception):
    """A command did not do what it is measured for."""


@dataclass(frozen=True)
class Command:
    """A command under a name; its input is a file, or nothing."""

    name: str
    argv: tuple[str, ...]
    stdin: Path | None = None
    # Exit codes of a run that did its work: a search that finds nothing ends with 1.
    ends: tuple[int, ...] = (0,)
    # Prints something, or it has done nothing.
    prints: bool = True
    # The tool without which it is left out.
    needs: str | None = None

    @classmethod
    def shell(cls, name: str, script: str, **more) -> "Command":
        return cls(name, ("sh", "-c", script), **more)


@dataclass(frozen=True)
class Figures:
    """Medians of all rounds; times in milliseconds, memory in MiB; nothing where it was not measured."""

    cpu: float
    wall: float | None
    peak: float | None


def run(command: Command) -> tuple[float, float]:
    """Runs a command once: its processor time, children included, and its wall time, in milliseconds."""
    to_output = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    streams = [
        (os.POSIX_SPAWN_OPEN, 0, str(command.stdin or NOTHING), os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(OUTPUT), to_output, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, str(ERRORS), to_output, 0o644),
    ]
    begun = time.perf_counter()
    child = os.posix_spawnp(command.argv[0], command.argv, os.environ, file_actions=streams)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    ended = os.waitstatus_to_exitcode(status)
    if ended not in command.ends or (command.prints and OUTPUT.stat().st_size == 0):
        errors = ERRORS.read_text(errors="replace").strip()
        raise Failed(f"'{command.name}' ended with {ended} after {OUTPUT.stat().st_size} bytes of output: {errors}")
    return 1000 * (usage.ru_utime + usage.ru_stime), 1000 * wall


def peak(command: Command) -> float | None:
    """The most memory that one process of a command keeps resident, in MiB.

    By GNU time: what wait4 tells of a child is at least what the parent had, and Python is large.
    """
    try:
        with (command.stdin or NOTHING).open("rb") as stdin, OUTPUT.open("wb") as stdout:
            told = ["/usr/bin/time", "-f", "%M", *command.argv]
            ended = subprocess.run(told, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, check=False)
    except FileNotFoundError:
        return None
    return int(ended.stderr.split()[-1]) / 1024


def race(commands: list[Command], cores: int, seconds: float) -> dict[str, Figures]:
    """Lets commands take turns on so many cores, for about so many seconds."""
    whole = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(whole)[:cores])
    try:
        # The first run fills caches and tells how long a round takes.
        round_ms = sum(run(command)[1] for command in commands)
        rounds = min(max(int(1000 * seconds / round_ms), FEWEST), MOST)
        times = {command.name: [] for command in commands}
        for number in range(rounds):
            first = number % len(commands)
            for command in commands[first:] + commands[:first]:
                times[command.name].append(run(command))
        return {
            command.name: Figures(
                statistics.median(cpu for cpu, _ in times[command.name]),
                statistics.median(wall for _, wall in times[command.name]),
                peak(command),
            )
            for command in commands
        }
    finally:
        os.sched_setaffinity(0, whole)
