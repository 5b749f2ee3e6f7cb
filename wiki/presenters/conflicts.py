"""A save's conflict as pairs of paragraphs, for the page on which it is settled, and for programs."""

from dataclasses import dataclass
from typing import Any

from wiki.text.compare import compare_texts
from wiki.text.merge import Clash, merge_texts

#: how a stretch stands to what was there before ("kept", "deleted", "inserted"), and its words
Mark = tuple[str, str]


@dataclass(frozen=True)
class Block:
    """A stretch both sides agree on (`text`), or a pair to choose from (`index` counts the pairs)."""

    text: str = ""
    index: int | None = None
    base: str = ""
    mine: str = ""
    theirs: str = ""

    @property
    def my_marks(self) -> list[Mark]:
        """What one changed oneself, word by word."""
        return _marks(self.base, self.mine)

    @property
    def their_marks(self) -> list[Mark]:
        """What the others changed, word by word."""
        return _marks(self.base, self.theirs)


def conflict_blocks(base: str, mine: str, theirs: str) -> list[Block]:
    """The three texts as agreed stretches and pairs, in order."""
    blocks: list[Block] = []
    pairs = 0
    for piece in merge_texts(base, mine, theirs).pieces:
        if isinstance(piece, Clash):
            blocks.append(Block(index=pairs, base=piece.base, mine=piece.mine, theirs=piece.theirs))
            pairs += 1
        elif blocks and blocks[-1].index is None:
            blocks[-1] = Block(text=blocks[-1].text + piece.text)
        else:
            blocks.append(Block(text=piece.text))
    return blocks


def _marks(old: str, new: str) -> list[Mark]:
    marks: list[Mark] = []
    for piece in compare_texts(old.strip("\r\n"), new.strip("\r\n")).pieces:
        if piece.kind in ("kept", "renumbered"):
            marks.append(("kept", piece.new))
            continue
        marks += [(kind, words) for kind, words in (("deleted", piece.old), ("inserted", piece.new)) if words]
    return marks


def conflict_as_data(base: str, mine: str, theirs: str, *, newest: int) -> dict[str, Any]:
    """The three whole texts, the number of the revision that holds theirs, and what they are made of in order:
    stretches both agree on (`text`), and pairs to choose from (`pair` counts them)."""
    return {
        "base": base,
        "mine": mine,
        "theirs": theirs,
        "newest": newest,
        "blocks": [block_as_data(block) for block in conflict_blocks(base, mine, theirs)],
    }


def block_as_data(block: Block) -> dict[str, Any]:
    """One stretch or pair as plain data."""
    if block.index is None:
        return {"text": block.text}
    return {"pair": block.index, "base": block.base, "mine": block.mine, "theirs": block.theirs}
