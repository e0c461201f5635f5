"""What a dataset holds, by its receipts: a part exists if a receipt covers it, and nothing else does.

- `DATASET/manifest.json`: what made it
- `DATASET/<table>/part-<n>-<hash>.parquet`: the six tables of part n
- `DATASET/receipts/part-<n>.json`: written last; the files of part n with rows, size and hash
- `DATASET/receipts/swap.json`: there only while a commit that changes several parts is being applied
- `DATASET/.writing/`: files on their way in
- `DATASET/.lock`: held by the one process that writes
"""

import difflib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dragoman.dataset.schema import TABLES
from dragoman.errors import DatasetError
from dragoman.records import SCHEMA_VERSION, Manifest, Record

MANIFEST = "manifest.json"
RECEIPTS = "receipts"
SWAP = "swap.json"
WRITING = ".writing"
LOCK = ".lock"
OURS = frozenset({MANIFEST, RECEIPTS, WRITING, LOCK, *TABLES})


class StoredTable(Record, kw_only=True):
    """One table of a part: its file below the dataset, and what that file must be."""

    file: str
    rows: int
    size: int  # bytes
    sha256: str


class Receipt(Record, kw_only=True):
    """A part that is whole."""

    part: int
    coder_version: str
    tables: dict[str, StoredTable]


class Swap(Record, kw_only=True):
    """A commit that changes several parts at once: parts that are new or rewritten, and parts that are gone."""

    written: tuple[Receipt, ...]
    gone: tuple[int, ...]


def receipt_path(root: Path, part: int) -> Path:
    """Return where the receipt of a part lies."""
    return root / RECEIPTS / f"part-{part:06}.json"


def encoded(record: Record) -> bytes:
    """Return a record as JSON that people can read and that is the same every time."""
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1) + b"\n"


def read_manifest(root: Path) -> Manifest:
    """Return the manifest of the dataset in a folder; raise DatasetError where there is none that this version reads."""
    path = root / MANIFEST
    if not path.is_file():
        raise DatasetError(f"{root}: {_no_dataset(root)}")
    manifest = _decoded(path, Manifest)
    if manifest.schema_version != SCHEMA_VERSION:
        raise DatasetError(
            f"{root}: it has schema version {manifest.schema_version}, and this dragoman reads and writes {SCHEMA_VERSION}."
            " Code the articles into a new folder, or use the dragoman that made it."
        )
    return manifest


def _no_dataset(root: Path) -> str:
    """Return what stands where a dataset was looked for, and what to do."""
    if root.is_dir():
        return (
            "is not a dataset (it has no manifest.json); name a folder that `dragoman code INPUT… --out FOLDER` wrote"
        )
    if root.exists():
        return f"is a file; a dataset is a folder, as `dragoman code {root} --out FOLDER` writes"
    beside = [path.parent.name for path in root.parent.glob(f"*/{MANIFEST}")] if root.parent.is_dir() else []
    near = difflib.get_close_matches(root.name, beside, n=1, cutoff=0.5)
    if near:
        return f"no such dataset; did you mean {root.parent / near[0]}?"
    return f"no such dataset; `dragoman code INPUT… --out {root}` makes one"


def read_receipts(root: Path) -> dict[int, Receipt]:
    """Return the receipts of a dataset by part, in order, with a commit that was cut off after its decision carried out."""
    paths = sorted((root / RECEIPTS).glob("part-*.json"))
    receipts = {receipt.part: receipt for receipt in (_decoded(path, Receipt) for path in paths)}
    swap = read_swap(root)
    if swap is not None:
        receipts |= {receipt.part: receipt for receipt in swap.written}
        receipts = {part: receipt for part, receipt in receipts.items() if part not in swap.gone}
    return dict(sorted(receipts.items()))


def read_swap(root: Path) -> Swap | None:
    """Return the commit that is being applied, if there is one."""
    path = root / RECEIPTS / SWAP
    return _decoded(path, Swap) if path.is_file() else None


def check_files(root: Path, receipts: Mapping[int, Receipt]) -> None:
    """Raise DatasetError if a file that a receipt covers is missing or has another size."""
    for receipt in receipts.values():
        for table in receipt.tables.values():
            path = root / table.file
            if not path.is_file() or path.stat().st_size != table.size:
                state = "is damaged" if path.is_file() else "is missing"
                raise DatasetError(
                    f"{path} {state}. Restore it, or delete {receipt_path(root, receipt.part)} and code the same articles again."
                )


def _decoded[R: Record](path: Path, kind: type[R]) -> R:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} is damaged: {error}") from error
