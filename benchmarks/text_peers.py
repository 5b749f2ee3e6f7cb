"""Peers of the comparison: other people's tools on the same pair, each with its time, size and number of hunks.

Those that npm and pip have are installed into a folder of the benchmark's own; git, wdiff and PHP's wikidiff2 are the
machine's. A peer that cannot be had answers None and is named as absent. Times of tools that are a process of their
own are of the whole process; those in PHP, node and Python are taken inside, the best of a few.
"""

import difflib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_FROM_NPM = ("diff@9.0.0", "diff-match-patch@1.0.5")
_FROM_PIP = ("fast-diff-match-patch==2.1.0",)  # wheels for some machines only, and no part of our own lock


@dataclass(frozen=True, slots=True)
class Run:
    """One tool on one pair: seconds, marked characters, hunks, moves found; and, where that is known, the marked
    characters without the white space at the ends of marks, and the changes that our page counts."""

    seconds: float
    marked: int
    hunks: int
    moves: int = 0
    words: int = 0
    told: int = 0


def install(folder: Path) -> None:
    """Fetch the peers that a registry has into a folder; what cannot be had is left out."""
    if not (folder / "node_modules").exists() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), *_FROM_NPM]
        subprocess.run(npm, check=False, capture_output=True)
    if not (folder / "python").exists():
        python = shutil.which("python3") or sys.executable
        pip = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", str(folder / "python")]
        subprocess.run([*pip, *_FROM_PIP], check=False, capture_output=True)


