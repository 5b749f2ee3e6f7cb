"""The page of examples, docs/examples.md: what we mark, beside two peers, on sentences made up here.

`python -m benchmarks examples` writes it anew; a test holds our side of it to the code. What differs is shown by <del>
and <ins> for all three alike, so that only the choice of words is compared.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from wiki.text.compare import Piece
from wiki.text.documents import compare_documents
from wiki.text.spacing import is_spacing

PAGE = Path(__file__).parents[1] / "docs" / "examples.md"
_HERE = Path(__file__).parent
_INTRODUCTION = """\
The same pairs of texts, compared by Plenary, by MediaWiki's wikidiff2 and by `git diff --word-diff`. All three are
shown alike: what was taken out struck through, what was put in underlined. `./run bench examples` writes this page
anew; a test holds our side of it to the code. [How fast](performance-text.md) is another page."""


class Example(NamedTuple):
    """Two texts, and the rule of reading they show."""

    rule: str
    language: str
    old: str
    new: str


EXAMPLES = (
    Example(
        "Whole words are marked, and a number is one word.",
        "en",
        "Each Party should report on 1,500 hectares of its wetlands by 2010.\n",
        "Each Party shall report on 1,800 hectares of its wetlands by 2012.\n",
    ),
    Example(
        "No confetti: small words that two phrases share by chance are taken in.",
        "en",
        "Parties shall keep the seeds of rare grains in a bank of their own and open the books to all.\n",
        "Parties shall plant the banks of wide rivers with a belt of old willows and open the books to all.\n",
    ),
    Example(
        "A sentence that was added is one mark, and it begins where a sentence begins.",
        "en",
        "The group meets in spring. The group reports to the Parties.\n",
        "The group meets in spring. The group elects a chair. The group reports to the Parties.\n",
    ),
    Example(
        "A paragraph that moved is one move, with its edits inside.",
        "en",
        "The harvest is counted by the villages themselves.\n\n"
        "A joint herbarium is founded in the first year of the plan.\n\n"
        "Ferries carry the samples across the strait at no cost.\n",
        "Ferries carry the samples across the strait at no cost.\n\n"
        "The harvest is counted by the villages themselves.\n\n"
        "A joint herbarium is founded in the second year of the plan.\n",
    ),
    Example(
        "A sentence that moved is one move too.",
        "en",
        "Ferries carry the samples across the strait at no cost. The harvest is counted by the villages themselves.\n\n"
        "A joint herbarium is founded in the first year of the plan.\n",
        "The harvest is counted by the villages themselves.\n\n"
        "A joint herbarium is founded in the second year of the plan. Ferries carry the samples across the strait at no"
        " cost.\n",
    ),
    Example(
        "Renumbering is no change.",
        "en",
        "1. Maps are drawn.\n2. Wells are dug.\n3. Accounts are kept.\n",
        "1. Maps are drawn.\n2. Tests are made of the water.\n3. Wells are dug.\n4. Accounts are kept yearly.\n",
    ),
    Example(
        "A table is compared cell by cell; a new column is a new cell in each row.",
        "en",
        "| What | By |\n|---|---|\n| Nurseries | 2008 |\n| Field school | 2009 |\n",
        "| What | Who | By |\n|---|---|---|\n| Nurseries | Peru | 2008 |\n| Field school | Ghana | 2011 |\n",
    ),
    Example(
        "A paragraph that was split keeps its words; only the break is new.",
        "en",
        "Boats are shared between the islands of the group. Each crew is trained for a month by the other.\n",
        "Boats are shared between the islands of the group.\n\nEach crew is trained for a year by the other.\n",
    ),
    Example(
        "Paragraphs that were joined keep their words too.",
        "en",
        "Rangers walk the border in pairs.\n\nThey write down each nest they find there.\n",
        "Rangers walk the border in pairs. They write down each nest they find there.\n",
    ),
    Example(
        "A section that was taken elsewhere is one move; what was edited is marked inside.",
        "en",
        "## Seeds\n\nSeeds are kept dry and cold in two places at least.\n\n"
        "## Soils\n\nSoils are sampled on a grid of ten paces, and the samples are held by both sides.\n",
        "## Soils\n\nSoils are sampled on a grid of ten paces, and the samples are held by both sides.\n\n"
        "## Seeds\n\nSeeds are kept dry and cold in three places at least.\n",
    ),
    Example(
        "Choosing between alternatives in brackets is marked with its brackets.",
        "en",
        "The fund [is][should be] open to [all] developing countries.\n",
        "The fund is open to developing countries.\n",
    ),
    Example(
        "A link is not cut: other words or another address are marked each by themselves.",
        "en",
        "See [the first list](https://plants.example/1) and [the maps](https://maps.example/a).\n",
        "See [the second list](https://plants.example/1) and [the maps](https://maps.example/b).\n",
    ),
    Example(
        "Words that became a link, or strong, stayed: what came is around them.",
        "en",
        "The seed list is kept by the Secretariat, and it shall be open to all.\n",
        "The [seed list](https://plants.example/list) is kept by the Secretariat, and it **shall** be open to all.\n",
    ),
    Example(
        "Lines broken by hand are one paragraph.",
        "en",
        "The Parties, recalling what they agreed in Curitiba\nand mindful of the needs of small islands, decide to\n"
        "found a fund for the exchange of seeds.\n",
        "The Parties, recalling what they agreed in Curitiba\nand Bonn, and mindful of the needs of small islands,\n"
        "decide to found a fund for the exchange of seeds.\n",
    ),
    Example(
        "French: an elided article is a word of its own.",
        "fr",
        "Les Parties devraient restaurer l’étang avant la réunion d’automne.\n",
        "Les Parties doivent restaurer l’estuaire avant la réunion de printemps.\n",
    ),
    Example(
        "Spanish.",
        "es",
        "Se invita a las Partes a cuidar los manglares de la costa durante cinco años.\n",
        "Las Partes cuidarán los manglares de la costa norte durante diez años.\n",
    ),
    Example(
        "Chinese: without spaces, single characters and not whole clauses.",
        "zh",
        "各缔约方应当在五年内绘制山地森林图，并每年交换种子。\n",
        "各缔约方必须在三年内绘制并公布山地森林图，并每年交换种子。\n",
    ),
    Example(
        "Chinese: a number is one word, and a sentence that was added is one mark.",
        "zh",
        "各缔约方依照第二十三条的规定交换种子。秘书处保存种子清单。\n",
        "各缔约方依照第二十四条的规定交换种子。各缔约方每年提出报告。秘书处保存种子清单。\n",
    ),
    Example(
        "Arabic, from right to left, whole words with their vowel signs.",
        "ar",
        "ينبغي للأطراف أن تتبادل بذور الأشجار النادرة كل سنتين.\n",
        "يجب على الأطراف أن تتبادل بذور الأشجار النادرة وخبرات زراعتها كل سنة.\n",
    ),
    Example(
        "Russian.",
        "ru",
        "Сторонам следует обмениваться картами лесов каждые два года.\n",
        "Стороны должны обмениваться картами лесов и болот каждый год.\n",
    ),
)


def show_ours(example: Example) -> str:
    """Our marks as HTML: what moved is named at both ends, renumbering is shown as it is now."""
    return "".join(_shown(compare_documents(example.old, example.new).pieces)).strip("\n")


def _shown(pieces: Sequence[Piece]) -> Iterator[str]:
    said = ""
    for piece, following in zip(pieces, [*pieces, None][1:], strict=True):
        spacing = is_spacing(said, piece, following)
        said = piece.old or piece.new
        if piece.kind in ("kept", "renumbered"):
            yield escape(piece.new, quote=False)
        elif spacing:
            yield said
        elif piece.kind == "moved_from":
            yield f"<i>[moved away {_number(piece)}]</i> <del>{_lines(piece.old)}</del>"
        elif piece.kind == "moved_to":
            yield f"<i>[moved here {_number(piece)}]</i> {''.join(_shown(piece.inside))}"
        else:
            yield mark("del", piece.old) + mark("ins", piece.new)


def _number(piece: Piece) -> int:
    return (piece.move or 0) + 1


def mark(tag: str, text: str) -> str:
    """Text as taken out (del) or put in (ins); a change of nothing but line ends shows a pilcrow."""
    if not text:
        return ""
    if not text.strip() and "\n" in text:
        return f"<{tag}>¶</{tag}>{text if tag == 'ins' else ''}"
    return f"<{tag}>{_lines(text)}</{tag}>"


def _lines(text: str) -> str:
    return escape(text, quote=False)


def show_wikidiff2(example: Example, folder: Path) -> str | None:
    """What wikidiff2 marks, line by line; None where it is absent."""
    old, new = _write(example, folder)
    run = subprocess.run(["php", str(_HERE / "peers.php"), str(old), str(new)], capture_output=True, check=False)
    if run.returncode or not run.stdout.strip():
        return None
    said = {1: "ins", 2: "del"}
    lines: list[str] = []
    for line in json.loads(run.stdout)["diff"]:
        text, kind = line["text"].encode(), line["type"]
        if kind in said:
            lines.append(mark(said[kind], line["text"]))
            continue
        parts: list[str] = []
        at = 0
        for span in line.get("highlightRanges", ()):
            end = span["start"] + span["length"]
            parts.append(_lines(text[at : span["start"]].decode(errors="replace")))
            inside = text[span["start"] : end].decode(errors="replace")
            parts.append(mark("ins" if span["type"] == 0 else "del", inside))
            at = end
        parts.append(_lines(text[at:].decode(errors="replace")))
        moved = {4: "<i>[moved away]</i> ", 5: "<i>[moved here]</i> "}.get(kind, "")
        lines.append(moved + (mark("del", line["text"]) if kind == 4 else "".join(parts)))
    return "\n".join(lines).strip("\n")


def show_git(example: Example, folder: Path) -> str:
    """What git diff --word-diff marks."""
    old, new = _write(example, folder)
    command = ["git", "diff", "--no-index", "--histogram", "--word-diff=porcelain", "-U1000", str(old), str(new)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
    parts: list[str] = []
    for line in said.split("\n")[5:]:
        if line.startswith("~"):
            parts.append("\n")
        elif line[:1] in ("+", "-"):
            parts.append(mark("ins" if line[0] == "+" else "del", line[1:]))
        elif line:
            parts.append(_lines(line[1:]))
    return "".join(parts).strip("\n")


def _write(example: Example, folder: Path) -> tuple[Path, Path]:
    old, new = folder / "old.md", folder / "new.md"
    old.write_text(example.old, encoding="utf-8")
    new.write_text(example.new, encoding="utf-8")
    return old, new


def block(example: Example, shown: str) -> str:
    """Marked text as it stands on the page."""
    direction = ' dir="rtl"' if example.language == "ar" else ""
    filled = re.sub(r"\n(?=\n)", "\n&#8203;", shown)  # a blank line would end the HTML for some readers of Markdown
    return f'<pre lang="{example.language}"{direction}>{filled}</pre>'


def write_page(folder: Path) -> str:
    """The whole page."""
    parts = ["# What is marked, beside two peers", _INTRODUCTION]
    for number, example in enumerate(EXAMPLES, start=1):
        parts.append(f"## {number}. {example.rule}")
        sides = (
            ("Plenary", show_ours(example)),
            ("wikidiff2", show_wikidiff2(example, folder)),
            ("git --word-diff", show_git(example, folder)),
        )
        for name, shown in sides:
            parts.append(f"{name}:\n\n{block(example, shown)}" if shown is not None else f"{name}: absent.")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        PAGE.write_text(write_page(Path(temporary)), encoding="utf-8")
