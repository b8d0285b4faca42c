"""Ids and hashes: the same content gives the same id on every machine."""

import hashlib
from pathlib import Path

__all__ = ["content_hash", "file_hash", "short_id"]


def content_hash(*parts: str | bytes) -> str:
    """SHA-256 over the parts in hex.

    Each part is prefixed with its length, so that no part runs into the next.
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def short_id(prefix: str, *parts: str | bytes) -> str:
    """A readable id such as `alert-3f2a9c01d4e5b6a7`: 64 bits of the content hash."""
    return f"{prefix}-{content_hash(*parts)[:16]}"


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
