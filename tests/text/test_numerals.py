"""Numbers written in ideographs are told whole."""

import pytest

from wiki.text.compare import compare_texts


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("依照第二十三条的规定办理。", "依照第二十四条的规定办理。", [("二十三", "二十四")]),
        ("在十年内完成。", "在二十年内完成。", [("十", "二十")]),
        ("在二十年内完成。", "在十年内完成。", [("二十", "十")]),
        ("参见第十条和第十一条。", "参见第十一条和第十二条。", [("十", "十一"), ("十一", "十二")]),
        ("共一千二百人，其中三十人。", "共一千三百人，其中四十人。", [("一千二百", "一千三百"), ("三十", "四十")]),
        ("在三年内完成。", "在五年内完成。", [("三", "五")]),
        (
            "依第九十一條至第九十六條之罪",
            "依第九十一條至第九十三條、第九十五條至第九十六條之罪",
            [("", "至第九十三條、第九十五條")],
        ),
        ("Under 第二十三条 it is so.", "Under 第二十四条 it is so.", [("二十三", "二十四")]),
    ],
)
def test_a_number_is_one_word(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    comparison = compare_texts(old, new)
    changed = [piece for piece in comparison.pieces if piece.kind != "kept"]
    assert (comparison.old, comparison.new) == (old, new)
    assert [(piece.old, piece.new) for piece in changed] == changes
    assert all("number" in piece.classes for piece in changed)
