"""Writing a dataset: parts of a fixed number of new articles, each there as a whole or not at all.

A part's tables are written into a hidden folder, brought to disk, renamed into place, and then covered by a receipt: the rename of the
receipt is the one instant at which a part begins to exist. Whatever no receipt covers is swept away by the next writer. Nothing in a part
depends on the time or on chance, and every part begins with the first article that no earlier part holds: so a run that was killed and
started again leaves the same bytes as one that was not.
"""

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.dataset import files
from dragoman.dataset.outdated import Outdated, kept_rows, keys_of, problem_key
from dragoman.dataset.receipts import (
    LOCK,
    MANIFEST,
    OURS,
    RECEIPTS,
    SWAP,
    WRITING,
    Receipt,
    StoredTable,
    Swap,
    check_files,
    encoded,
    read_manifest,
    read_receipts,
    read_swap,
    receipt_path,
)
from dragoman.dataset.rows import Item, Left, Tables, tables_of
from dragoman.dataset.schema import TABLES
from dragoman.errors import DatasetError
from dragoman.records import Manifest, Problem, Reading

PART_ITEMS = 512  # new articles and new problems of inputs that became none
PART_CHARACTERS = 16_000_000  # of article text; a part ends early where articles are huge
_PART_FILE = re.compile(r"part-\d+-[0-9a-f]+\.parquet")
_UNSTORABLE = (pa.ArrowException, OverflowError, UnicodeEncodeError)


class Encoded(NamedTuple):
    """A part on its way to disk: the bytes of each table and its number of rows, under one hash."""

    data: dict[str, bytes]
    rows: dict[str, int]
    hash: str


