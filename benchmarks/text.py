"""Compare, merge and follow passages beside peers, on the same pairs in the same run: python -m benchmarks.text

Options: --corpora FOLDER (real texts; left out when absent), --peers FOLDER (where peers from npm and pip are put),
--limit SECONDS for any one slow peer, --quick for the small texts alone, --fast to leave out the slow peers.
"""

import argparse
import json
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks import text_peers as peers
from benchmarks.corpora import versions
from benchmarks.invented import invent
from wiki.text.change_list import number_changes
from wiki.text.compare import Piece, compare_texts
from wiki.text.merge import merge_texts
from wiki.text.passages import Passage, carry

_HEAD = ("", "ms", "of ours", "marked", "of wdiff", "hunks", "moves")


def ours(old: str, new: str, *, classes: bool = False) -> peers.Run:
    """Our own comparison, texts in, pieces out; with classes, each change is also told what kind it is."""

    def work() -> list[Piece]:
        pieces = list(compare_texts(old, new).pieces)
        return [piece for piece in pieces if not classes or piece.classes or piece.kind == "kept"]

    seconds = peers.best_of(work)
    pieces = work()
    marks: list[tuple[str, int]] = []
    moves = words = 0
    for piece in pieces:
        moves += piece.kind == "moved_to"
        words += len(piece.old.strip()) + len(piece.new.strip()) if piece.kind != "kept" else 0
        if piece.kind == "kept":
            marks.append(("=", len(piece.old)))
        else:
            marks += (("-", len(piece.old)), ("+", len(piece.new)))
    return peers.Run(seconds, *peers.tally(marks), moves, words, max(number_changes(pieces), default=0))


def in_turns(old: str, new: str, one: Path, two: Path, turns: int = 3) -> tuple[peers.Run, peers.Run | None]:
    """We and wikidiff2 on one pair by turns, so that what else the machine does meets both; the best of each."""
    runs = [(ours(old, new), peers.wikidiff2(one, two)) for _ in range(turns)]
    theirs = [run for _, run in runs if run is not None]
    return min((mine for mine, _ in runs), key=_seconds), min(theirs, key=_seconds) if theirs else None


def _seconds(run: peers.Run) -> float:
    return run.seconds


