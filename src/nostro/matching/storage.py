"""An index file: a header with the format and a hash, then the body. Damage is never answered."""

import hashlib
import os
from pathlib import Path

from nostro.model.errors import WorkspaceError

__all__ = ["FORMAT", "read_file", "write_file"]

# Raised when tokens, weights or records change, so that no index of an older engine answers.
FORMAT = 2
_MAGIC = b"nostro-index"
_HEADER_BYTES = len(_MAGIC) + 4 + 32


def write_file(path: Path, body: bytes) -> None:
    """Write header and body beside the place, synced, and move them there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("wb") as out:
        out.write(_MAGIC + FORMAT.to_bytes(4, "big") + hashlib.sha256(body).digest())
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def read_file(path: Path) -> bytes:
    """The body. Raises WorkspaceError where it is missing, damaged or of another format."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"{path}: {error.strerror or error}") from error
    header, body = raw[:_HEADER_BYTES], raw[_HEADER_BYTES:]
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise WorkspaceError(f"{path}: not an index")
    if int.from_bytes(header[len(_MAGIC) :][:4], "big") != FORMAT:
        raise WorkspaceError(f"{path}: an index of another version of the engine")
    if hashlib.sha256(body).digest() != header[-32:]:
        raise WorkspaceError(f"{path}: the index is damaged")
    return body
