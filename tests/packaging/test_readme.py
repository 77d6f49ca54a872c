"""The README speaks of commands and files that are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from gesturectl.cli.main import VERBS, make_parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    {
        tuple(shlex.split(line))
        for line in re.findall(r"gesturectl ([a-z]+ [^`|>#\n\\]*?)(?=[`|>#\n\\])", README)
        if line.split()[0] in VERBS
    }
)


def test_every_verb_of_the_readme_exists() -> None:
    named = set(re.findall(r"`gesturectl ([a-z]+)", README))
    assert named == set(VERBS)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_line_of_the_readme_is_understood(words: tuple[str, ...]) -> None:
    assert make_parser(words).parse_args(words).verb == words[0]


@pytest.mark.parametrize(("verb", "arguments"), re.findall(r'make ([a-z]+) ARGS="?([^"`]+)', README))
def test_every_example_of_arguments_for_make_is_understood(verb: str, arguments: str) -> None:
    words = [verb, *arguments.split()]
    assert make_parser(words).parse_args(words).verb == verb


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets | {"and"}
