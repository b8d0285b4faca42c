"""Japan's list of parties subject to measures under the Foreign Exchange Act, as a workbook.

One sheet a programme, each with headings of its own; a row is one party, with its notice number.
A row that says 削除 (deleted) holds a number and no party any more. Publisher:
https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from nostro.lists.sources.files import ListFile
from nostro.lists.sources.party import is_company
from nostro.lists.sources.plain_party import PlainParty, plain_entities
from nostro.lists.sources.row_source import row_problem
from nostro.lists.sources.source import Source
from nostro.lists.sources.tables import TableRow, read_table
from nostro.lists.sources.values import split_numbered
from nostro.model.entities import Entity
from nostro.model.problems import Problem

__all__ = ["SOURCE"]

_FILE = "shisantouketsu.xls"
_DAY, _NUMBER, _JAPANESE, _ENGLISH = "告示日付", "告示番号", "日本語表記", "英語表記"
# Headings by property, written as they are without spaces; all that is not here becomes a note.
_PROPERTIES = {
    "別名": "alias", "別名別称": "alias", "別称別名": "alias", "別称旧称": "alias",
    "旧称": "previousName", "旧称以前の呼称": "previousName", "過去の別名": "previousName",
    "以前の別名": "previousName", "確定に十分でない別名": "weakAlias", "確定可能な別名": "alias",
    "称号": "title", "役職": "position", "肩書": "position", "肩書等": "position",
    "生年月日": "birthDate", "出生地": "birthPlace", "出生地出身地": "birthPlace",
    "国籍": "nationality", "旅券番号": "passportNumber", "ID番号": "idNumber",
    "身分登録番号": "idNumber", "身分証番号": "idNumber", "住所": "address", "所在地": "address",
    "住所所在地": "address", "活動地域住所": "address",
    "所在地住所登録された事務所の住所": "address", "電話": "phone", "電話番号": "phone",
}  # fmt: skip
_LISTED = {"国連制裁委員会による指定日", "リスト掲載日", "指定日"}
_PEOPLE = {"生年月日", "国籍", "旅券番号", "生年月日出生地", "役職", "称号"}
_NOTHING = {"不明", "なし", "-", "－", "―"}
_DATE = re.compile(r"(\d{4})\s*[年.]\s*(?:(\d{1,2})\s*[月.]\s*(?:(\d{1,2})\s*日?)?)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’`.,&\-\s/]*[A-Za-zÀ-ɏ.]")


def _plain(text: str) -> str:
    """A heading without spaces and punctuation, full-width letters made plain."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def _sniff(head: bytes, _: str) -> str | None:
    text = _plain(head.decode("utf-8", "ignore"))
    return _FILE if _NUMBER in text and _ENGLISH in text else None


def _read(files: Mapping[str, ListFile]) -> Iterator[Entity | Problem]:
    """Every party; a Problem for a row without name. Deleted rows are passed over.

    A row without number and names goes on with the text of the one before.
    """
    file = files[_FILE]
    seen: set[str] = set()
    last: PlainParty | None = None
    row_of: TableRow | None = None
    for row in read_table(file, (_NUMBER, _ENGLISH), None, key=_plain):
        if isinstance(row, Problem):
            yield row
            continue
        party = _party(row)
        if party is None:
            yield from _other(file, row, last)
            continue
        if last and row_of:
            yield from _finished(file, last, row_of, seen)
        last, row_of = party, row
    if last and row_of:
        yield from _finished(file, last, row_of, seen)


def _other(file: ListFile, row: TableRow, last: PlainParty | None) -> Iterator[Problem]:
    """What a row without names says: it is deleted, it goes on with the last, or is a Problem."""
    texts = [text for column in row.cells if (text := row[column])]
    if "削除" in row[_DAY] or "廃止" in row[_DAY]:
        return
    if last and not row[_NUMBER]:
        last.add("notes", *texts)
    else:
        yield row_problem(file, row, "name", "a notice number without a name")


