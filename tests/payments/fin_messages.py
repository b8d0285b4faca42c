"""Hypothesis strategies for FIN messages as the SWIFT User Handbook defines them."""

import operator
import string
from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

__all__ = ["MESSAGES", "WRITTEN", "fin"]

_WORDS = string.ascii_letters + string.digits + "/-?:().,'+ "
_UPPER = string.ascii_uppercase
_CODES = _UPPER + string.digits
_FIRST = string.ascii_letters + "09?().'+"


def _lines(width: int, most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    """Lines that are neither empty nor begin as a tag, a code, a numbered line or an end."""
    line = st.builds(
        lambda first, rest: (first + rest).rstrip(),
        st.sampled_from(_FIRST), st.text(_WORDS, max_size=width - 1),
    )  # fmt: skip
    return st.lists(line, min_size=least, max_size=most)


def _code(alphabet: str, most: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=1, max_size=most)


_REFERENCE = st.one_of(
    _code(_CODES, 16),
    st.builds("{}/{}".format, _code(_CODES, 7), _code(_CODES, 8)),
)
_BIC = st.builds(
    lambda bank, country, place, branch: bank + country + place + branch,
    st.text(_UPPER, min_size=4, max_size=4),
    st.sampled_from(["RU", "US", "DE", "KP", "GB"]),
    st.builds(
        operator.add, st.sampled_from(_UPPER + "23456789"), st.sampled_from(_CODES.replace("O", ""))
    ),
    st.sampled_from(["", "ABC", "002"]),
)
_ACCOUNT = _code(_CODES, 34).map("/{}".format)
_NO_ACCOUNT = st.just("")
_DAY = st.dates(date(1980, 1, 1), date(2079, 12, 31)).map(lambda day: f"{day:%y%m%d}")
_AMOUNT = st.one_of(
    st.builds(lambda whole, part: f"USD{whole},{part}", st.integers(1, 10**9),
              st.sampled_from(["", "5", "05", "50"])),
    st.integers(1, 10**9).map(lambda whole: f"JPY{whole},"),
)  # fmt: skip
_MONEY = st.builds(lambda day, amount: day + amount, _DAY, _AMOUNT)


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda lines: "\n".join(line for line in lines if line))


def _block(width: int, most: int, least: int = 1) -> st.SearchStrategy[str]:
    return _lines(width, most, least).map("\n".join)


@st.composite
def _numbered(draw: st.DrawFn) -> str:
    """Option F: an account or an identifier, then numbered lines."""
    first = draw(st.one_of(_ACCOUNT, st.just("CCPT/KP/AB 12"), st.just("CUST/GB/BANK/77")))
    names = draw(_lines(33, 2, 1))
    streets = draw(_lines(33, 1))
    towns = draw(_lines(28, 1))
    rest = draw(st.sampled_from([[], ["4/19700102", "5/KP/NAMPO"], ["6/DE/ISSUER/9"], ["7/KP/1"]]))
    country = "3/KP" + "".join(f"/{town}" for town in towns)
    lines = [*(f"1/{n}" for n in names), *(f"2/{s}" for s in streets), country, *rest]
    return "\n".join([first, *lines])


_PLAIN = _joined(st.one_of(_ACCOUNT, _NO_ACCOUNT), _block(35, 4))
_BANK_A = _joined(
    st.one_of(_ACCOUNT, _NO_ACCOUNT, st.sampled_from(["//FW021000021", "//CH012345", "/C/77"])),
    _BIC,
)
_BANK_D = _joined(
    st.one_of(_ACCOUNT, _NO_ACCOUNT, st.just("//RU044525225.30101810400000000225"),
              st.just("//SC123456")),
    _block(35, 4),
)  # fmt: skip
_TEXT_70 = _block(35, 4)
_TEXT_72 = st.one_of(
    st.builds(lambda lines: "/ACC/" + "\n//".join(lines), _lines(28, 4, 1)),
    st.builds(lambda bic: f"/INS/{bic}", _BIC),
    st.just("/INS/SOME BANK\n//NEW YORK\n/BNF/PAY AT ONCE"),
)
_Field = tuple[str, st.SearchStrategy[str]]


def _customer(number: str, *options: str) -> st.SearchStrategy[tuple[str, str]]:
    ways = {"A": _joined(st.one_of(_ACCOUNT, _NO_ACCOUNT), _BIC), "F": _numbered(),
            "G": _joined(_ACCOUNT, _BIC)}  # fmt: skip
    return st.one_of(
        *(st.tuples(st.just(number + option), ways.get(option, _PLAIN)) for option in options)
    )


def _bank(number: str, options: str = "AD") -> st.SearchStrategy[tuple[str, str]]:
    ways = {"A": _BANK_A, "D": _BANK_D, "B": _joined(_ACCOUNT, _block(35, 1)),
            "C": st.sampled_from(["/77", "//FW021000021"])}  # fmt: skip
    return st.one_of(*(st.tuples(st.just(number + option), ways[option]) for option in options))


def _field(tag: str, value: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.just(tag), value)


_TIME = _field("13C", st.sampled_from(["/RNCTIME/1534+0000", "/SNDTIME/0701+0200"]))
_OPTIONAL = "?"
_HEADERS = st.sampled_from(
    ["", "{3:{121:7a562c67-ca16-48ba-b074-65581be6f001}}", "{3:{103:TGT}{108:MUR1}{111:001}}"]
)

