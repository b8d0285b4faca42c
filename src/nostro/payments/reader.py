"""Payments from anywhere: the format is told by the content, tables by their suffix too."""

from collections.abc import Iterator
from pathlib import Path

from nostro.model.errors import InputError
from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.iso20022 import read_document, read_xml
from nostro.payments.mt import looks_like_fin, read_fin

__all__ = ["files_of", "kind_of_file", "read_messages", "read_payments"]

Item = Payment | Notice | Problem
_TABLES = (".csv", ".csv.gz", ".parquet")
_HEAD_BYTES = 65_536
_FIN_LIMIT_BYTES = 200_000_000
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read_payments(path: Path | str) -> Iterator[Item]:
    """The payments, notices and problems of a file, or of all files of a folder.

    Payments and notices and problems account for everything given; a problem may stand beside a
    row that was read. Raises InputError where the path is missing or the folder is empty.
    """
    for file in files_of(path):
        yield from _read_file(file)


def files_of(path: Path | str) -> Iterator[Path]:
    """A file, or all files of a folder that are not hidden, in the order of their names.

    Raises InputError where the path is missing or the folder is empty.
    """
    place = Path(path)
    try:
        is_folder, is_file = place.is_dir(), place.is_file()
    except OSError as error:
        raise InputError(place, error.strerror or str(error)) from error
    if is_folder:
        files = sorted(p for p in place.rglob("*") if p.is_file() and not _is_hidden(p, place))
        if not files:
            raise InputError(place, "an empty folder: no messages, no tables")
        yield from files
    elif is_file:
        yield place
    else:
        raise InputError(place, "no such file or folder")


def kind_of_file(path: Path) -> str:
    """`xml`, `fin`, `table` or `unknown`, by the suffix and the first bytes; `unknown` if none."""
    if path.name.lower().endswith(_TABLES):
        return "table"
    try:
        with path.open("rb") as stream:
            return _kind(stream.read(_HEAD_BYTES))
    except OSError:
        return "unknown"


def _kind(head: bytes) -> str:
    bare = _bare(head)
    if head.startswith(_UTF16_BOMS) or bare.startswith(b"<"):
        return "xml"
    return "fin" if looks_like_fin(bare[:_HEAD_BYTES]) else "unknown"


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_messages(data: bytes, source: str) -> Iterator[Item]:
    """The payments, notices and problems of one body of bytes, XML or FIN."""
    kind = _kind(data)
    if kind == "xml":
        yield from read_document(data if data.startswith(_UTF16_BOMS) else _bare(data), source)
    elif kind == "fin":
        yield from read_fin(_decoded(data), source)
    else:
        yield _unknown(source, data)


def _read_file(path: Path) -> Iterator[Item]:
    source = _shown(path)
    try:
        if path.name.lower().endswith(_TABLES):
            from nostro.payments.table import read_table  # noqa: PLC0415  # polars takes its time

            yield from read_table(path)
        else:
            yield from _read_message_file(path, source)
    except InputError as error:
        yield Problem(source=source, location="file", code="unreadable", message=error.reason)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Problem(source=source, location="file", code="unreadable", message=reason)


def _shown(path: Path) -> str:
    """The path as text; file names may hold bytes that are none."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def _read_message_file(path: Path, source: str) -> Iterator[Item]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(0)
        bare = _bare(head)
        is_small = len(head) < _HEAD_BYTES
        if bare.startswith(b"<") and not (is_small or head.startswith(_UTF16_BOMS)):
            stream.seek(len(head) - len(bare))
            yield from read_xml(stream, source)
        elif path.stat().st_size > _FIN_LIMIT_BYTES:
            message = "larger than 200 MB, and no XML that could be streamed"
            yield Problem(source=source, location="file", code="too-large", message=message)
        else:
            yield from read_messages(stream.read(), source)


def _bare(data: bytes) -> bytes:
    return data.removeprefix(_UTF8_BOM).lstrip()


def _decoded(data: bytes) -> str:
    """FIN is character set X, a part of ASCII; what is more is UTF-8, or else Latin-1."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _unknown(source: str, data: bytes) -> Problem:
    if not data.strip():
        return Problem(source=source, location="file", code="empty", message="an empty file")
    message = "neither ISO 20022, nor SWIFT FIN, nor a payments table"
    return Problem(source=source, location="file", code="unknown-format", message=message)
