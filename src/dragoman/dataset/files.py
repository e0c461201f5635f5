"""Files that survive a power cut, and one writer at a time: the few system calls that a dataset's promises rest on.

Every change on disk goes through `write`, `rename`, `remove` and `folder`, so that a test can stop a run after any of them.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import DatasetError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def write(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def rename(source: Path, target: Path) -> None:
    """Give a file its final name in one step, in place of a file that has it."""
    source.replace(target)


def remove(path: Path) -> None:
    """Remove a file that may be gone already."""
    path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    """Make a folder that may be there already."""
    path.mkdir(parents=True, exist_ok=True)


def settle(path: Path) -> None:
    """Wait until the disk has a folder's new names."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def clearly(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a DatasetError that says what to do."""
    try:
        yield
    except OSError as error:
        raise DatasetError(f"{path}: {_advice(error)}") from error


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. What the dataset held before is whole: make room and run the same command again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this folder cannot be written to. Choose another folder, or change its permissions."
    return f"{error.strerror or error} ({error.filename})"


class Lock:
    """A file that only one process holds. The system lets go of it when its holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock, or raise DatasetError if another writer has it."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _seize(handle)
        except OSError as error:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            who = f"process {holder}" if holder else "another process"
            raise DatasetError(
                f"{self.path.parent}: {who} is writing to it; wait for it, or use another folder"
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle

    def release(self) -> None:
        """Let go of it; the empty file stays, since removing it would race with the next writer."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _seize(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
