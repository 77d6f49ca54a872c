"""A save is noticed once, when it has come to rest; and what of the settings waits for the next start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gesturectl.daemon.file_watch import FileWatch
from gesturectl.daemon.reload_news import MAX_BODY, ReloadNews
from gesturectl.daemon.rule_book import RuleBook
from gesturectl.domain.settings import Config, Settings
from gesturectl.errors import ConfigError


def test_a_change_counts_when_two_looks_see_the_same(tmp_path: Path) -> None:
    file = tmp_path / "gestures.yaml"
    file.write_text("a")
    watch = FileWatch(lambda: file)
    assert [watch.changed() for _ in range(3)] == [False] * 3
    file.write_text("half")
    assert not watch.changed()
    file.write_text("a whole one")
    assert not watch.changed()
    assert [watch.changed() for _ in range(2)] == [True, False]


def test_a_file_put_in_its_place_and_one_that_goes_are_noticed(tmp_path: Path) -> None:
    file, other = tmp_path / "gestures.yaml", tmp_path / "other"
    file.write_text("a")
    watch = FileWatch(lambda: file)
    other.write_text("b")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    file.unlink()
    assert not watch.changed()  # an editor that removes it first
    other.rename(file)
    assert [watch.changed() for _ in range(3)] == [False, True, False]
    file.unlink()
    assert [watch.changed() for _ in range(3)] == [False, True, False]


def test_another_file_that_is_used_now_is_noticed(tmp_path: Path) -> None:
    files = [tmp_path / "shipped.yaml", tmp_path / "own.yaml"]
    files[0].write_text("a")
    watch = FileWatch(lambda: next(each for each in reversed(files) if each.exists()))
    files[1].write_text("a")
    assert [watch.changed() for _ in range(3)] == [False, True, False]


def test_the_rule_book_keeps_the_good_rules_and_tells_what_waits(caplog: pytest.LogCaptureFixture) -> None:
    read: list[Config | ConfigError] = [
        ConfigError("no"),
        Config(origin="new.yaml"),
        Config(Settings(source="2"), origin="new.yaml"),
    ]

    def next_one() -> Config:
        config = read.pop(0)
        if isinstance(config, ConfigError):
            raise config
        return config

    book = RuleBook(Config(origin="old.yaml"), next_one, lambda config: None)  # type: ignore[arg-type, return-value]
    with pytest.raises(ConfigError):
        book.fresh()
    assert book.config.origin == "old.yaml"
    book.fresh()
    assert book.facts() == {"file": "new.yaml", "rules": 0}
    book.fresh()
    assert "next start" in book.facts()["note"]
    assert "next start" in caplog.text


def test_news_are_told_once() -> None:
    told: list[tuple[str, str]] = []
    news = ReloadNews(lambda summary, body: told.append((summary, body)))
    for error in (None, ConfigError("a:1:1: x"), ConfigError("a:1:1: x"), ConfigError("y" * 1000), None, None):
        news(error)
    assert [body[:8] for _, body in told] == ["a:1:1: x", "yyyyyyyy", "The new "]
    assert len(told[1][1]) == MAX_BODY
