"""Packages: hostile uploads are refused with a sentence, before anything is unpacked or expanded."""

import random
import struct

import pytest

from tests.exchange.packages import W, document, paragraph, word_file, word_parts, zipped
from wiki.errors import Invalid, TooLarge
from wiki.exchange import ooxml
from wiki.exchange.docx import read_docx

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + it)} "{f"&{chr(97 + it)};" * 10}">' for it in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def test_a_sound_package_is_opened() -> None:
    assert ooxml.open_package(word_file(paragraph("words"))).keys() == word_parts("").keys()


def test_a_comment_in_the_list_of_parts_is_no_part() -> None:
    parts = word_parts(paragraph("words"))
    listed = parts["[Content_Types].xml"].replace("<Override", "<!-- parts --><?and more?><Override", 1)
    assert read_docx(zipped({**parts, "[Content_Types].xml": listed})).markdown == "words\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Word document"),
        (b"# A Markdown file\n", "not a Word document"),
        (b"PK\x03\x04 and nothing more", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .doc file"),
        (zipped({"a.txt": "words"}), "not a Word document"),
        (word_file(kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "not a Word"),
        (word_file(kind="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros (.docm)"),
        (word_file(more={"../../etc/cron.d/x": "words"}), "“../../etc/cron.d/x”"),
        (word_file(more={"/etc/passwd": "words"}), "“/etc/passwd”"),
        (word_file(more={"word\\..\\x.xml": "words"}), "is not read"),
        (word_file(more={"C:x.xml": "words"}), "is not read"),
        (word_file(main=document("<w:p/>", before=LAUGHS)), "document type"),
        (word_file(main=document(paragraph("&x;"), before=OUTSIDE)), "document type"),
        (
            word_file(main=document(paragraph("&x;"), before=OUTSIDE).replace("UTF-8", "UTF-16").encode("utf-16")),
            "type",
        ),
        (word_file(more={"word/footnotes.xml": f"{LAUGHS}<w:footnotes {W}>&j;</w:footnotes>"}), "document type"),
        (word_file(more={"word/media/x.rels": OUTSIDE}), "document type"),
    ],
    ids=lambda it: it[:40] if isinstance(it, str) else "",
)
def test_what_is_no_sound_document_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_docx(content)
    assert said in str(refused.value)
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    "main",
    [
        document("<w:p>"),
        document(paragraph("&undeclared;")),
        document("<w:p>" * 5000 + "</w:p>" * 5000),
        "",
        "not XML",
        document(paragraph("\0")),
    ],
    ids=["open", "entity", "deep", "empty", "words", "nul"],
)
def test_a_part_that_is_not_well_formed_is_refused(main: str) -> None:
    with pytest.raises(Invalid):
        read_docx(word_file(main=main))


def test_a_file_cut_short_anywhere_is_refused() -> None:
    content = word_file(paragraph("words"))
    for length in range(0, len(content), 97):
        with pytest.raises(Invalid):
            read_docx(content[:length])


def test_a_file_damaged_anywhere_is_refused_or_read() -> None:
    content, chance = word_file(paragraph("words")), random.Random(7)
    for _ in range(60):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            ooxml.open_package(bytes(damaged))
        except (Invalid, TooLarge):
            continue


def test_ten_megabytes_of_noise_are_refused() -> None:
    noise = random.Random(1).randbytes(10_000_000)
    for content in (noise, word_file()[:400] + noise, noise + word_file()[-22:]):
        with pytest.raises(Invalid):
            read_docx(content)


def test_an_encrypted_part_is_refused() -> None:
    content = bytearray(word_file())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    with pytest.raises(Invalid, match="encrypted"):
        read_docx(bytes(content))


def test_a_bomb_is_refused_by_its_directory() -> None:
    with pytest.raises(TooLarge, match="unpack to"):
        read_docx(word_file(more={"word/media/a.bin": b"\0" * (ooxml.MAX_UNPACKED + 1)}))
    with pytest.raises(TooLarge, match="times its size"):
        read_docx(word_file(more={"word/media/a.bin": b"\0" * 10_000_000}))
    with pytest.raises(TooLarge, match="unpack to"):
        read_docx(word_file(main=document(paragraph(" " * (ooxml.MAX_XML + 1)))))
    with pytest.raises(TooLarge, match="2000 parts"):
        read_docx(word_file(more={f"word/media/{it}": b"" for it in range(2_000)}))
    with pytest.raises(TooLarge, match="25000000 bytes"):
        read_docx(b"PK" + b"\0" * ooxml.MAX_BYTES)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    content = bytearray(word_file(more={"word/media/a.bin": b"\0" * 30_000_000}))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rindex(b"word/media/a.bin", 0, content.rindex(b"PK\x01\x02") + 100)
        entry = content.rindex(sign, 0, at if sign == b"PK\x01\x02" else content.index(b"word/media/a.bin"))
        struct.pack_into("<I", content, entry + place, 10)
    with pytest.raises(Invalid, match="damaged"):
        read_docx(bytes(content))
