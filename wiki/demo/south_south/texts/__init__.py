"""The longer texts of the plan, one Markdown file each: first document, added sections, new versions."""

from pathlib import Path


def text(name: str) -> str:
    """One of these texts, by the name of its file."""
    return Path(__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
