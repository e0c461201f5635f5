"""Draw the frozen sample of dated Wikinews articles that readers label: ids only, the text stays where it is.

    python tools/draw_sample.py POOL.jsonl EXCLUDED.jsonl... > gold/wikinews50/sample.csv

The pool's dated articles of at least 400 characters are ordered by SHA-256 of a fixed word and their id; articles whose address an excluded
set also has are passed over; the first fifty are the sample. The same hash says which half may be read while developing (`read`) and which
only scored (`score`).
"""

import hashlib
import json
import sys
from pathlib import Path
from urllib.parse import unquote

SEED = "dragoman frozen sample 1"
SIZE = 50
LEAST = 400  # characters: shorter entries are stubs


def main(pool: str, *excluded: str) -> None:
    """Print the sample as CSV: id, half."""
    taken = {page(row["url"]) for path in excluded for row in rows(path) if row.get("url")}
    fit = [r for r in rows(pool) if r["date"] and len(r["text"]) >= LEAST and page(r["url"]) not in taken]
    drawn = sorted(fit, key=lambda r: rank(r["id"]))[:SIZE]
    sys.stdout.write(
        "# source: ids of Wikinews articles (CC BY 2.5), drawn by tools/draw_sample.py\n# licence: Apache-2.0 (own work)\nid,half\n"
    )
    for row in sorted(drawn, key=lambda r: r["id"]):
        half = "read" if int(rank(row["id"])[-1], 16) % 2 else "score"
        sys.stdout.write(f"{row['id']},{half}\n")


def rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def page(url: str) -> str:
    """Return the title of a wiki page from its address."""
    return unquote(url).rsplit("/wiki/", 1)[-1].replace(" ", "_").lower()


def rank(article_id: str) -> str:
    """Return what orders the pool."""
    return hashlib.sha256(f"{SEED}|{article_id}".encode()).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
