"""docs/payments.md says what is read, and what it is screened for, as the code has it."""

import re
from collections.abc import Iterator
from pathlib import Path

from nostro.model.payments import COLUMNS, Notice
from nostro.payments.iso20022_casts import TRANSFERS
from nostro.payments.iso20022_notices import NOTICES
from nostro.payments.iso20022_statements import STATEMENTS
from nostro.payments.mt_orders import SEVERAL
from nostro.payments.mt_transfers import SINGLE
from nostro.payments.mt_types import TYPES
from nostro.payments.mt_units import COVERS
from nostro.payments.mt_units import STATEMENTS as MT_STATEMENTS
from nostro.screening import load_policy

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "payments.md").read_text(encoding="utf-8")
NOT_OF_A_FIELD = {"ownership", "near_ownership"}


def rows(first: str) -> Iterator[list[str]]:
    """The rows of the table whose first column has this head."""
    table = re.search(rf"^\| {first} \|.*\n\|.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert table, first
    for line in table[1].splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def types_that_become(kind: str) -> set[str]:
    cells = (cells for cells in rows("message") if cells[1].startswith(f"a {kind}"))
    names = " ".join(first for first, *_ in cells)
    return set(re.findall(r"[a-z]{4}\.\d{3}|MT\d{3}(?:COV)?", names))


def test_every_type_that_moves_money_is_a_payment_in_the_table():
    known = {*TRANSFERS.values(), *STATEMENTS, *(f"MT{kind}" for kind in TYPES)}
    known |= {f"MT{kind}COV" for kind in COVERS}
    assert types_that_become("Payment") == known
    assert set(TYPES) == {*SINGLE, *SEVERAL, *MT_STATEMENTS}


def test_every_other_type_that_is_known_is_a_notice_in_the_table():
    known = set(NOTICES.values()) - STATEMENTS
    told = types_that_become("Notice")
    assert known <= told
    assert not told & {*TRANSFERS.values(), *(f"MT{kind}" for kind in TYPES)}


def test_every_field_is_in_the_table_with_the_reasons_of_the_policy():
    policy = load_policy()
    reasons = {rule.reason for rule in policy.rules} - NOT_OF_A_FIELD
    told: dict[str, set[str]] = {}
    for names, _, _, screened in rows("field"):
        for name in re.findall(r"`(\w+)`", names):
            told[name] = set(screened.split(", ")) & reasons
    of_notices = set(Notice.__struct_fields__) & {"parties", "agents", "accounts", "text",
                                                  "references"}  # fmt: skip
    assert set(told) == {*COLUMNS, *of_notices}
    assert told == {
        name: {rule.reason for rule in policy.rules if name in rule.fields} for name in told
    }
