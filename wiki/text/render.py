"""Rendering: from source to safe HTML."""

from collections.abc import Sequence

import markdown
import nh3

from wiki.text.compare import Comparison

RENDER_VERSION = "0"


def render_section(
    source: str,
    *,
    language: str,
    passages: Sequence[tuple[int, int, int]] = (),
    paragraph_ids: Sequence[int] = (),
    address: str = "",
) -> str:
    """Safe HTML of a section."""
    return nh3.clean(markdown.markdown(source, extensions=["tables", "sane_lists"]))


def render_redline(comparison: Comparison, *, side: str = "inline") -> str:
    """Safe HTML of a comparison."""
    import html

    out = []
    for piece in comparison.pieces:
        if piece.kind == "kept":
            out.append(html.escape(piece.new))
        else:
            if piece.old:
                out.append(f"<del>{html.escape(piece.old)}</del>")
            if piece.new:
                out.append(f"<ins>{html.escape(piece.new)}</ins>")
    return "<p>" + "".join(out) + "</p>"
