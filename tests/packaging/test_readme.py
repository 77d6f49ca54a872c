"""README and docs speak of commands and files that are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from gesturectl.cli.main import VERBS, make_parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = (ROOT / "README.md", ROOT / "models" / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NO_COMMAND = re.compile(r'"\}|--only [A-Z]')
"""Within JSON; with a placeholder where only some names are understood."""
COMMANDS = sorted(
    {
        tuple(shlex.split(line))
        for text in TEXTS
        for line in re.findall(r"gesturectl ([a-z]+ [^`|>#\n\\]*?)(?=[`|>#\n\\])", text.read_text(encoding="utf-8"))
        if line.split()[0] in VERBS and not NO_COMMAND.search(line)
    }
)


def test_every_verb_of_the_readme_exists() -> None:
    named = set(re.findall(r"`gesturectl ([a-z]+)", README))
    assert named == set(VERBS)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_line_is_understood(words: tuple[str, ...]) -> None:
    assert make_parser(words).parse_args(words).verb == words[0]


@pytest.mark.parametrize(("verb", "arguments"), re.findall(r'make ([a-z]+) ARGS="?([^"`]+)', README))
def test_every_example_of_arguments_for_make_is_understood(verb: str, arguments: str) -> None:
    words = [verb, *arguments.split()]
    assert make_parser(words).parse_args(words).verb == verb


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(text: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text.read_text(encoding="utf-8")):
        assert (text.parent / target).exists(), target


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets | {"and"}
