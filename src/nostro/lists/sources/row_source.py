"""The rows of a table as parties: what all sources of that kind do the same way."""

from collections.abc import Callable, Iterator

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.plain_party import PlainParty, plain_entities
from nostro.lists.sources.tables import TableRow
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["or_problem", "parties", "row_problem"]


def or_problem(entities: list[Entity], problem: Problem) -> list[Entity | Problem]:
    """The entities of a party, or the Problem that there are none."""
    return [*entities] if entities else [problem]


def row_problem(file: ListFile, row: TableRow, code: str, message: str) -> Problem:
    """A Problem of one row."""
    return Problem(source=file.given, location=row.location, code=code, message=message)


def parties(
    file: ListFile,
    rows: Iterator[TableRow | Problem],
    read: Callable[[TableRow], PlainParty | None],
    *,
    source: str,
    authority: str,
    country: str | None,
) -> Iterator[Entity | Problem]:
    """Each row that `read` makes a party of as entities, a Problem for every other one.

    Two rows with the same id and the same content are one party and a Problem.
    """
    seen: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        given = read(row)
        if given is None:
            yield row_problem(file, row, "name", "no party in this row: it has no name")
            continue
        if not given.is_first(seen):
            yield row_problem(file, row, "duplicate", f"{given.id} stands in a row before")
            continue
        given.add("notes", *(f"{column}: {text}" for column, text in row.unknown.items()))
        found = plain_entities(given, source=source, authority=authority, country=country)
        problem = row_problem(file, row, "name", f"{given.id} has no name")
        yield from or_problem(found, problem)