class Store:
    """A dataset that is being written, for use in a `with` block.

    Leaving the block commits what was added; leaving it by an exception drops what no part holds yet. `recode` lets it replace what another
    version of the coder wrote: an article's old rows go in the same instant in which its new ones come. Memory holds one part and the ids
    of all articles.
    """

    def __init__(
        self, path: Path | str, manifest: Manifest, *, recode: bool = False, part_items: int = PART_ITEMS
    ) -> None:
        self.path = Path(path)
        self.manifest = manifest
        self._recode = recode
        self._part_items = part_items
        self._lock = files.Lock(self.path / LOCK)
        self._receipts: dict[int, Receipt] = {}
        self._known: set[str] = set()  # articles and problems by this version of the coder, pending ones too
        self._outdated = Outdated()  # those by another version
        self._pending: dict[str, Reading | Problem] = {}
        self._characters = 0  # of text among what is pending

    def __enter__(self) -> Self:
        """Make or open the dataset; raise DatasetError if it is not one, is another coder's, or is being written to."""
        with files.clearly(self.path):
            self._claim()
        try:
            with files.clearly(self.path):
                self._open()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit the rest, or drop it where an exception is on its way; let go of the dataset."""
        try:
            if error is None:
                self.commit()
        finally:
            self._drop()
            self._lock.release()

    def has(self, article_id: str) -> bool:
        """Return whether this version of the coder has coded the article already."""
        return article_id in self._known

    def add(self, reading: Reading) -> bool:
        """Add an article's rows; return False, with nothing done, if they are there already."""
        if reading.coder_version != self.manifest.coder_version:
            raise DatasetError(f"{self.path}: a reading by another coder than the manifest's cannot be added")
        if self.has(reading.article.id):
            return False
        self._characters += len(reading.article.text)
        self._put(reading.article.id, reading)
        return True

    def add_problem(self, problem: Problem) -> bool:
        """Add the problem of an input that became no article; return False if it is there already."""
        key = problem_key(problem)
        if key in self._known:
            return False
        self._put(key, problem)
        return True

    def commit(self) -> None:
        """Write what was added since the last part as a part of its own; nothing if nothing was."""
        if not self._pending:
            return
        with files.clearly(self.path):
            self._publish(self._changes())
            self._sweep()
        self._pending, self._characters = {}, 0

    def _drop(self) -> None:
        """Forget what no part holds yet, and clear away what a commit that was cut off has left; a later writer does what fails here."""
        self._pending, self._characters = {}, 0
        with suppress(OSError, DatasetError):
            self._receipts = read_receipts(self.path)
            self._sweep()

    # ---- opening ------------------------------------------------------------------------------------------------------------------

    def _claim(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise DatasetError(f"{self.path}: is a file; a dataset is a folder")
        if self.path.is_dir() and not (self.path / MANIFEST).exists():
            strangers = sorted(entry.name for entry in self.path.iterdir() if not _begun(entry))
            if strangers:
                raise DatasetError(
                    f"{self.path}: is not a dataset and not empty ({strangers[0]} is in it); name a new folder"
                )
        files.folder(self.path)
        self._lock.take()

    def _open(self) -> None:
        for name in (RECEIPTS, WRITING, *TABLES):
            files.folder(self.path / name)
        self._check_manifest()
        self._finish_swap()
        self._receipts = read_receipts(self.path)
        check_files(self.path, self._receipts)
        self._sweep()
        self._known, self._outdated = set(), Outdated()
        for receipt in self._receipts.values():
            self._remember(receipt)

    def _check_manifest(self) -> None:
        if (self.path / MANIFEST).exists():
            held = read_manifest(self.path)
            if held.coder_version == self.manifest.coder_version:
                return
            if not self._recode:
                raise DatasetError(_another_coder(self.path, held, self.manifest))
        self._write_in_place(self.path / MANIFEST, encoded(self.manifest))

    def _remember(self, receipt: Receipt) -> None:
        keys = keys_of(self.path, receipt)
        if receipt.coder_version == self.manifest.coder_version:
            self._known.update(keys)
        else:
            self._outdated.add(receipt.part, keys)

    # ---- one part -----------------------------------------------------------------------------------------------------------------

    def _put(self, key: str, item: Reading | Problem) -> None:
        self._known.add(key)
        self._pending[key] = item
        if len(self._pending) >= self._part_items or self._characters >= PART_CHARACTERS:
            self.commit()

    def _changes(self) -> Swap:
        """Return what this commit does: its own part, and the parts that lose the articles that are coded anew."""
        written, gone = self._without_replaced()
        number = gone[0] if gone else max(self._receipts, default=-1) + 1
        part = self._stored(number, self.manifest.coder_version, _tables(list(self._pending.values())))
        return Swap(written=(part, *written), gone=tuple(gone[1:]))

    def _without_replaced(self) -> tuple[list[Receipt], list[int]]:
        """Return the receipts of parts that lose some of their articles, and the numbers of those that lose all."""
        replaced = self._pending.keys()
        written, gone = [], []
        for number in self._outdated.touched(replaced):
            if self._outdated.emptied(number, replaced):
                gone.append(number)
                self._outdated.forget(number)
            else:
                receipt = self._receipts[number]
                written.append(self._stored(number, receipt.coder_version, kept_rows(self.path, receipt, replaced)))
                self._outdated.forget(number, replaced)
        return written, gone

    def _stored(self, number: int, coder_version: str, tables: Tables) -> Receipt:
        """Bring a part's tables to disk under their final names, and return the receipt that will cover them."""
        part = _encode(tables)
        name = f"part-{number:06}-{part.hash}.parquet"
        for table, data in part.data.items():
            files.write(self.path / WRITING / table, data)
        for table in part.data:
            files.rename(self.path / WRITING / table, self.path / table / name)
            files.settle(self.path / table)
        stored = {
            table: StoredTable(
                file=f"{table}/{name}", rows=part.rows[table], size=len(data), sha256=hashlib.sha256(data).hexdigest()
            )
            for table, data in part.data.items()
        }
        return Receipt(part=number, coder_version=coder_version, tables=stored)

    # ---- the instant of a commit --------------------------------------------------------------------------------------------------

    def _publish(self, swap: Swap) -> None:
        """Make a commit true: by the one receipt it writes, or by one file that says what happens to several."""
        if len(swap.written) == 1 and not swap.gone:
            self._write_receipt(swap.written[0])
        else:
            self._write_in_place(self.path / RECEIPTS / SWAP, encoded(swap))
            self._finish_swap()
        self._receipts |= {receipt.part: receipt for receipt in swap.written}
        for part in swap.gone:
            del self._receipts[part]

    def _finish_swap(self) -> None:
        swap = read_swap(self.path)
        if swap is None:
            return
        for receipt in swap.written:
            self._write_receipt(receipt)
        for part in swap.gone:
            files.remove(receipt_path(self.path, part))
        files.settle(self.path / RECEIPTS)
        files.remove(self.path / RECEIPTS / SWAP)
        files.settle(self.path / RECEIPTS)

    def _write_receipt(self, receipt: Receipt) -> None:
        self._write_in_place(receipt_path(self.path, receipt.part), encoded(receipt))

    def _write_in_place(self, target: Path, data: bytes) -> None:
        draft = self.path / WRITING / target.name
        files.write(draft, data)
        files.rename(draft, target)
        files.settle(target.parent)

    def _sweep(self) -> None:
        """Remove what no receipt covers: drafts, and parts that were cut off or replaced. Files of other names are not ours."""
        covered = {stored.file for receipt in self._receipts.values() for stored in receipt.tables.values()}
        for draft in (self.path / WRITING).iterdir():
            files.remove(draft)
        for name in TABLES:
            for path in (self.path / name).iterdir():
                if _PART_FILE.fullmatch(path.name) and f"{name}/{path.name}" not in covered:
                    files.remove(path)


def _begun(entry: Path) -> bool:
    """Return whether a dataset that was cut off while it was being made can hold this."""
    return entry.name in OURS and (entry.name in (LOCK, WRITING) or not any(entry.iterdir()))


def _tables(items: Sequence[Reading | Problem]) -> Tables:
    """Return the rows of all items; an item that no column can hold is left out and told."""
    try:
        return tables_of(items)
    except _UNSTORABLE:
        return tables_of([_storable(item) for item in items])


def _storable(item: Reading | Problem) -> Item:
    try:
        tables_of([item])
    except _UNSTORABLE as error:
        return _printable(item) if isinstance(item, Problem) else _left_out(item.article.id, error)
    return item


def _encode(tables: Tables) -> Encoded:
    data = {}
    for name in TABLES:
        sink = pa.BufferOutputStream()
        pq.write_table(tables[name].combine_chunks(), sink, compression="zstd")
        data[name] = sink.getvalue().to_pybytes()
    digest = hashlib.sha256()
    for content in data.values():
        digest.update(hashlib.sha256(content).digest())
    rows = {name: tables[name].num_rows for name in TABLES}
    return Encoded(data, rows, digest.hexdigest()[:16])


def _left_out(article_id: str, error: Exception) -> Left:
    problem = Problem(
        subject=article_id,
        stage="dataset",
        kind="failed",
        message=f"{type(error).__name__}: {error}",
        done="article left out of the dataset",
    )
    return Left(article_id=article_id, problem=problem)


def _printable(problem: Problem) -> Problem:
    """Return a problem in characters that UTF-8 has: a file's name may hold others."""
    words = {
        name: value.encode("utf-8", "backslashreplace").decode()
        for name, value in msgspec.structs.asdict(problem).items()
    }
    return msgspec.convert(words, Problem)


def _another_coder(path: Path, held: Manifest, ours: Manifest) -> str:
    parts = ("coder", "ontology", "lexicon", "knowledge", "gazetteer", "parser", "weights")
    different = [name for name in parts if getattr(held, name) != getattr(ours, name)]
    return (
        f"{path}: coder version {held.coder_version} made it, and this is {ours.coder_version}"
        f" (different: {', '.join(different) or 'the version itself'}). Name a new folder, or add --recode (in Python: recode=True)"
        " to replace its articles as they are coded again."
    )
