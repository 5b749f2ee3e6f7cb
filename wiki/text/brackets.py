"""Brackets: words not agreed."""

import re


def count_open(text: str) -> int:
    """How many brackets are open."""
    return len(re.findall(r"\[(?!\^|x\]|sic\]|\.\.\.\]|…\])[^\[\]]*\](?![\(\[:])", text))