def _finished(
    file: ListFile, party: PlainParty, row: TableRow, seen: set[str]
) -> Iterator[Entity | Problem]:
    if party.id in seen:
        yield row_problem(file, row, "duplicate", f"{party.id} stands in a row before")
        return
    seen.add(party.id)
    yield from plain_entities(
        party, source=SOURCE.id, authority="Ministry of Finance", country="jp"
    )


def _party(row: TableRow) -> PlainParty | None:
    english, japanese = row[_ENGLISH], row[_JAPANESE]
    if not english and not japanese:
        return None
    sheet = row.sheet.partition(".")[0].strip()
    number = re.sub(r"\(.*\)|\W", "", unicodedata.normalize("NFKC", row[_NUMBER]))
    party = PlainParty(
        f"jp-{sheet}-{number or row.number}", _schema(row), f"{_FILE} {row.location}"
    )
    party.add("name", english, japanese)
    for column in row.cells:
        _add(party, column, row[column])
    party.programmes = [re.sub(r"^\d+\.\s*|【.*?】", "", row.sheet).strip()]
    party.sanction["listingDate"] += _dates(row[_DAY])[:1]
    party.sanction["authorityId"] += [row[_NUMBER]]
    if party.schema == "Organization" and is_company([english]):
        party.schema = "Company"
    return party


def _schema(row: TableRow) -> str:
    """A person where the sheet or the row says so."""
    if "個人" in row.sheet or "団体" in row.sheet:
        return "Person" if "個人" in row.sheet else "Organization"
    filled = {column for column in row.cells if row[column] and row[column] not in _NOTHING}
    return "Person" if filled & _PEOPLE else "Organization"


def _add(party: PlainParty, column: str, text: str) -> None:
    if not text or text in _NOTHING or column in {_DAY, _NUMBER, _JAPANESE, _ENGLISH}:
        return
    prop = _PROPERTIES.get(column)
    values = [value for value in split_numbered(text) if value not in _NOTHING]
    if column in _LISTED:
        party.sanction["startDate"] += _dates(text)[:1]
    elif prop in {"alias", "previousName", "weakAlias"}:
        party.add(prop, *_spellings(text))
    elif prop == "birthDate":
        party.add(prop, *_dates(text))
        party.add("notes", *([f"{column}: {text}"] if not _dates(text) or len(values) > 1 else []))
    elif prop in {"passportNumber", "idNumber"}:
        numbers = re.findall(r"[A-Z]{0,3}[-/]?\d[\w/-]{3,}", unicodedata.normalize("NFKC", text))
        party.add(prop, *numbers)
        party.add("notes", f"{column}: {text}")
    elif prop:
        party.add(prop, *values)
    else:
        party.add("notes", f"{column}: {text}" if column else text)


def _dates(text: str) -> list[str]:
    found = []
    for year, month, day in _DATE.findall(unicodedata.normalize("NFKC", text)):
        parts = [year, *(f"{int(part):02d}" for part in (month, day) if part)]
        found.append("-".join(parts))
    return found or ([text] if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else [])


_NUMBERED = re.compile(r"\(\s*[a-z]{1,2}\s*\)")


def _spellings(text: str) -> list[str]:
    """The names of a cell, each in its Japanese and its Latin spelling.

    Names are numbered by letters, and a comma parts last and first name; or they are not, and a
    comma parts the names.
    """
    bare = re.sub(r"[afn]\.?k\.?a\.?\s*:?", " ", unicodedata.normalize("NFKC", text))
    numbered = _NUMBERED.split(bare)
    parts = numbered if len(numbered) > 1 else re.split(r"[、,;\n]", bare)
    found = []
    for part in parts:
        latin = [name.strip(" .,") for name in _LATIN.findall(part)]
        japanese = re.sub(r"[()\s、;,:]+", " ", _LATIN.sub(" ", part)).strip()
        found += [name for name in (japanese, *latin) if len(name) > 2]
    return found


SOURCE = Source(
    id="jp_mof_sanctions",
    publisher="Ministry of Finance",
    title="Japan MOF List of Parties Subject to Asset Freezes",
    url="https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/"
    "economic_sanctions/shisantouketsu.xlsx",
    required=(_FILE,),
    sniff=_sniff,
    read=_read,
)
