"""SWIFT MT: each message is a payment, a notice or a problem; fields come out as written."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.payments import Notice, Payment
from nostro.model.problems import Problem
from nostro.payments.mt import looks_like_fin, read_fin
from nostro.payments.mt_blocks import Field
from nostro.payments.mt_fields import money_of
from nostro.payments.mt_parties import agent_of, party_of

HEAD = "{1:F01TIMERU2KAXXX0000000000}{2:I103RFCBRUMMXXXXN}{4:\n"
BODY = """:20:REF1
:23B:CRED
:32A:240917USD12345,6
:50K:/40702810900000000001
STROYTREYD LLC
UL. PALIKHA 10
MOSCOW, RUSSIA
:59:/1234567890
JOHN DOE
1 MAIN STREET
:70:/INV/17
//AND 18
:71A:SHA
"""
MT103 = f"{HEAD}{BODY}-}}"
MT101 = """{1:F01CLIENTXXAXXX0000000000}{2:I101TIMERU2KXXXXN}{4:
:20:BATCH
:28D:1/1
:50L:CLERK LTD
:50H:/777
STROYTREYD LLC
:30:240601
:21:A1
:32B:USD10,
:57A:RFCBRUMM
:59:/1
ANN
:21:A2
:32B:JPY2000,
:59:/2
BOB
:70:RENT
-}"""
COVER = """{1:F01CHASUS33AXXX0000000000}{2:O2021200240601TIMERU2KAXXX00000000002406011200N}\
{3:{119:COV}{121:7A562C67-ca16-48ba-b074-65581be6f001}}{4:
:20:COV1
:21:REL1
:32A:240601EUR100,
:52D:/88
TSMRBANK OOO
MOSCOW
:56A:DEUTDEFF
:57D://RU044525059.30101810
CENTRAL BANK
:58A:/99
RFCBRUMMXXX
:72:/BNF/NO
:50F:/4711
1/KIM CHOL
2/STREET 1
3/KP/PYONGYANG
:52A:FTBDKPPY
:59F:/22
1/LEE
3/CN/DANDONG
:70:FUEL
-}"""


def read(text: str) -> list[Payment | Notice | Problem]:
    return list(read_fin(text, "messages.fin"))


def payment_of(text: str) -> Payment:
    [item] = read(text)
    assert isinstance(item, Payment), item
    return item


def test_an_mt103() -> None:
    assert payment_of(MT103) == Payment(
        payment_id="REF1",
        booked_at=datetime(2024, 9, 17, tzinfo=UTC),
        amount_minor=1_234_560,
        currency="USD",
        message_type="MT103",
        debtor_name="STROYTREYD LLC",
        debtor_account="40702810900000000001",
        debtor_address="UL. PALIKHA 10, MOSCOW, RUSSIA",
        debtor_country="RU",
        debtor_agent="TIMERU2K",
        debtor_agent_country="RU",
        creditor_agent="RFCBRUMM",
        creditor_agent_country="RU",
        creditor_name="JOHN DOE",
        creditor_account="1234567890",
        creditor_address="1 MAIN STREET",
        remittance="/INV/17\nAND 18",
        other={"23B": "CRED", "71A": "SHA"},
        source="messages.fin",
        location="message 1",
        origins={
            "payment_id": "20",
            "booked_at": "32A",
            "currency": "32A",
            "amount_minor": "32A",
            "debtor_account": "50K/1",
            "debtor_name": "50K/2",
            "debtor_address": "50K/3-4",
            "debtor_country": "50K/4",
            "creditor_account": "59/1",
            "creditor_name": "59/2",
            "creditor_address": "59/3",
            "debtor_agent": "sender",
            "debtor_agent_country": "sender",
            "creditor_agent": "receiver",
            "creditor_agent_country": "receiver",
            "remittance": "70/1",
            "remittance[1]": "70/2",
        },
    )


def test_the_sender_of_an_output_message_stands_in_block_2() -> None:
    head = "{1:F01RFCBRUMMAXXX0000000000}{2:O1031200240917TIMERU2KA00200000000002409171201N}{4:\n"
    payment = payment_of(f"{head}{BODY}-}}")
    assert (payment.debtor_agent, payment.creditor_agent) == ("TIMERU2K002", "RFCBRUMM")


def test_a_cover_with_its_customers() -> None:
    payment = payment_of(COVER)
    assert payment.message_type == "MT202COV"
    assert payment.uetr == "7a562c67-ca16-48ba-b074-65581be6f001"
    assert (payment.debtor_name, payment.debtor_account) == ("TSMRBANK OOO", "88")
    assert (payment.debtor_agent_name, payment.debtor_agent_country) == ("TSMRBANK OOO", "RU")
    assert (payment.creditor_name, payment.creditor_account) == ("RFCBRUMMXXX", "99")
    assert (payment.creditor_agent, payment.creditor_agent_name) == ("044525059", "CENTRAL BANK")
    sender, receiver = "TIMERU2K", "CHASUS33"
    assert payment.intermediary_agents == [sender, "DEUTDEFF", receiver, "FTBDKPPY"]
    assert payment.underlying_debtor_name == "KIM CHOL"
    assert payment.underlying_debtor_account == "4711"
    assert payment.underlying_debtor_country == "KP"
    assert payment.underlying_debtor_address == "STREET 1, PYONGYANG, KP"
    assert payment.underlying_creditor_name == "LEE"
    assert payment.underlying_creditor_account == "22"
    assert payment.remittance == "/BNF/NO\nFUEL"


def test_a_bank_transfer_without_customers_is_no_cover() -> None:
    text = COVER.replace("{119:COV}", "").partition(":50F:")[0] + "-}"
    payment = payment_of(text)
    assert payment.message_type == "MT202"
    assert payment.underlying_debtor_name is None


def test_an_mt101_gives_a_payment_for_each_transaction() -> None:
    first, second = read(MT101)
    assert isinstance(first, Payment)
    assert isinstance(second, Payment)
    assert (first.payment_id, first.amount_minor, first.currency) == ("BATCH/A1", 1_000, "USD")
    assert (second.payment_id, second.amount_minor, second.currency) == ("BATCH/A2", 2_000, "JPY")
    assert [p.creditor_name for p in (first, second)] == ["ANN", "BOB"]
    assert [p.remittance for p in (first, second)] == [None, "RENT"]
    for payment in (first, second):
        assert (payment.debtor_name, payment.debtor_account) == ("STROYTREYD LLC", "777")
        assert payment.initiating_party_name == "CLERK LTD"
        assert payment.debtor_agent == "TIMERU2K"
        assert payment.booked_at == datetime(2024, 6, 1, tzinfo=UTC)
    assert first.creditor_agent == "RFCBRUMM"
    assert second.creditor_agent is None


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("50A", "/1\nFTBDKPPYXXX", ("FTBDKPPYXXX", "1", None, "KP", "FTBDKPPYXXX", None)),
        ("59", "NAME ONLY", ("NAME ONLY", None, None, None, None, None)),
        ("59", "//CH123456\nNAME", ("NAME", "CH123456", None, None, None, None)),
        ("59", "/NOTPROVIDED\nNAME", ("NAME", None, None, None, None, None)),
        ("50K", "A\nB 1\nHAVANA", ("A", None, "B 1, HAVANA", "CU", None, None)),
        ("50K", "A\nCUBA STREET 5\nDOVER, DE", ("A", None, "CUBA STREET 5, DOVER, DE", None, None,
                                                None)),
        ("50F", "/9\n1/KIM\n1/CHOL\n2/X 1\n3/KP/PYONGYANG\n4/19700102\n5/KP/NAMPO\n7/KP/123",
         ("KIM CHOL", "9", "X 1, PYONGYANG, KP", "KP", "123", "1970-01-02")),
        ("50F", "CCPT/KP/ABC1\n1/KIM", ("KIM", None, None, None, "ABC1", None)),
        ("59F", "/9\n1/KIM\nCHOL", ("KIM CHOL", "9", None, None, None, None)),
        ("59", "1/KIM\n3/KP", ("KIM", None, "KP", "KP", None, None)),
    ],
)  # fmt: skip
def test_parties(tag: str, value: str, expected: tuple[str | None, ...]) -> None:
    party = party_of(Field(tag, value))
    found = (party.name, party.account, party.address, party.country, party.id, party.birth_date)
    assert found == expected


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("52A", "TIMERU2K", ("TIMERU2K", None, "RU", None)),
        ("57A", "/D/44\nTIMERU2KXXX", ("TIMERU2KXXX", None, "RU", "44")),
        ("57A", "//FW021000021\nCHASUS33", ("CHASUS33", None, "US", None)),
        ("57C", "//FW021000021", ("021000021", None, "US", None)),
        ("57D", "//RU044525059.30101810900000000001\nTSMRBANK OOO\nMOSKVA",
         ("044525059", "TSMRBANK OOO", "RU", None)),
        ("57D", "//SC123456\nSOME BANK\nLONDON", ("123456", "SOME BANK", "GB", None)),
        ("57D", "//FW\nSOME BANK", (None, "SOME BANK", None, None)),
        ("53B", "/123\nNEW YORK", (None, None, None, None)),
    ],
)  # fmt: skip
def test_agents(tag: str, value: str, expected: tuple[str | None, ...]) -> None:
    agent = agent_of(Field(tag, value))
    assert (agent.code, agent.name, agent.country, agent.account) == expected


@pytest.mark.parametrize(
    ("written", "year", "minor"),
    [("991231EUR1,", 1999, 100), ("240101JPY500,", 2024, 500), ("790101KWD,5", 2079, 500)],
)
def test_money(written: str, year: int, minor: int) -> None:
    money = money_of(written)
    assert (money.booked_at.year, money.amount_minor) == (year, minor)


@pytest.mark.parametrize("written", [None, "", "240101", "241301USD1,", "240101USD1,234", "x"])
def test_no_money(written: str | None) -> None:
    with pytest.raises(ValueError, match=r"32A|date|decimals"):
        money_of(written)


@pytest.mark.parametrize(
    "text",
    [
        MT103.replace("\n", "\r\n"),
        f"\n\n  {MT103}\n",
        f"\x01{MT103}\x03",
        f"{{1:F21TIMERU2KAXXX0000000000}}{{4:{{177:2409171200}}{{451:0}}}}{MT103}",
        f"{MT103}{{5:{{MAC:00000000}}{{CHK:123456789ABC}}}}{{S:{{COP:P}}}}",
        MT103.replace("{4:\n", "{3:{108:}{121:}}{4:\n"),
    ],
)
def test_envelopes_do_not_matter(text: str) -> None:
    plain, payment = payment_of(MT103), payment_of(text)
    assert payment == plain


def test_bare_text_is_a_message() -> None:
    for text in (BODY, f"{{4:\n{BODY}-}}", f"{BODY}-\n"):
        payment = payment_of(text)
        assert payment.message_type == "MT103"
        assert (payment.payment_id, payment.creditor_name) == ("REF1", "JOHN DOE")
        assert payment.debtor_agent is None


@pytest.mark.parametrize("between", ["", "\n", "$", "\n$\n", "{5:{CHK:1}}\n"])
@pytest.mark.parametrize("message", [MT103, MT103.partition("}")[2], f"{{4:\n{BODY}-}}"])
def test_several_messages_and_repeated_ids(message: str, between: str) -> None:
    items = read(between.join([message] * 3) + between)
    assert [item.payment_id for item in items if isinstance(item, Payment)] == [
        "REF1", "REF1#2", "REF1#3",
    ]  # fmt: skip
    assert [item.location for item in items] == ["message 1", "message 2", "message 3"]


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (":20:REF1\n", "payment_id"),
        (":32A:240917USD12345,6\n", "32A"),
        ("USD12345,6", "32A"),
        (":59:/1234567890\nJOHN DOE\n1 MAIN STREET\n", "59"),
    ],
)
def test_what_is_missing_is_a_problem_and_stops_nothing(cut: str, said: str) -> None:
    problem, notice, payment = read(MT103.replace(cut, "") + MT103)
    assert isinstance(problem, Problem)
    assert said in problem.message
    assert isinstance(notice, Notice)
    assert problem.location == notice.location == "message 1"
    assert notice.message_type == "MT103"
    assert "STROYTREYD LLC" in notice.parties
    assert isinstance(payment, Payment)


def test_other_messages_are_notices_and_lose_nothing() -> None:
    [notice] = read(
        "{1:F01TIMERU2KAXXX0000000000}{2:I199RFCBRUMMXXXXN}{4:\n:20:N1\n:21:REF1\n"
        ":52D:MRB BANK\nTSKHINVALI\n:57A:FTBDKPPY\n:50K:/1\nKIM CHOL\n:79:PLEASE CANCEL\n"
        "AT ONCE\n-}"
    )
    assert notice == Notice(
        notice_id="N1",
        message_type="MT199",
        references=["N1", "REF1"],
        parties=["MRB BANK", "KIM CHOL"],
        agents=["TIMERU2K", "RFCBRUMM", "FTBDKPPY"],
        accounts=["1"],
        text="PLEASE CANCEL\nAT ONCE",
        other={"52D/2": "TSKHINVALI"},
        source="messages.fin",
        location="message 1",
        origins={
            "references[0]": "20/1",
            "references[1]": "21/1",
            "parties[0]": "52D/1",
            "parties[1]": "50K/2",
            "agents[0]": "sender",
            "agents[1]": "receiver",
            "agents[2]": "57A/1",
            "accounts[0]": "50K/1",
            "text": "79/1",
            "text[1]": "79/2",
        },
    )


def test_parties_of_a_securities_message() -> None:
    [notice] = read(
        "{1:F01TIMERU2KAXXX0000000000}{2:I541RFCBRUMMXXXXN}{4:\n:16R:GENL\n:20C::SEME//S1\n"
        ":95P::SELL//FTBDKPPY\n:95Q::BUYR//STROYTREYD LLC\n-}"
    )
    assert isinstance(notice, Notice)
    assert notice.references == ["S1"]
    assert "FTBDKPPY" in notice.agents
    assert notice.parties == ["STROYTREYD LLC"]


def test_what_looks_like_fin() -> None:
    for head in (b"{1:F01", b"\r\n {1:F01", b"\x01{1:F01", b":20:REF", b"$\n{1:F01", b"{4:\n:20:"):
        assert looks_like_fin(head)
    for head in (b"", b"<Document", b"payment_id,booked_at", b"{'a': 1}", b"20:REF"):
        assert not looks_like_fin(head)


@given(text=st.text(max_size=400) | st.binary(max_size=400).map(lambda b: b.decode("latin-1")))
def test_any_text_gives_items(text: str) -> None:
    items = read(text)
    assert items
    assert all(isinstance(item, Payment | Notice | Problem) for item in items)


@settings(max_examples=300)
@given(
    base=st.sampled_from([MT103, MT101, COVER, MT103 + "$" + COVER]),
    edits=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 12),
            st.text(alphabet="{}:-/$\n 0123456789ABCDKF,\x00é", max_size=8),
        ),
        max_size=5,
    ),
)
def test_a_damaged_message_gives_items(base: str, edits: list[tuple[float, int, str]]) -> None:
    for at, size, piece in edits:
        place = int(at * len(base))
        base = base[:place] + piece + base[place + size :]
    items = read(base)
    assert items
    for item in items:
        if isinstance(item, Payment):
            assert item.payment_id
            assert item.amount_minor >= 0
            assert re.fullmatch(r"[A-Z]{3}", item.currency)


@pytest.mark.parametrize(
    "piece", ["-}{5:", "{4:", "{1:", "$", ":20:", "{5:{", "-}{5:{5:-}", "{4: "]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    assert read(piece * 20_000)


# The public messages: what is right is told by plain patterns, apart from the reader.

_FOLDERS = ("mt-from-tests/prowide-core", "prowide-core", "mt-rare")


def _files(shared: Path) -> list[Path]:
    folders = [shared / "data/payments" / name for name in _FOLDERS]
    return [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]


def _field_of(message: str, tag: str) -> str | None:
    pattern = rf"(?ms)^:{tag}:(.*?)(?=^:\d\d[A-Z]?:|-\}}|\Z)"
    found = re.search(pattern, message)
    return found[1].strip() if found else None


def _all_103(shared: Path) -> list[str]:
    texts = [file.read_text("latin-1") for file in _files(shared)]
    # Two of them carry backslashes of the program that they were cut from.
    texts = [text.replace("\r\n", "\n").replace("\\\n", "\n") for text in texts]
    messages = [piece for text in texts for piece in re.split(r"(?=\{1:)", text)]
    return [message for message in messages if re.search(r"\{2:[IO]103", message)]


@pytest.mark.shared
def test_public_messages_never_stop_the_reader(shared: Path) -> None:
    for file in _files(shared):
        if file.suffix != ".md":
            assert read(file.read_text("latin-1")), file.name


@pytest.mark.shared
def test_public_mt103_are_read_right_or_said_to_be_broken(shared: Path) -> None:
    messages = _all_103(shared)
    assert len(messages) == 59
    whole = [m for m in messages if all(_field_of(m, tag) for tag in ("32A", "50[AFK]", "59[AF]?"))]
    assert len(whole) == 46
    for message in messages:
        items = read(message)
        if message in whole:
            assert isinstance(items[0], Payment), message
            _check(message, items[0])
        else:
            assert [type(item) for item in items] == [Problem, Notice], message


def _check(message: str, payment: Payment) -> None:
    day, currency, amount = re.fullmatch(  # type: ignore[union-attr]
        r"(\d{6})([A-Z]{3})([\d,]+)", _field_of(message, "32A") or ""
    ).groups()
    whole, _, fraction = amount.partition(",")
    assert f"{payment.booked_at:%y%m%d}" == day
    assert payment.currency == currency
    digits = 0 if currency in {"JPY", "XAF", "XOF"} else 2
    assert payment.amount_minor == int(whole + fraction.ljust(digits, "0")[:digits])
    assert payment.payment_id == _field_of(message, "20")
    for side, tag in (("debtor", "50[AFK]"), ("creditor", "59[AF]?")):
        lines = (_field_of(message, tag) or "").split("\n")
        account = lines.pop(0).lstrip("/") if lines[0].startswith("/") else None
        assert getattr(payment, f"{side}_account") == account
        numbered = [line.removeprefix("1/") for line in lines if line.startswith("1/")]
        [name, *_] = [*numbered, *lines, ""]
        assert (getattr(payment, f"{side}_name") or "").startswith(name.strip())
    for side, tag in (("debtor", "52A"), ("creditor", "57A")):
        bank = _field_of(message, tag)
        if bank:
            assert getattr(payment, f"{side}_agent") == bank.split("\n")[-1]
