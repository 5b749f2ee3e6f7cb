"""The texts of real documents beside the checkout, as their README says they are kept."""

import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path


def versions(folder: Path) -> Iterator[str]:
    """Every version of one document, in order."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if meta.get("packed_in"):
        with lzma.open(folder / "versions.tar.xz") as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            for member in archive:
                file = archive.extractfile(member)
                if file is not None:
                    yield file.read().decode("utf-8")
    else:
        for item in meta.get("items", ()):
            yield (folder / item["file"]).read_bytes().decode("utf-8")
