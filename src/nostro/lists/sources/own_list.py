"""A bank's own list: a CSV file or workbook, and a YAML file that says what its columns are.

    list: exited          # its own name; without it that of the file, less a date at its end
    columns:              # property of FollowTheMoney: heading, or several headings
      name: Customer name
      alias: [AKA 1, AKA 2]
      birthDate: DOB
    id: Reference         # the heading of the id; without it the row's content is the id
    schema: Person        # of all rows, or the heading of a column that says it
    programme: Exited     # of all rows
    effect: advisory      # freeze, sectoral, reject, export or advisory
    separator: ";"        # between several values of a cell
    delimiter: ","        # between the columns of a CSV file
    day_first: true       # 05/06/1972 is 5 June

The two are named alike: `exited.list.csv` (or `.xlsx`, `.xls`) and `exited.list.yaml`. Each such
list is a list of its own, `own_exited`, so that one does not stand for another.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec
import yaml

from nostro.lists.sources.dates import numeric_date
from nostro.lists.sources.files import ListFile, read_bytes
from nostro.lists.sources.party import list_id
from nostro.lists.sources.plain_party import PlainParty, plain_entities, schema_of
from nostro.lists.sources.programmes import Effect
from nostro.lists.sources.row_source import or_problem, row_problem
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, heading, read_table
from nostro.model.entities import PROPERTIES, Entity
from nostro.model.errors import InputError
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_TABLE, _MAPPING = "list.csv", "list.yaml"
_NAMES = re.compile(r"\.list\.(csv|tsv|txt|xlsx?|ya?ml)(?:\.gz)?$", re.IGNORECASE)
_DATED = re.compile(r"[\W_]*\d[\d\W_]*$")
_NO_WORD = re.compile(r"[^a-z0-9]+")

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_One = Annotated[str, msgspec.Meta(min_length=1, max_length=1)]


class _Mapping(msgspec.Struct, forbid_unknown_fields=True):
    """What a mapping file may say; see above."""

    columns: dict[str, str | list[str]]
    name: str | None = msgspec.field(name="list", default=None)
    id: str | None = None
    schema: str = "LegalEntity"
    programme: str = ""
    effect: Effect = "advisory"
    separator: _Filled = ";"
    delimiter: _One = ","
    day_first: bool = True

    def headings(self) -> list[str]:
        """Every heading that is named, the required one of the name first."""
        named = [self.columns[prop] for prop in sorted(self.columns, key=lambda p: p != "name")]
        texts = [text for item in named for text in ([item] if isinstance(item, str) else item)]
        return [*texts, *([self.id] if self.id else []), self.schema]


def _sniff(_: bytes, name: str) -> str | None:
    found = _NAMES.search(name)
    if not found:
        return None
    return _MAPPING if found[1].lower() in {"yaml", "yml"} else _TABLE


def _named(files: Mapping[str, ListFile]) -> str:
    """The id of the list that the files are. Raises InputError for a mapping that is none."""
    given = files[_MAPPING].path.name if _MAPPING in files else files[_TABLE].path.name
    mapping = _mapping(files[_MAPPING]) if _MAPPING in files else None
    stem = _DATED.sub("", _NAMES.sub("", given))
    name = _NO_WORD.sub("_", ((mapping and mapping.name) or stem).casefold()).strip("_")
    return f"own_{name or 'list'}"


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every row as a party; a Problem for one without a name, or whose id came before.

    Raises InputError for a mapping that cannot be read or names what is not there.
    """
    source = _named(files)
    file, mapping = files[_TABLE], _mapping(files[_MAPPING])
    columns = {
        heading(text): prop
        for prop, item in mapping.columns.items()
        for text in ([item] if isinstance(item, str) else item)
    }
    required = [column for column, prop in columns.items() if prop == "name"][:1]
    known = [heading(text) for text in mapping.headings()]
    seen: set[str] = set()
    for row in read_table(file, required, known, delimiter=mapping.delimiter):
        if isinstance(row, Problem):
            yield row
            continue
        party = _party(row, mapping, columns, source)
        if party.id in seen:
            yield row_problem(file, row, "duplicate", f"{party.id} stands in a row before")
            continue
        seen.add(party.id)
        found = plain_entities(party, source=source, authority="own list", country=None)
        problem = row_problem(file, row, "name", "no party in this row: it has no name")
        yield from or_problem(found, problem)


def _mapping(file: ListFile) -> _Mapping:
    try:
        mapping = msgspec.convert(yaml.safe_load(read_bytes(file)), _Mapping)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(file.given, f"not a mapping of columns: {reason}") from error
    known = frozenset().union(*PROPERTIES.values())
    wrong = sorted(set(mapping.columns) - known)
    if wrong or "name" not in mapping.columns:
        reason = f"no property {wrong[0]}" if wrong else "`columns` does not say which is the name"
        raise InputError(file.given, f"not a mapping of columns: {reason}")
    return mapping


def _party(row: TableRow, mapping: _Mapping, columns: Mapping[str, str], source: str) -> PlainParty:
    own = row[heading(mapping.id)] if mapping.id else ""
    key = own or list_id(*(row[column] for column in columns))
    schema = schema_of(row[heading(mapping.schema)] or mapping.schema)
    party = PlainParty(f"{source.replace('_', '-')}-{key}", schema, f"{_TABLE} {row.location}")
    for column, prop in columns.items():
        for text in row[column].split(mapping.separator):
            value = text.strip()
            day = numeric_date(value, month_first=not mapping.day_first) if "Date" in prop else None
            party.add(prop, day or value)
    party.add("notes", *(f"{column}: {text}" for column, text in row.unknown.items()))
    party.programmes = [mapping.programme] if mapping.programme else []
    party.effects = [mapping.effect]
    return party


SOURCE = Source(
    id="own_list",
    publisher="the bank itself",
    title="A list of one's own",
    url="https://followthemoney.tech/explorer/",
    required=(_TABLE, _MAPPING),
    sniff=_sniff,
    read=_read,
    named=_named,
    max_bytes=256 << 20,
)
