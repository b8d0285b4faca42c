"""Fields that a format did not have when its reader was written: kept as notes, and said once."""

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from nostro.lists.sources.files import ListFile
from nostro.model.problems import Problem

__all__ = ["UnknownFields"]


class UnknownFields:
    """Finds elements and attributes of records that are not among the known ones.

    An attribute is known by `@` and its name.
    """

    def __init__(self, file: ListFile, known: frozenset[str]) -> None:
        self._file = file
        self._known = known
        self._said: set[str] = set()

    def problems(self, record: etree._Element, position: int) -> Iterator[Problem]:
        """A Problem for every unknown field that was not said before."""
        for name, _ in self._fields(record):
            if name not in self._said:
                self._said.add(name)
                yield Problem(
                    source=self._file.given,
                    location=f"{record.tag} {position}",
                    code="unknown_field",
                    message=f"the field {name[:60]} is new, its text is kept as a note",
                )

    def notes(self, record: etree._Element) -> list[str]:
        """What the unknown fields say, each under its name."""
        return [f"{name.removeprefix('@')}: {text}" for name, text in self._fields(record) if text]

    def _fields(self, record: etree._Element) -> Iterator[tuple[str, str]]:
        known = self._known
        for element in record.iter():
            if element.tag not in known:
                yield element.tag, " ".join((element.text or "").split())
            for key, value in cast("Mapping[str, str]", element.attrib).items():
                if f"@{key}" not in known and "}" not in key:
                    yield f"@{key}", value
