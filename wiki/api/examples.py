"""Examples of every operation, for the description: calls and answers as they were recorded from a played story."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("examples.json")


@cache
def examples() -> dict[str, dict[str, Any]]:
    """The first call of each operation, by its name."""
    found: dict[str, dict[str, Any]] = {}
    for call in json.loads(PATH.read_text()) if PATH.exists() else []:
        found.setdefault(call["operation"], call)
    return found


def show(operation: dict[str, Any], parameters: list[dict[str, Any]]) -> None:
    """Put an operation's example where OpenAPI has it: at its body, its answer and the words of its address."""
    call = examples().get(operation["operationId"])
    if call is None:
        return
    for content in operation.get("requestBody", {}).get("content", {}).values():
        if call["body"] is not None:
            content["example"] = call["body"]
    answer = operation["responses"].get(str(call["status"]), {})
    if call["answer"] is not None and "content" in answer:
        answer["content"]["application/json"]["example"] = call["answer"]
    places = {"query": call["query"], "header": call["headers"]}
    for parameter in parameters:
        example = places.get(parameter["in"], {}).get(parameter["name"])
        if example is not None:
            parameter["example"] = example
