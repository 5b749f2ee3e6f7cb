"""Pandoc: a conversion is given so much time and memory, and no more."""

import pytest

from wiki.errors import Invalid, TooLarge
from wiki.exchange import pandoc


def test_it_converts() -> None:
    assert pandoc.convert(b"*a* \xd0\xb6", source="commonmark", target="html") == "<p><em>a</em> ж</p>\n".encode()


def test_too_long_too_large_and_damaged_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid, match="damaged"):
        pandoc.convert(b"not a zip", source="docx", target="json")
    monkeypatch.setattr(pandoc, "MEMORY_LIMIT", "4m")
    with pytest.raises(TooLarge, match="memory"):
        pandoc.convert(b"*a* b\n\n" * 50_000, source="commonmark", target="json")
    monkeypatch.setattr(pandoc, "TIME_LIMIT", 0.0001)
    with pytest.raises(TooLarge, match="seconds"):
        pandoc.convert(b"a", source="commonmark", target="json")
