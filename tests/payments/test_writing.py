"""Messages that are written: valid by their schemas, and read again as what they were."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nostro.model.payments import COLUMNS, Payment
from nostro.model.problems import Problem
from nostro.payments import read_messages
from nostro.payments.writing import (
    write_mt103,
    write_mt202cov,
    write_pacs008,
    write_pacs009,
    write_pain001,
)

FULL = Payment(
    payment_id="MSG1/TX1",
    booked_at=datetime(2024, 6, 1, tzinfo=UTC),
    amount_minor=123_450,
    currency="USD",
    uetr="00000000-0000-4000-8000-000000000001",
    debtor_name="Stroytreyd LLC",
    debtor_account="40702810900000000001",
    debtor_country="RU",
    debtor_address="ul. Palikha, d. 10, str. 7, Moscow 127055, RU",
    debtor_id="7701000001",
    ultimate_debtor_name="Behind Ltd",
    initiating_party_name="Clerk",
    debtor_agent="044525059",
    debtor_agent_name="TSMRBANK, OOO",
    debtor_agent_country="RU",
    intermediary_agents=["TIMERU2K"],
    intermediary_agent_names=["Timer Bank"],
    creditor_agent="RFCBRUMM",
    creditor_agent_country="RU",
    creditor_name="Dmitry Nikulin",
    creditor_account="DE89370400440532013000",
    creditor_country="DE",
    creditor_address="DE",
    creditor_id="4510000001",
    creditor_birth_date="1970-01-01",
    ultimate_creditor_name="Beyond Ltd",
    remittance="invoice 1\ninvoice 2",
)
COVER = Payment(
    payment_id="MSG2/TX2",
    booked_at=datetime(2024, 6, 1, tzinfo=UTC),
    amount_minor=9_900,
    currency="JPY",
    uetr="00000000-0000-4000-8000-000000000002",
    debtor_name="TIMERU2K",
    debtor_id="TIMERU2K",
    debtor_country="RU",
    debtor_agent="TIMERU2K",
    debtor_agent_country="RU",
    creditor_name="RFCBRUMM",
    creditor_id="RFCBRUMM",
    creditor_country="RU",
    creditor_agent="CHASUS33",
    creditor_agent_country="US",
    underlying_debtor_name="Stroytreyd LLC",
    underlying_debtor_account="40702810900000000001",
    underlying_debtor_country="RU",
    underlying_debtor_address="Moscow, RU",
    underlying_creditor_name="Korea Trading",
    underlying_creditor_account="99",
    underlying_creditor_country="KP",
    underlying_creditor_address="KP",
    remittance="fuel",
)
_NOT_READ = {"message_type", "source", "location", "other"}
_LINE = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=30)
_ANY = st.none() | st.text(max_size=300)
ANY_PAYMENTS = st.builds(
    Payment,
    payment_id=st.text(min_size=1, max_size=60),
    booked_at=st.datetimes(timezones=st.just(UTC)),
    amount_minor=st.integers(0, 10**15),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    uetr=st.none() | st.uuids(version=4).map(str),
    intermediary_agents=st.lists(st.text(max_size=20), max_size=8),
    intermediary_agent_names=st.lists(st.text(max_size=50), max_size=8),
    **{
        column: _ANY
        for column in COLUMNS
        if column.startswith(("debtor_", "creditor_", "underlying_", "ultimate_", "remittance"))
    },
)  # fmt: skip
NAMED = st.builds(
    Payment,
    payment_id=st.from_regex(r"[A-Z0-9]{1,16}", fullmatch=True),
    booked_at=st.dates(date(1980, 1, 1), date(2079, 12, 31)).map(
        lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)
    ),
    amount_minor=st.integers(0, 10**12),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    debtor_name=_LINE,
    debtor_account=st.from_regex(r"[A-Z0-9]{1,34}", fullmatch=True),
    debtor_agent=st.sampled_from(["TIMERU2K", "CHASUS33XXX", "044525059"]),
    creditor_name=_LINE,
    creditor_agent=st.sampled_from(["RFCBRUMM", "FTBDKPPY"]),
    remittance=st.none() | _LINE,
)


def read_back(data: bytes) -> Payment:
    items = list(read_messages(data, "message"))
    [payment] = [item for item in items if isinstance(item, Payment)]
    odd = {item.code for item in items if isinstance(item, Problem)}
    assert odd <= {"zero-amount", "odd-currency", "bad-bic"}
    return payment


def columns(payment: Payment, *without: str) -> dict[str, Any]:
    left_out = {*_NOT_READ, *without}
    return {column: getattr(payment, column) for column in COLUMNS if column not in left_out}


def test_a_pacs008_is_read_as_it_was() -> None:
    for header in (False, True):
        again = read_back(write_pacs008(FULL, header=header))
        assert columns(again) == columns(FULL)
        assert again.message_type == "pacs.008"


def test_a_cover_is_read_as_it_was() -> None:
    for header in (False, True):
        again = read_back(write_pacs009(COVER, cover=True, header=header))
        assert columns(again) == columns(COVER)
        assert again.message_type == "pacs.009"


def test_a_pacs009_without_cover_tells_nothing_of_the_customers() -> None:
    again = read_back(write_pacs009(COVER))
    assert again.underlying_debtor_name is None
    assert b"Stroytreyd" not in write_pacs009(COVER)


def test_a_pain001_is_read_as_it_was() -> None:
    left_out = ("intermediary_agents", "intermediary_agent_names")  # its reader may pass over them
    assert columns(read_back(write_pain001(FULL)), *left_out) == columns(FULL, *left_out)


def test_codes_and_names_of_banks_between_stay_apart_where_they_do_not_pair() -> None:
    payment = Payment(
        payment_id="P",
        booked_at=FULL.booked_at,
        amount_minor=1,
        currency="USD",
        debtor_name="A",
        creditor_name="B",
        intermediary_agents=["TIMERU2K", "RFCBRUMM", "CHASUS33"],
        intermediary_agent_names=["Some Bank"],
    )
    again = read_back(write_pacs008(payment))
    assert again.intermediary_agents == payment.intermediary_agents
    assert again.intermediary_agent_names == payment.intermediary_agent_names


def test_nine_digits_are_a_russian_or_an_american_clearing_id() -> None:
    russian = write_pacs008(FULL)
    assert b"<Cd>RUCBC</Cd>" in russian
    assert b"<MmbId>044525059</MmbId>" in russian
    FULL_US = Payment(**{**columns(FULL), "debtor_agent_country": "US"})  # noqa: N806
    assert b"<Cd>USABA</Cd>" in write_pacs008(FULL_US)


@settings(max_examples=60)
@given(payment=NAMED)
def test_what_xml_says_is_read(payment: Payment) -> None:
    kept = ("payment_id", "booked_at", "amount_minor", "currency", "debtor_name", "creditor_name",
            "debtor_account", "debtor_agent", "creditor_agent", "remittance")  # fmt: skip
    for data in (write_pacs008(payment), write_pain001(payment)):
        again = read_back(data)
        found = {column: getattr(again, column) for column in kept}
        message_id = payment.payment_id
        expected = {column: getattr(payment, column) for column in kept}
        assert found == {**expected, "payment_id": f"{message_id}/{message_id}"}


@settings(max_examples=60)
@given(payment=NAMED)
def test_what_fin_says_is_read(payment: Payment) -> None:
    again = read_back(write_mt103(payment))
    kept = ("payment_id", "booked_at", "amount_minor", "currency", "debtor_account",
            "creditor_agent")  # fmt: skip
    for column in kept:
        assert getattr(again, column) == getattr(payment, column)
    assert again.debtor_agent == payment.debtor_agent


@settings(max_examples=60)
@given(payment=ANY_PAYMENTS)
def test_any_payment_is_written_within_the_limits_of_the_formats(payment: Payment) -> None:
    for data in (
        write_pacs008(payment, header=True),
        write_pacs009(payment, cover=True, header=True),
        write_pain001(payment),
    ):
        etree.fromstring(data)
    for data in (write_mt103(payment), write_mt202cov(payment)):
        _, body, _ = re.split(r"\{4:\r\n|-\}\r\n", data.decode("ascii"))
        assert re.fullmatch(r"(?:[A-Za-z0-9/\-?:().,'+ ]|\r\n)*", body)
        lines = body.split("\r\n")
        assert all(len(re.sub(r"^:\d\d[A-Z]?:", "", line)) <= 35 for line in lines)
        assert not any(line.startswith("-") for line in lines)
        texts = re.split(r"^:\d\d[A-Z]?:", body, flags=re.MULTILINE)
        assert all(text.count("\r\n") <= 6 for text in texts)


def test_the_same_payment_gives_the_same_bytes() -> None:
    for write in (write_pacs008, write_pacs009, write_pain001, write_mt103, write_mt202cov):
        assert write(FULL) == write(FULL)


def test_an_mt103_word_for_word() -> None:
    assert write_mt103(FULL).decode().replace("\r\n", "\n") == (
        "{1:F01NSTRDEF0AXXX0000000000}{2:I103RFCBRUMMAXXXN}"
        "{3:{121:00000000-0000-4000-8000-000000000001}}{4:\n"
        ":20:MSG1/TX1\n"
        ":23B:CRED\n"
        ":32A:240601USD1234,50\n"
        ":50K:/40702810900000000001\n"
        "Stroytreyd LLC\n"
        "ul. Palikha, d. 10, str. 7, Moscow\n"
        "127055\n"
        "RU\n"
        ":52D://RU044525059\n"
        "TSMRBANK, OOO\n"
        ":56A:TIMERU2K\n"
        ":57A:RFCBRUMM\n"
        ":59:/DE89370400440532013000\n"
        "Dmitry Nikulin\n"
        "DE\n"
        ":70:invoice 1\n"
        "invoice 2\n"
        ":71A:SHA\n"
        "-}\n"
    )


def test_an_mt202cov_is_read_as_it_was() -> None:
    again = read_back(write_mt202cov(COVER))
    assert again.message_type == "MT202COV"
    assert columns(again) == columns(COVER)


def test_other_scripts_come_out_in_latin_capitals() -> None:
    payment = Payment(**{**columns(FULL), "debtor_name": "ООО «Мир» & Müller"})
    assert b"\r\nOOO 'MIR' + Muller\r\n" in write_mt103(payment)


def schema_of(folder: Path, name: str) -> etree.XMLSchema:
    """A schema, with the element at its top, which published ones may leave to the user."""
    tree = etree.parse(folder / "data/payments/xsd" / f"{name}.xsd")
    root = tree.getroot()
    top, kind = _TOPS.get(name, ("Document", "Document"))
    if top not in {element.get("name") for element in root.iterfind("{*}element")}:
        prefix = next(f"{p}:" if p else "" for p, uri in root.nsmap.items() if uri.endswith(name))
        attributes = {"name": top, "type": prefix + kind}
        etree.SubElement(root, "{http://www.w3.org/2001/XMLSchema}element", attributes)
    return etree.XMLSchema(tree)


_TOPS = {"head.001.001.02": ("AppHdr", "BusinessApplicationHeaderV02")}
# The Swiss schema of pain.001 knows no names beside a BIC, and one line of remittance.
SWISS = Payment(
    **{
        **columns(FULL),
        "debtor_agent_name": None,
        "debtor_agent_country": None,
        "intermediary_agent_names": [],
        "remittance": "invoice 1",
    },
)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("schema", "data"),
    [
        ("pacs.008.001.08", write_pacs008(FULL)),
        ("pain.001.001.09", write_pain001(SWISS)),
    ],
)
def test_messages_are_valid_by_their_schemas(schema: str, data: bytes, shared: Path) -> None:
    schema_of(shared, schema).assertValid(etree.fromstring(data))


@pytest.mark.shared
def test_the_header_is_valid_by_its_schema(shared: Path) -> None:
    [header, _] = etree.fromstring(write_pacs008(FULL, header=True))
    schema_of(shared, "head.001.001.02").assertValid(header)
