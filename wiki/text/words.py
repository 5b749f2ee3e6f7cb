"""Words: how a text is cut for comparing, merging and counting.

Here live the cutting of a text into words, sentences and blocks (paragraphs, list items, table rows), in six
languages and in Markdown. Nothing here knows of two texts: alignment and everything above it live elsewhere.
Whatever is cut joins again to the very same text, whatever it holds.
"""

import re

# Scripts written without spaces: each character is a word of its own (ideographs, kana, bopomofo; wide forms).
_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
_UNSPACED += "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks that belong to the letter before them, where Python's \w leaves them out.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_MARKS += (
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b"
)
_MARKS += "\u0898-\u089f\u08ca-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d"
_MARKS += (
    "\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc-\u0cd6\u0d3b-\u0d4d\u0dca-\u0ddf\u0e31\u0e34-\u0e3a"
)
_MARKS += (
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0"
)
_MARKS += "\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d\u00ad\u0640\U000e0100-\U000e01ef"

_LETTER = rf"[^\W{_UNSPACED}]"
_RUN = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_WORD = rf"{_RUN}(?:[-\u2010\u2011'’]{_RUN})*"
_ELIDED = r"(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’](?=\w|\Z)"
_NUMBER = (
    rf"\d+(?:[-.,:/\u066b\u066c\u2010\u2011]\d+|[\u00a0\u202f\u2009]\d\d\d(?!\d))*(?:[-\u2010\u2011]?{_RUN})?[%\u066a]?"
)
_PICTURE = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_AFTER_PICTURE = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_EMOJI = rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_AFTER_PICTURE}*(?:\u200d{_PICTURE}{_AFTER_PICTURE}*)*"
_RULES = r"\*+|_+|#+|-+|=+|~+|`+|\.+|:+"
_PLAIN = rf"{_ELIDED}|{_NUMBER}|{_WORD}|{_EMOJI}|{_RULES}|\S[{_MARKS}]*"

# What Markdown and HTML hold together. Every repetition is bounded: an unclosed mark must not cost the square.
_LINK_TEXT = r"\[[^\[\]\n]{0,400}+(?:(?:\n(?!\s)|\[[^\[\]\n]{0,80}\])[^\[\]\n]{0,400}+){0,9}\]"
_TARGET = r"\([^()\s]{0,1000}+(?:\([^()\s]{0,200}\)[^()\s]{0,1000}+){0,9}(?:[ ]\"[^\"\n]{0,200}\")?\)"
_TARGET += r"|\[[^\[\]\n]{1,80}\]"
_LINK = rf"!?{_LINK_TEXT}(?:{_TARGET})"
_FOOTNOTE = r"\[\^[^\]\s]{1,80}\]:?"
_CODE = r"``[^\n]{1,400}?``|`[^`\n]{1,400}`"
_TAG = r"<!--[\s\S]{0,600}?-->|</?[A-Za-z][^<>]{0,400}>|<https?:[^<>\s]{1,400}>"
_ADDRESS = r"https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"”’*_]"
_EMPHASIS = r"\*\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*\*|"
_EMPHASIS += r"\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*|\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*(?!\*)"
_EMPHASIS += r"|(?<!\w)__(?=[^\s_])[^_\n]{1,200}(?<=\S)__(?!\w)|(?<!\w)_(?=[^\s_])[^_\n]{1,200}(?<=\S)_(?!\w)"
_EMPHASIS += r"|~~(?=[^\s~])[^~\n]{1,200}(?<=\S)~~"
_ESCAPE = r"\\[!-/:-@\[-`{-~]|&\#?\w{1,31};"
_RICH = "|".join((_ESCAPE, _CODE, _FOOTNOTE, _LINK, _TAG, _ADDRESS, _EMPHASIS))

_IDEOGRAPH = rf"[{_UNSPACED}][{_MARKS}]*+"  # tried first: it is the quickest to tell
_LETTERS = "[A-Za-z]++(?=[ ,;)\n])"  # most words of most texts are so simple
_words_plain = re.compile(rf"(?:{_LETTERS}|{_IDEOGRAPH}|{_PLAIN})\s*+|\s++")
_words_rich = re.compile(rf"(?:{_LETTERS}|{_IDEOGRAPH}|{_RICH}|{_PLAIN})\s*+|\s++")
_chunk_plain = re.compile(r"\S++\s*+|\s++")
# Between two marks a chunk may hold anything but white space; what Markdown holds together may hold that as well.
_chunk_rich = re.compile(rf"(?:[^\s\[*_`<~&\\!]++|{_ESCAPE}|{_CODE}|{_LINK}|{_TAG}|{_EMPHASIS}|\S)++\s*+|\s++")
# The same pieces, each told by its first character, so that what is none is passed at once.
_held = re.compile(
    "|".join((_ESCAPE, _CODE, rf"!{_LINK[2:]}", _LINK[2:], _TAG, _EMPHASIS))
    .replace(r"(?<!\w)__(", r"__(?<!\w__)(")
    .replace(r"(?<!\w)_(", r"_(?<!\w_)(")
)
HELD_BLANK = "\ue000"  # what stands for a blank that cuts nothing
_HELD = {ord(" "): HELD_BLANK, ord("\n"): "\ue001"}
# Ideographs and the signs set among them: each is a word by itself.
_only_unspaced = re.compile(rf"[{_UNSPACED}\u3001-\u3004\u3008-\u301d\uff01-\uff0f\uff1a-\uff20“”‘’—]*+")
_is_rich = re.compile(r"[\[\]*_`<~&\\/]")
_unspaced = re.compile(f"[{_UNSPACED}]")
_mark = re.compile(f"[{_MARKS}]")