def best_of(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of a few runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def tally(marks: Iterable[tuple[str, int]]) -> tuple[int, int]:
    """Marked characters and hunks of a run of marks: ("=", size) between ("-", size) and ("+", size)."""
    marked = hunks = 0
    inside = False
    for sign, size in marks:
        if sign == "=":
            inside = inside and size == 0
        elif size:
            marked += size
            hunks += not inside
            inside = True
    return marked, hunks


def git_word_diff(old: Path, new: Path) -> Run | None:
    """git diff --word-diff with the histogram algorithm."""
    if not shutil.which("git"):
        return None
    command = ["git", "diff", "--no-index", "--histogram", "--word-diff=porcelain", "-U1000000", str(old), str(new)]

    def work() -> str:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout

    seconds = best_of(work)
    lines = work().split("\n")[5:]
    marked, hunks = tally(
        (line[0] if line[0] in "+-" else "=", len(line) - 1) for line in lines if line and line[0] != "~"
    )
    return Run(seconds, marked, hunks)


def wdiff(old: Path, new: Path) -> Run | None:
    """GNU wdiff."""
    if not shutil.which("wdiff"):
        return None
    marks = ["-w", "\x01", "-x", "\x02", "-y", "\x03", "-z", "\x02"]
    command = ["wdiff", *marks, str(old), str(new)]

    def work() -> str:
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return run.stdout

    seconds = best_of(work)
    found: list[tuple[str, int]] = []
    for part in work().split("\x02"):
        for sign, mark in (("-", "\x01"), ("+", "\x03")):
            before, here, words = part.partition(mark)
            if here:
                found += (("=", len(before.strip())), (sign, len(words)))
                break
        else:
            found.append(("=", len(part)))
    return Run(seconds, *tally(found))


def wikidiff2(old: Path, new: Path) -> Run | None:
    """MediaWiki's wikidiff2, by its own PHP extension."""
    if not shutil.which("php"):
        return None
    run = subprocess.run(["php", str(_HERE / "peers.php"), str(old), str(new)], capture_output=True, check=False)
    if run.returncode or not run.stdout.strip():
        return None
    answer = json.loads(run.stdout)
    found: list[tuple[str, int]] = []
    moves = 0
    for line in answer["diff"]:
        text = line["text"].encode()
        kind = line["type"]
        moves += kind == 5
        if kind == 0:
            found.append(("=", 1))
        elif kind in (1, 2):
            found += (("+" if kind == 1 else "-", len(text.decode())), ("=", 0))
        else:
            at = 0
            for span in line.get("highlightRanges", ()):
                found.append(("=", span["start"] - at))
                size = len(text[span["start"] : span["start"] + span["length"]].decode(errors="replace"))
                found.append(("+" if span["type"] == 0 else "-", size))
                at = span["start"] + span["length"]
            found.append(("=", len(text) - at))
            if kind in (4, 5):
                found.append(("+", len(line["text"])))
    return Run(answer["seconds"], *tally(found), moves)


def node(old: Path, new: Path, folder: Path, which: str, limit: float) -> Run | None:
    """jsdiff's words or diff-match-patch with its semantic clean-up, in node."""
    if not shutil.which("node") or not folder.exists():
        return None
    try:
        run = subprocess.run(
            ["node", str(_HERE / "peers.cjs"), str(folder), which, str(old), str(new)],
            capture_output=True, timeout=limit, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Run(limit, 0, 0)
    if run.returncode:
        return None
    answer = json.loads(run.stdout)
    return Run(answer["seconds"], *tally((sign, size) for sign, size in answer["marks"]))


def python_diff_match_patch(old: str, new: str, limit: float) -> Run | None:
    """diff-match-patch in Python, its usual call with clean-up, bounded by its own clock."""
    try:
        from diff_match_patch import diff_match_patch
    except ImportError:
        return None
    engine = diff_match_patch()
    engine.Diff_Timeout = limit
    start = time.perf_counter()
    parts = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(parts)
    seconds = time.perf_counter() - start
    return Run(seconds, *tally(("=" if sign == 0 else "+" if sign > 0 else "-", len(text)) for sign, text in parts))


def fast_diff_match_patch(old: Path, new: Path, folder: Path, limit: float) -> Run | None:
    """fast-diff-match-patch, with its semantic clean-up, in a process that is stopped at the limit."""
    program = (
        "import sys,time,json;sys.path.insert(0,sys.argv[1]);from fast_diff_match_patch import diff\n"
        "a,b=(open(p,encoding='utf-8',newline='').read() for p in sys.argv[2:4])\n"
        "best=9e9\n"
        "for _ in range(3):\n"
        " t=time.perf_counter();d=diff(a,b,timelimit=0,cleanup='Semantic');best=min(best,time.perf_counter()-t)\n"
        " if best>1:break\n"
        "print(json.dumps([best,[list(x) for x in d]]))"
    )
    command = [shutil.which("python3") or sys.executable, "-c", program, str(folder / "python"), str(old), str(new)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return Run(limit, 0, 0)
    if run.returncode:
        return None
    seconds, marks = json.loads(run.stdout)
    return Run(seconds, *tally(marks))


def python_difflib(old: str, new: str, limit: float) -> Run | None:
    """difflib by words, in a process that is stopped at the limit."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        one.write_text(old, encoding="utf-8", newline="")
        two.write_text(new, encoding="utf-8", newline="")
        program = "import sys;sys.path.insert(0,sys.argv[1]);from text_peers import difflib_words as d;d(*sys.argv[2:])"
        try:
            run = subprocess.run(
                [shutil.which("python3") or "python3", "-c", program, str(_HERE), str(one), str(two)],
                capture_output=True, timeout=limit, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Run(limit, 0, 0)
    if run.returncode:
        return None
    return Run(*json.loads(run.stdout))


def difflib_words(old: str, new: str) -> None:
    """Print difflib's seconds, marked characters and hunks for two files; the body of the process above."""
    one = Path(old).read_text(encoding="utf-8").split(" ")
    two = Path(new).read_text(encoding="utf-8").split(" ")
    start = time.perf_counter()
    codes = difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    seconds = time.perf_counter() - start
    marked = sum(len(" ".join(one[i:j])) + len(" ".join(two[k:m])) for tag, i, j, k, m in codes if tag != "equal")
    print(json.dumps([seconds, marked, sum(code[0] != "equal" for code in codes)]))