# A type as its fields; those with `?` may be missing.
_SHAPES: dict[str, list[tuple[str, st.SearchStrategy[tuple[str, str]]]]] = {
    "103": [
        ("", _field("20", _REFERENCE)), ("?", _TIME),
        ("", _field("23B", st.sampled_from(["CRED", "SPRI"]))),
        ("?", _field("23E", st.just("SDVA"))), ("?", _field("23E", st.just("PHOB/20.527"))),
        ("", _field("32A", _MONEY)), ("?", _field("33B", _AMOUNT)),
        ("?", _field("36", st.just("0,9236"))),
        ("", _customer("50", "A", "F", "K")), ("?", _bank("52")), ("?", _bank("53", "ABD")),
        ("?", _bank("54")), ("?", _bank("56", "ACD")), ("?", _bank("57", "ABCD")),
        ("", _customer("59", "", "A", "F")), ("?", _field("70", _TEXT_70)),
        ("", _field("71A", st.sampled_from(["SHA", "OUR", "BEN"]))),
        ("?", _field("71F", _AMOUNT)), ("?", _field("71F", _AMOUNT)), ("?", _field("72", _TEXT_72)),
        ("?", _field("77B", st.just("/ORDERRES/BE//MEILAAN 1\n//9000 GENT"))),
    ],
    "101": [
        ("", _field("20", _REFERENCE)), ("?", _field("21R", _REFERENCE)),
        ("", _field("28D", st.just("1/1"))),
        ("?", _customer("50", "L")), ("", _customer("50", "F", "G", "H")), ("?", _bank("52")),
        ("", _field("30", _DAY)), ("", _field("21", _REFERENCE)), ("", _field("32B", _AMOUNT)),
        ("?", _bank("56")), ("", _bank("57")), ("", _customer("59", "", "A", "F")),
        ("?", _field("70", _TEXT_70)), ("", _field("71A", st.just("OUR"))),
    ],
    "200": [
        ("", _field("20", _REFERENCE)), ("", _field("32A", _MONEY)),
        ("?", _field("53B", _ACCOUNT)), ("?", _bank("56")), ("", _bank("57")),
        ("?", _field("72", _TEXT_72)),
    ],
    "202": [
        ("", _field("20", _REFERENCE)), ("", _field("21", _REFERENCE)), ("?", _TIME),
        ("", _field("32A", _MONEY)), ("?", _bank("52")), ("?", _bank("53", "ABD")),
        ("?", _bank("54")), ("?", _bank("56")), ("?", _bank("57")), ("", _bank("58")),
        ("?", _field("72", _TEXT_72)),
    ],
    "900": [
        ("", _field("20", _REFERENCE)), ("", _field("21", _REFERENCE)),
        ("", _field("25", _ACCOUNT.map(lambda line: line[1:]))), ("", _field("32A", _MONEY)),
        ("?", _bank("52")), ("?", _field("72", _TEXT_72)),
    ],
    "910": [
        ("", _field("20", _REFERENCE)), ("", _field("21", _REFERENCE)),
        ("", _field("25", _ACCOUNT.map(lambda line: line[1:]))), ("", _field("32A", _MONEY)),
        ("?", _customer("50", "A", "F", "K")), ("?", _bank("52")), ("?", _bank("56")),
        ("?", _field("72", _TEXT_72)),
    ],
}  # fmt: skip
_SHAPES["205"] = _SHAPES["202"]
_BEHIND = [
    ("", _customer("50", "A", "F", "K")), ("?", _bank("52")), ("?", _bank("56")),
    ("?", _bank("57")), ("", _customer("59", "", "A", "F")), ("?", _field("70", _TEXT_70)),
    ("?", _field("33B", _AMOUNT)),
]  # fmt: skip
for _kind in ("202", "205"):
    _SHAPES[f"{_kind}COV"] = [*_SHAPES[_kind], *_BEHIND]
WRITTEN = tuple(sorted(_SHAPES))


def fin(kind: str, text: str, header: str = "", output: bool = False) -> str:
    """A message around the text of block 4."""
    number = kind.removesuffix("COV")
    if kind.endswith("COV"):
        header = "{3:{119:COV}" + (header.removeprefix("{3:") or "}")
    block = f"O{number}1200240917TIMERU2KA00200000000002409171201N" if output else (
        f"I{number}RFCBRUMMXXXXN")  # fmt: skip
    return f"{{1:F01CHASUS33AXXX0000000000}}{{2:{block}}}{header}{{4:\n{text}-}}"


def _message(kind: str) -> st.SearchStrategy[str]:
    fields = [st.one_of(st.none(), field) if mark == _OPTIONAL else field
              for mark, field in _SHAPES[kind]]  # fmt: skip
    write: Callable[[tuple[tuple[str, str] | None, ...]], str] = lambda drawn: "".join(  # noqa: E731
        f":{field[0]}:{field[1]}\n" for field in drawn if field
    )
    return st.builds(fin, st.just(kind), st.tuples(*fields).map(write), _HEADERS, st.booleans())


MESSAGES = {kind: _message(kind) for kind in _SHAPES}