def compare_pair(name: str, old: str, new: str, options: argparse.Namespace) -> Counter[str]:
    """Print one table: every tool on one pair; what we won."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "old.txt"), Path(folder, "new.txt")
        one.write_text(old, encoding="utf-8", newline="")
        two.write_text(new, encoding="utf-8", newline="")
        mine, wikidiff2 = in_turns(old, new, one, two)
        runs: dict[str, peers.Run | None] = {
            "plenary": mine,
            "plenary, every change classified": ours(old, new, classes=True),
            "git --word-diff histogram (process)": peers.git_word_diff(one, two),
            "wdiff (process)": peers.wdiff(one, two),
            "wikidiff2": wikidiff2,
        }
        if not options.fast:
            runs["diff-match-patch, node"] = peers.node(one, two, options.peers / "node_modules", "dmp", options.limit)
            runs["fast-diff-match-patch"] = peers.fast_diff_match_patch(one, two, options.peers, options.limit)
            runs["jsdiff words, node"] = peers.node(one, two, options.peers / "node_modules", "jsdiff", options.limit)
            runs["diff-match-patch, Python"] = peers.python_diff_match_patch(old, new, options.limit)
            runs["difflib, words"] = peers.python_difflib(old, new, options.limit)
    print(f"\n### {name} ({len(old):,} -> {len(new):,} characters)\n")
    print("| " + " | ".join(_HEAD) + " |\n|---|" + "---:|" * (len(_HEAD) - 1))
    base = runs["wdiff (process)"]
    for tool, run in runs.items():
        if run is None:
            print(f"| {tool} | absent | | | | | |")
        elif not run.marked and old != new:
            print(f"| {tool} | over {run.seconds * 1e3:.0f} | over {run.seconds / mine.seconds:.1f} | | | | |")
        else:
            share = f"{run.marked / base.marked:.2f}" if base and base.marked else ""
            ratio = run.seconds / mine.seconds
            sizes = f"{run.marked} | {share} | {run.hunks} | {run.moves}"
            print(f"| {tool} | {run.seconds * 1e3:.2f} | {ratio:.2f} | {sizes} |")
    print(f"\nAs the page counts them, our hunks are {mine.told}.")
    cleaned = runs.get("diff-match-patch, node")
    return Counter(
        pairs=1,
        faster=wikidiff2 is not None and mine.seconds < wikidiff2.seconds,
        small=base is not None and mine.marked <= 1.1 * base.marked,
        ended=cleaned is not None and bool(cleaned.marked),
        fewer=cleaned is not None and bool(cleaned.marked) and mine.hunks <= cleaned.hunks,
        told=cleaned is not None and bool(cleaned.marked) and mine.told <= cleaned.hunks,
    )


def corpora_pairs(corpora: Path) -> Iterator[tuple[str, str, str]]:
    """From each document its largest step between neighbours and its first against its last version."""
    for meta in sorted(corpora.glob("*/meta.json")):
        folder = meta.parent
        if "edit-stream" in folder.name:
            continue
        texts = list(versions(folder))
        steps = [(abs(len(b) - len(a)), n) for n, (a, b) in enumerate(pairwise(texts)) if a != b]
        middle = sorted(steps)[len(steps) * 3 // 4][1]
        yield f"{folder.name}, one step", texts[middle], texts[middle + 1]
        yield f"{folder.name}, first to last", texts[0], texts[-1]


def every_step(corpora: Path) -> None:
    """Print what all steps between neighbouring versions cost and mark, beside wikidiff2 and wdiff.

    wdiff marks no change of white space alone; so how many steps exceed its size is counted with white space and
    without.
    """
    print("\n### Every step between neighbouring versions, best of five, milliseconds in all\n")
    print("| document | steps | ours | wikidiff2 | ours the faster | marked, of wdiff | steps over 1.10 | in words |")
    print("|---|" + "---:|" * 7)
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "old.txt"), Path(folder, "new.txt")
        for meta in sorted(corpora.glob("*/meta.json")):
            if "edit-stream" in meta.parent.name:
                continue
            count: Counter[str] = Counter()
            spent = {"ours": 0.0, "theirs": 0.0}
            for old, new in pairwise(versions(meta.parent)):
                if old == new:
                    continue
                one.write_text(old, encoding="utf-8", newline="")
                two.write_text(new, encoding="utf-8", newline="")
                (mine, theirs), least = in_turns(old, new, one, two, 2), peers.wdiff(one, two)
                if theirs is None or least is None:
                    print("| wikidiff2 or wdiff is absent |")
                    return
                count += Counter(steps=1, faster=mine.seconds < theirs.seconds, over=mine.marked > 1.1 * least.marked)
                count += Counter(ours=mine.marked, least=least.marked, worded=mine.words > 1.1 * least.marked)
                spent["ours"] += mine.seconds
                spent["theirs"] += theirs.seconds
            times = f"{spent['ours'] * 1e3:.0f} | {spent['theirs'] * 1e3:.0f} | {count['faster']}"
            share = f"{count['ours'] / count['least']:.2f} | {count['over']} | {count['worded']}"
            print(f"| {meta.parent.name} | {count['steps']} | {times} | {share} |")


def known_truth(folder: Path) -> None:
    """Print how merging and following passages do on the cases whose answer is known."""
    cases = [json.loads(line) for line in (folder / "triples.jsonl").read_text(encoding="utf-8").splitlines()]
    print("\n### Merging 200 concurrent edits\n\n| by | right | wrong | flagged | ms each |\n|---|---:|---:|---:|---:|")
    for by in ("word", "sentence"):
        count: Counter[str] = Counter()
        for case in cases:
            got = merge_texts(case["base"], case["mine"], case["theirs"], by=by).text
            count["flagged" if got is None else "right" if got == case["merged"] else "wrong"] += 1
        seconds = peers.best_of(lambda by=by: [merge_texts(c["base"], c["mine"], c["theirs"], by=by) for c in cases], 3)
        print(f"| {by} | {count['right']} | {count['wrong']} | {count['flagged']} | {seconds * 1e3 / len(cases):.2f} |")
    one, two = invent(100_000, edited=0.02), invent(100_000, edited=0.02, changes=10)
    seconds = peers.best_of(lambda: merge_texts(one.old, one.new, two.new, by="word"))
    print(f"\nTwo drafts of 100 KB that grew from one: {seconds * 1e3:.0f} ms by word.")
    print("\n### Following 500 passages\n\n| language | intact | edited | deleted | ms |\n|---|---:|---:|---:|---:|")
    for case in json.loads((folder / "passages.json").read_text(encoding="utf-8")):
        comparison = compare_texts(case["old"], case["new"])
        wanted = [Passage(p["start"], p["end"]) for p in case["passages"]]
        seconds = peers.best_of(lambda w=wanted, c=comparison: carry(w, c))
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for passage, carried in zip(case["passages"], carry(wanted, comparison), strict=True):
            truth, place, kind = passage["truth"], carried.passage, passage["kind"]
            total[kind] += 1
            if truth is None or place is None:
                right[kind] += truth is None and place is None
            elif kind == "intact":
                right[kind] += [place.start, place.end] == truth
            else:
                overlap = min(place.end, truth[1]) - max(place.start, truth[0])
                right[kind] += 2 * overlap >= max(place.end - place.start, truth[1] - truth[0])
        cells = " | ".join(f"{right[kind]} of {total[kind]}" for kind in ("intact", "edited", "deleted"))
        print(f"| {case['language']} | {cells} | {seconds * 1e3:.1f} |")


def main() -> None:
    """Run everything and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(__file__).parents[2] / "shared" / "corpora")
    parser.add_argument("--peers", type=Path, default=Path(__file__).parents[1] / "build" / "peers")
    parser.add_argument("--limit", type=float, default=15.0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--fast", action="store_true", help="leave out the slow peers")
    options = parser.parse_args()
    if not options.fast:
        peers.install(options.peers)
    for size in (20_000, 100_000) if options.quick else (20_000, 100_000, 300_000, 1_000_000):
        drafts = invent(size)
        compare_pair(f"invented drafts, {drafts.moved} paragraphs moved", drafts.old, drafts.new, options)
        if size == 1_000_000:
            tracemalloc.start()
            compare_texts(drafts.old, drafts.new)
            print(f"\nPython's own memory at its peak: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
            tracemalloc.stop()
    if options.corpora.is_dir():
        known_truth(options.corpora / "synthetic-truth")
        count: Counter[str] = Counter()
        for name, old, new in corpora_pairs(options.corpora):
            count += compare_pair(name, old, new, options)
        print(
            f"\nOf {count['pairs']} pairs {count['faster']} are compared faster than by wikidiff2;\n"
            f"{count['small']} are marked with at most 1.10 of wdiff's characters. Of the {count['ended']} on which\n"
            f"diff-match-patch ended, {count['fewer']} are told in no more hunks than its,\n"
            f"{count['told']} if hunks are counted as the page does."
        )
        every_step(options.corpora)
    else:
        print("\nThe corpora are absent.")


if __name__ == "__main__":
    main()
