"""Lists as they come: small sets written into a folder, and the ways to read them."""

from pathlib import Path

import pytest

from nostro.lists.sources import detect
from nostro.model.entities import Entity
from nostro.model.problems import Problem


class Read:
    """The one list at some paths: its entities by id, and its problems."""

    def __init__(self, *paths):
        detection = detect(paths)
        assert detection.refused == []
        (self.set,) = detection.sets
        found = list(self.set.read())
        self.entities = {item.id: item for item in found if isinstance(item, Entity)}
        self.problems = [item for item in found if isinstance(item, Problem)]
        self.parties = [entity for entity in self.entities.values() if entity.target]


@pytest.fixture
def read():
    return Read


@pytest.fixture
def ofac(tmp_path):
    """Write an OFAC set: `sdn` rows as text, the other files as lists of rows."""

    def write(sdn, add=(), alt=(), comments=(), folder="ofac") -> Path:
        place: Path = tmp_path / folder
        place.mkdir(exist_ok=True)
        files = {"sdn.csv": sdn, "add.csv": add, "alt.csv": alt, "sdn_comments.csv": comments}
        for name, rows in files.items():
            if rows:
                (place / name).write_bytes("\r\n".join([*rows, "\x1a"]).encode())
        return place

    return write


@pytest.fixture
def party():
    """One row of sdn.csv."""

    def row(number=1, name="ACME", *, kind="-0- ", remarks="-0- "):
        cells = [f'"{name}"', kind, '"SDGT"', *["-0- "] * 7, f'"{remarks}"']
        return f"{number},{','.join(cells)}"

    return row


UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-01-02T03:04:05.678Z">
<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>
"""


@pytest.fixture
def un(tmp_path):
    """Write a UN list from the inner XML of its individuals and entities."""

    def write(individuals=(), entities=(), name="un.xml") -> Path:
        path: Path = tmp_path / name
        people = "".join(f"<INDIVIDUAL>{inner}</INDIVIDUAL>" for inner in individuals)
        bodies = "".join(f"<ENTITY>{inner}</ENTITY>" for inner in entities)
        path.write_text(UN.format(individuals=people, entities=bodies), encoding="utf-8")
        return path

    return write
