"""A save's conflict as pairs of paragraphs, for the page on which it is settled."""

from dataclasses import dataclass

from wiki.text.merge import Clash, merge_texts


@dataclass(frozen=True)
class Block:
    """A stretch both sides agree on (`text`), or a pair to choose from (`index` counts the pairs)."""

    text: str = ""
    index: int | None = None
    base: str = ""
    mine: str = ""
    theirs: str = ""


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
