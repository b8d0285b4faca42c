"""Messages with everything that a schema allows, each text told from all others."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
_DEEPEST = 14


class Instances:
    """Fills the types of one schema; of a choice, it takes the way with a number."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(path).getroot()
        self.types = {e.get("name"): e for e in self.root if e.tag != f"{XS}element"}
        self.namespace = self.root.get("targetNamespace")
        self.numbers = count(1)

    def message(self, way: int) -> bytes:
        """The message with the given way of each choice, as bytes."""
        prefixes: Any = {None: self.namespace}  # the stubs know no default namespace
        made = etree.Element(f"{{{self.namespace}}}Document", nsmap=prefixes)
        self._fill(made, "Document", way, 0)
        return etree.tostring(made, encoding="UTF-8")

    def _fill(self, made, name: str, way: int, depth: int) -> None:
        kind = self.types.get(name.rsplit(":", maxsplit=1)[-1])
        if kind is None or kind.tag == f"{XS}simpleType":
            made.text = self._text(made, name, kind)
            return
        extension = kind.find(f"{XS}simpleContent/{XS}extension")
        if extension is not None:
            made.set("Ccy", "EUR")
            made.text = f"{next(self.numbers)}.25"
            return
        if depth > _DEEPEST:
            return
        for part in kind:
            self._add(made, part, way, depth)

    def _add(self, made, element, way: int, depth: int) -> None:
        if element.tag == f"{XS}sequence":
            for part in element:
                self._add(made, part, way, depth)
        elif element.tag == f"{XS}choice":
            options = list(element)
            self._add(made, options[way % len(options)], way, depth)
        if element.tag != f"{XS}element":
            return
        many = element.get("maxOccurs", "1") not in {"0", "1"}
        for _ in range(2 if many and depth < 4 else 1):  # wide at the top only
            part = etree.SubElement(made, f"{{{self.namespace}}}{element.get('name')}")
            self._fill(part, element.get("type"), way, depth + 1)

    def _text(self, made, name: str, kind) -> str:  # noqa: PLR0911  # one a type
        number = next(self.numbers)
        base = name if kind is None else kind.find(f"{XS}restriction").get("base")
        day = datetime(1700, 1, 1, tzinfo=UTC) + timedelta(days=number)
        tag = etree.QName(made).localname
        if tag == "CdtDbtInd":
            return ("CRDT", "DBIT")[number % 2]
        if tag == "CreDtTm" or base.endswith("dateTime"):
            return f"{day:%Y-%m-%d}T00:00:00"
        if base.endswith("date"):
            return f"{day:%Y-%m-%d}"
        if base.endswith("decimal"):
            return f"{number}.5"
        if base.endswith("boolean"):
            return ("true", "false")[number % 2]
        if name.startswith("IBAN"):
            return f"DE00{number:018}"
        return f"v{number}x"


def instances(path: Path, ways: int = 5) -> Iterator[bytes]:
    """Several messages of a schema, which between them take the first ways of each choice."""
    for way in range(ways):
        yield Instances(path).message(way)
