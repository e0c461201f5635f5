"""One worker process: a coder that answers batches of raw documents, over its standard input and output.

A plain process that is talked to through pipes, and not Python's own pool: the caller's main module is not run a second time, the death of
one worker is the matter of one batch, and a worker whose caller is gone ends by itself.
"""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import IO, Any

from dragoman.config import Config
from dragoman.records import Manifest, Problem, RawDocument, Reading, Record

_LENGTH = struct.Struct("<Q")


class Order(Record, kw_only=True):
    """The first message to a worker: which coder it makes ("module:class"), and of which settings."""

    coder: str
    config: Config


class Ready(Record, kw_only=True):
    """The first answer: the coder is loaded, and this is what it is made of."""

    manifest: Manifest


def send(stream: IO[bytes], message: object) -> None:
    """Write one message to the other side."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next message; raise EOFError where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301  (from our own process; JSON would not carry every file name)


def main() -> None:
    """Load a coder and answer until the caller is gone; whatever fails is the answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides what Ctrl-C means
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    try:
        _serve(sys.stdin.buffer, answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    order: Order = receive(orders)
    try:
        coder = _coder(order)
        answer: Ready | Exception = Ready(manifest=coder.manifest)
    except Exception as error:  # noqa: BLE001  (the caller raises it)
        answer = error
    send(answers, answer)
    while True:
        send(answers, _coded(coder, receive(orders)))


def _coder(order: Order) -> Any:
    module, _, name = order.coder.partition(":")
    return getattr(import_module(module), name)(order.config)


def _coded(coder: Any, raws: Sequence[RawDocument]) -> list[Reading | Problem] | Exception:
    try:
        return list(coder.code_many(raws))
    except Exception as error:  # noqa: BLE001  (one batch's failure is not the run's)
        return error