#: a longer row of signs is a line to write on, and no emphasis
MAX_MARKS = 6
_SHELLS = re.compile(r"(\*\*\*|\*\*|\*|__|_|~~)([\s\S]+)(\1)")
_LINK_SHELL = re.compile(r"(!?\[)([^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+)(\]\([\s\S]*\)|\]\[[\s\S]*\])")

_TARGET_HERE = re.compile(rf"\](?:{_TARGET})")
_TARGET_ALONE = re.compile(rf"\](?:{_TARGET})\s*+")

# A line with its end, and the blank lines after it. Lines end at LF, CRLF and CR alone.
_block = re.compile(r"[^\r\n]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*|[^\r\n]+")
_block_lf = re.compile(r"[^\n]*\n(?:[ \t]*\n)*|[^\n]+")
_blank_lines = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*")
_block_here = re.compile(r"[^\r\n]*+(?:(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*)?")

_CLOSERS = r"[\"'”’»)\]*_]*"
_sentence = re.compile(
    rf"[\s\S]*?(?:[.!?…؟]{_CLOSERS}(?:\s+|$)|[。！？；][”’」』）】]*\s*|(?:\r\n?|\n)\s*|$)",
)
_sentence_end = re.compile(r"[.!?…؟。！？；][\"'”’»)\]*_`」』）】]*$")
# What ends with a full stop and is no end of a sentence: the number of a paragraph, initials, common abbreviations.
_number_alone = re.compile(r"[(#]*\s?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlc]+)\.")
_abbreviation = re.compile(
    r"(?:^|[\s(\[«“])(?:[A-ZА-Я]|No|Nos|Art|art|par|para|paras|pp|vol|cf|Cf|e\.g|i\.e"
    r"|Mr|Mrs|Ms|Dr|St|vs|nº|núm|Sr|Sra|ст|стр|см|т\.е|т\.д|т\.п|MM|Mme)\.$"
)
_label = re.compile(
    r"(\s{0,12}(?:>\s?)*(?:#{1,6}\s+)?(?:\*\*|__)?)"
    r"(\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}[.)](?![\dA-Za-z])|[a-zA-Z]\)|[a-z]\.(?=\s)|[ivxlcIVXLC]{1,6}[.)](?!\w)|\d{1,3}(?:\.\d{1,3}){1,5}(?=\s+[^\sa-z]))"
    r"(?:\s?(?:bis|ter|quater))?"
    r"|(?<=\#\s)\d{1,3}(?=\s)"
    r"|第[0-9０-９一二三四五六七八九十百千零〇兩两]{1,8}[條条章節节款項项](?:之[一二三四五六七八九十]{1,3})?"
    r"|(?:Article|Artículo|Section|Annex|Annexe|Anexo|Chapter|Chapitre|Capítulo|Статья|Глава|المادة)\s+"
    r"[\dIVXLC]{1,6}(?![\w-])(?:\s?(?:bis|ter|quater)(?!\w))?[.:]?)"
    r"(\s*)",
)


def cut_words(text: str) -> list[str]:
    """Cut a text into words, each with the white space after it.

    A word is a run of letters with its marks, a number with its separators, one ideograph, an emoji, a sign, or a
    piece of Markdown that must stay whole (link, footnote, code, tag, short emphasis). Joined, the words are the text.
    """
    if only_unspaced(text):
        return list(text)
    if _is_rich.search(text):
        return _words_rich.findall(text)
    return _words_plain.findall(text)


def cut_chunks(text: str) -> list[str]:
    """Cut a text at white space alone, which stays with what is before it; Markdown is kept whole.

    Ten times as fast as cut_words, and coarser: for a first look. Joined, the chunks are the text.
    """
    if _is_rich.search(text):
        return _chunk_rich.findall(text)
    return _chunk_plain.findall(text)


