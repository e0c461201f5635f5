"""Write the JSON Schema of a Reading, as `dragoman code --format jsonl` prints it, from the records.

    python tools/write_schema.py

Run it after a change in src/dragoman/records.py; a test compares docs/reading.schema.json with it.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from dragoman.records import SCHEMA_VERSION, Reading

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reading.schema.json"


def schema() -> dict[str, Any]:
    """Return the schema of one reading; every key that a reading has is required in it, since it is always printed."""
    found = msgspec.json.schema(Reading)
    for definition in found["$defs"].values():
        definition["required"] = sorted(definition["properties"])
        definition["additionalProperties"] = False
    found["$defs"]["Reading"]["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A dragoman reading, schema version {SCHEMA_VERSION}",
        **found,
    }


def text() -> str:
    """Return the schema as it is written."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
