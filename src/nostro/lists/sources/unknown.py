"""Fields that a format did not have when its reader was written: kept as notes, and said once."""

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.model.problems import Problem

__all__ = ["UnknownFields"]


class UnknownFields:
    """Finds elements and attributes of records that are not among the known ones.

    An attribute is known by `@` and its name; where no attribute is known, all are passed over.
    """

    def __init__(self, file: ListFile, known: frozenset[str]) -> None:
        self._file = file
        self._known = known
        self._attributes = any(name.startswith("@") for name in known)
        self._said: set[str] = set()

    def look(self, record: etree._Element, position: int) -> tuple[list[str], list[Problem]]:
        """What the unknown fields say, each under its name, and a Problem for each new one."""
        fields = list(self._fields(record))
        notes = [f"{name.removeprefix('@')}: {text}" for name, text in fields if text]
        new = [name for name in dict.fromkeys(name for name, _ in fields) if name not in self._said]
        self._said.update(new)
        return notes, [self._problem(record, position, name) for name in new]

    def _problem(self, record: etree._Element, position: int, name: str) -> Problem:
        return Problem(
            source=self._file.given,
            location=f"{record.tag} {position}",
            code="unknown_field",
            message=f"the field {name[:60]} is new, its text is kept as a note",
        )

    def _fields(self, record: etree._Element) -> Iterator[tuple[str, str]]:
        known = self._known
        if not self._attributes and known.issuperset([element.tag for element in record.iter()]):
            return
        for element in record.iter():
            if element.tag not in known:
                yield element.tag, " ".join((element.text or "").split())
            if self._attributes:
                for key, value in cast("Mapping[str, str]", element.attrib).items():
                    if f"@{key}" not in known and "}" not in key:
                        yield f"@{key}", value
