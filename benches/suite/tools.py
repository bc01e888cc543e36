"""The programs that naserr is measured beside, and where they come from."""

import os
import shutil
import subprocess
import sys

# Each with its Debian package.
PACKAGES = {
    "/usr/bin/time": "time",
    "errno": "moreutils",
    "fzf": "fzf",
    "grep": "grep",
    "jq": "jq",
    "perror": "mariadb-client",
    "rg": "ripgrep",
    "tre-agrep": "tre-agrep",
    "xmllint": "libxml2-utils",
}
# How each tells its version; the others have no way to.
VERSIONS = {
    "fzf": "--version",
    "grep": "--version",
    "jq": "--version",
    "rg": "--version",
    "tre-agrep": "--version",
}


def missing() -> list[str]:
    return [tool for tool in PACKAGES if shutil.which(tool) is None]


def install(tools: list[str]) -> None:
    """Installs the packages of these tools."""
    packages = [PACKAGES[tool] for tool in tools]
    if not packages:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], env=environment, stdout=sys.stderr, check=True)


def present(tool: str) -> bool:
    return shutil.which(tool) is not None


def versions() -> str:
    """The versions of the tools that are there, such as 'rg 13.0.0'."""
    told = []
    for tool, flag in VERSIONS.items():
        if present(tool):
            printed = subprocess.run([tool, flag], capture_output=True, text=True, check=False).stdout
            number = next((word for word in printed.replace("-", " ").split() if word[:1].isdigit()), "")
            told.append(f"{tool} {number}")
    return ", ".join(told)