def hold_together(text: str) -> str | None:
    """A text of the same length in which the white space within pieces of Markdown is none; None where that cannot be.

    It can be cut at white space alone, at the same places as by cut_chunks.
    """
    pieces = _held.findall(text)
    if len(" ".join(pieces).split()) == len(pieces):
        return text
    if "\ue000" in text or "\ue001" in text or "\ue002" in text:
        return None
    held = _held.sub(_hold, text)
    return None if "\ue002" in held else held


def _hold(piece: re.Match[str]) -> str:
    """A piece of Markdown with something else for its white space, or a sign that this cannot be."""
    held = piece[0].translate(_HELD)
    return held if len(held.split()) == 1 else "\ue002"


def piece_at(text: str, place: int) -> tuple[int, int] | None:
    """Where the piece of Markdown begins and ends that a place lies in; None where it lies in none."""
    for piece in _held.finditer(text):
        start, end = piece.span()
        if end > place:
            return (start, end) if start <= place else None
    return None


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch can be taken out of a text without cutting a piece of Markdown.

    Words may stand within a link or an emphasis, which is opened for them.
    """
    for piece in _held.finditer(text):
        first, last = piece.span()
        if first >= end:
            break
        if last <= start or (start <= first and last <= end):
            continue
        opened = shell(piece[0])
        if opened is None or start < first + len(opened[0]) or end > last - len(opened[2]):
            return False
        first += len(opened[0])
        return is_apart(opened[1], start - first, end - first)
    return True


def is_rich(text: str) -> bool:
    """Whether a text may hold Markdown that must not be cut at any space."""
    return _is_rich.search(text) is not None


def has_unspaced(text: str) -> bool:
    """Whether a text holds characters of a script without spaces between words."""
    return not text.isascii() and _unspaced.search(text) is not None


def only_unspaced(text: str) -> bool:
    """Whether each character of a text is a word by itself."""
    return not text.isascii() and _only_unspaced.fullmatch(text) is not None


def shell(word: str) -> tuple[str, str, str] | None:
    """Open a piece of Markdown into its opening mark, its words and its closing mark; None where there is none."""
    if word[:1] not in "[!*_~":
        return None
    core = word.rstrip()
    if len(core) - len(core.lstrip("*_~")) > MAX_MARKS:
        return None
    found = _SHELLS.fullmatch(core) or _LINK_SHELL.fullmatch(core)
    return (found[1], found[2], found[3] + word[len(core) :]) if found else None


def is_target(text: str) -> bool:
    """Whether a text is the end of a link: the bracket that closes its words, and its address."""
    return text[:1] == "]" and _TARGET_ALONE.fullmatch(text) is not None


def target_end(text: str, start: int) -> int:
    """Where the end of a link that begins at start with the bracket that closes its words ends; -1 where none does."""
    found = _TARGET_HERE.match(text, start)
    return found.end() if found else -1


def cut_blocks(text: str) -> list[str]:
    """Cut a text into blocks: each line with the blank lines after it. Joined, the blocks are the text."""
    if "\r" in text:
        return _block.findall(text)
    return _block_lf.findall(text)


def block_end(text: str, start: int, stop: int) -> int:
    """Where the block that begins at start ends, at stop at the latest."""
    feed = text.find("\n", start, stop)
    if text.find("\r", start, feed - 1 if feed > start else stop) < 0:
        if feed < 0 or feed + 1 == stop:
            return stop
        if text[feed + 1] not in " \t\r\n":
            return feed + 1
        found = _blank_lines.match(text, feed + 1, stop)
    else:
        found = _block_here.match(text, start, stop)
    return found.end() if found else stop


def cut_sentences(text: str) -> list[str]:
    """Cut a text into sentences, each with the white space after it; an end of line also ends a sentence.

    The number that opens a paragraph belongs to its first sentence. Joined, the sentences are the text.
    """
    sentences: list[str] = []
    held = ""
    for piece in _sentence.findall(text):
        if not piece:
            continue
        held += piece
        if held[-1] not in "\r\n" and _goes_on(held):
            continue
        sentences.append(held)
        held = ""
    if held:
        sentences.append(held)
    return sentences


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence does, as far as its last signs tell."""
    return _sentence_end.search(text) is not None


def _goes_on(held: str) -> bool:
    """Whether a full stop here only ends a number or an abbreviation."""
    core = held.strip()
    return _abbreviation.search(core[-8:]) is not None or (len(core) < 24 and _number_alone.fullmatch(core) is not None)


def label_length(line: str) -> tuple[int, int] | None:
    """Where the number that opens a line stands: its start and its end with the space after it; None where none is."""
    found = _label.match(line)
    if found is None or found.end() >= len(line.rstrip()):
        return None
    return found.end(1), found.end()
