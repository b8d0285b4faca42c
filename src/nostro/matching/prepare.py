"""Compile the kernels and keep them, so that no first question waits: python -m
nostro.matching.prepare.

Set-up runs it once; numba keeps what it compiled beside the source, or in the user's cache where
that cannot be written.
"""

import tempfile
from pathlib import Path

from nostro.matching.compare import compare
from nostro.matching.index import Index
from nostro.model.entities import Entity

__all__ = ["prepare"]


def prepare() -> None:
    """Ask every kind of question once, of an index in memory and of one from its file: arrays that
    are mapped cannot be written to, and numba compiles for these anew.
    """
    entity = Entity(id="a", schema="Person", properties={"name": ["Kim Jong Un", "Путин"]})
    index = Index.build([entity])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prepared.index"
        index.save(path)
        for held in (index, Index.load(path)):
            for matches in held.match(["KIM Jongun", "Putin", "김정은", "nobody"]):
                for match in matches:
                    match.to_dict()
    index.updated([entity]).match(["Jong Un, Kim"])
    compare("Kim Jong-un", "Ким Чен Ын")


if __name__ == "__main__":
    prepare()
