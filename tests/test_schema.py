"""The JSON Schema of a reading is the records', and readings keep to it."""

import json
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from dragoman.pipeline import Coder
from dragoman.records import RawDocument, Reading

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "docs" / "reading.schema.json"
TEXT = (
    "Kenya recalled its ambassador from Sudan on Monday, officials said. At least 12 people were killed in an air strike on Khartoum, "
    "according to the Sudanese army. “We condemn this attack,” the foreign minister of Egypt said. The United Nations will send aid."
)


@pytest.fixture(scope="module")
def validator() -> Any:
    """Return what checks a document against the committed schema."""
    schema = json.loads(COMMITTED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def document(coder: Coder) -> dict[str, Any]:
    """Return a coded reading as `--format jsonl` prints it."""
    reading = coder.code(RawDocument(uri="x.txt", text=TEXT, title="Envoy leaves", published="2024-03-14"))
    assert isinstance(reading, Reading)
    assert reading.events
    assert reading.statements
    found: dict[str, Any] = json.loads(msgspec.json.encode(reading))
    return found


def test_the_committed_schema_is_the_records() -> None:
    written = runpy.run_path(str(ROOT / "tools" / "write_schema.py"))["text"]()
    assert COMMITTED.read_text(encoding="utf-8") == written, "run: python tools/write_schema.py"


def test_a_coded_reading_keeps_to_the_schema(validator: Any, document: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors(document)] == []


def test_the_schema_says_no_to_what_is_no_reading(validator: Any, document: dict[str, Any]) -> None:
    event = document["events"][0]
    wrong: list[dict[str, Any]] = [
        {k: v for k, v in document.items() if k != "events"},
        document | {"colour": "red"},
        document | {"schema_version": "0.9"},
        document | {"events": [event | {"quad": "four"}]},
        document | {"events": [event | {"tense": "pluperfect"}]},
    ]
    assert [validator.is_valid(each) for each in wrong] == [False] * len(wrong)
