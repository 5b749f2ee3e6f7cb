"""JSON files: one form for one content."""

import json

import pytest

from wiki.exchange.json import write_json


def test_one_content_has_one_form() -> None:
    written = write_json({"b": [1, {"é": None}], "a": "中\u2028"})
    assert written == '{\n "a": "中\u2028",\n "b": [\n  1,\n  {\n   "é": null\n  }\n ]\n}\n'
    assert write_json(dict(reversed(json.loads(written).items()))) == written


def test_what_json_cannot_hold_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        write_json({"a": float("nan")})
    with pytest.raises(TypeError):
        write_json({"a": {1, 2}})
