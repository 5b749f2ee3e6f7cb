"""JSON files: one form for one content, so that two exports of the same moment are the same bytes.

Keys are sorted, one member stands on a line, indented by one space for each level; characters stand as they are, in
UTF-8; the last line ends. (RFC 8785 would leave out all blanks and could not be read in a comparison of files.)
"""

import json
from typing import Any


def write_json(content: dict[str, Any]) -> str:
    """The content as canonical JSON.

    Raises TypeError for what JSON cannot hold and ValueError for NaN and infinities, which are not in RFC 8259.
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"
