"""Small files that are written whole: whatever happens, the old content stands or the new."""

import os
from pathlib import Path

__all__ = ["make_durable", "write_whole"]


def make_durable(path: Path) -> None:
    """Have a file or a folder reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by this content in one durable step, making its folder where it needs one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    make_durable(fresh)
    fresh.replace(path)
    make_durable(path.parent)
