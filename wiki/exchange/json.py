"""Plain data as a JSON file: keys in the order given, text readable as it is, the same bytes for the same data."""

import json
from typing import Any


def write_json(content: dict[str, Any]) -> str:
    """The data as JSON with one blank of indentation, ending in a line feed; refuses what JSON has no word for."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
