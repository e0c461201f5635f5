"""Turn what a reader of the frozen sample wrote (one JSON file an article, spans as quotes) into standoff labels, one article a line.

python tools/collect_labels.py POOL.jsonl FOLDER > gold/wikinews50/reader-a.jsonl
"""

import json
import sys
from pathlib import Path

from dragoman.evaluate.labels import standoff


def main(pool: str, folder: str) -> int:
    """Print the labels; name spans that the text does not have on standard error and return 1 if there are any."""
    rows = {r["id"]: r for r in map(json.loads, Path(pool).read_text(encoding="utf-8").splitlines())}
    faults = 0
    for path in sorted(Path(folder).glob("*.json")):
        written = json.loads(path.read_text(encoding="utf-8"))
        row = rows[written["id"]]
        labels, wrong = standoff(written, {"title": row["title"], "text": row["text"]})
        sys.stdout.write(json.dumps(labels, ensure_ascii=False, separators=(",", ":")) + "\n")
        sys.stderr.write("".join(f"{written['id']}: {fault}\n" for fault in wrong))
        faults += len(wrong)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
