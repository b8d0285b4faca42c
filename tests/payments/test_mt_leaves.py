"""The leaves of a message, whether they are held, and where a field stands in the file."""

from nostro.model.payments import Notice, Payment
from nostro.payments.mt import read_fin
from nostro.payments.mt_leaves import Leaf, fin_leaves, locate_in_fin

HEAD = "{1:F01TIMERU2KAXXX0000000000}{2:I103RFCBRUMMXXXXN}{3:{108:MUR}}{4:\n"
TEXT = (
    ":20:REF1\n:32A:240917USD12,5\n:50F:/1\n1/KIM\n1/CHOL\n2/ŠTREET 1\n3/KP/PYONGYANG\n"
    ":59:/2\nBOB\n:70:FUEL\n//OIL\n:71F:USD1,\n:71F:USD2,\n"
)
COVER = ":20:C1\n:21:R\n:32A:240917USD12,5\n:58A:CHASUS33\n:50K:ANN\n:52A:DEUTDEFF\n:59:BOB\n"
STATEMENT = ":20:S\n:25:DEUTDEFF/7\n:60F:C240917USD1,\n:61:240917C5,NTRFX\n:86:166?32KIM?33 CHOL\n"


def fin(text: str, kind: str = "103") -> str:
    return HEAD.replace("103", kind) + text + "-}"


DATA = "\r\n".join([fin(TEXT), fin(COVER, "202"), fin(STATEMENT, "940")]).replace("\n", "\r\n")


def place(data: bytes, location: str, origin: str) -> tuple[int, int] | None:
    return locate_in_fin(data, {location: [origin]})[1].get(location, {}).get(origin)


def found(number: int, field: str) -> str | None:
    """The text at the origin of a field of the item of this number."""
    items = [item for item in read_fin(DATA.encode(), "") if isinstance(item, Payment | Notice)]
    item = items[number]
    span = place(DATA.encode(), item.location, item.origins.get(field, field))
    return DATA[slice(*span)].replace("\r\n", "\n") if span else None


def test_the_place_of_each_field() -> None:
    assert found(0, "debtor_name") == "1/KIM\n1/CHOL"
    assert found(0, "debtor_address") == "2/ŠTREET 1\n3/KP/PYONGYANG"
    assert found(0, "debtor_account") == "/1"
    assert found(0, "amount_minor") == "240917USD12,5"
    assert found(0, "remittance") == "FUEL"
    assert found(0, "remittance[1]") == "//OIL"
    assert found(0, "debtor_agent") == "TIMERU2K"
    assert found(0, "creditor_agent") == "RFCBRUMM"
    assert found(0, "71F[2]") == "USD2,"
    assert found(0, "108") == "MUR"
    assert found(0, "99Z") is None


def test_the_place_of_customers_behind_a_cover_and_of_entries() -> None:
    assert found(1, "underlying_debtor_name") == "ANN"
    assert found(1, "intermediary_agents[0]") == "DEUTDEFF"
    assert found(2, "accounts[0]") == "DEUTDEFF/7"
    assert found(3, "debtor_name") == "166?32KIM?33 CHOL"
    assert found(3, "86/?") == "166?32KIM?33 CHOL"
    assert found(3, "currency") == "C240917USD1,"
    assert found(3, "booked_at") == "240917C5,NTRFX"


def test_a_message_that_is_not_there_has_no_place() -> None:
    for location in ("message 9", "transaction 1", "message 1, entry 4"):
        assert place(DATA.encode(), location, "99Z") is None


def test_a_byte_order_mark_does_not_count() -> None:
    data = DATA.encode()
    assert place(b"\xef\xbb\xbf" + data, "message 1", "20") == place(data, "message 1", "20")


def test_one_pass_finds_places_of_several_messages() -> None:
    text, found = locate_in_fin(
        DATA.encode(), {"message 1": ["20", ""], "message 2": ["20", "99Z"], "message 9": ["20"]}
    )
    assert text == DATA
    assert {location: sorted(own) for location, own in found.items()} == {
        "message 1": ["", "20"],
        "message 2": ["20"],
    }
    assert text[slice(*found["message 1"][""])].startswith("{1:")
    assert text[slice(*found["message 1"][""])].endswith("-}")


def test_leaves_with_their_kinds() -> None:
    leaves = list(fin_leaves(fin(TEXT)))
    assert leaves == [
        Leaf("MT103/20/1", "REF1", "reference", True),
        Leaf("MT103/32A/date", "240917", "date", True),
        Leaf("MT103/32A/amount", "USD12,5", "amount", True),
        Leaf("MT103/50F/1", "/1", "account", True),
        Leaf("MT103/50F/2", "KIM", "party", True),
        Leaf("MT103/50F/3", "CHOL", "party", True),
        Leaf("MT103/50F/4", "ŠTREET 1", "party", True),
        Leaf("MT103/50F/5", "PYONGYANG", "party", True),
        Leaf("MT103/59/1", "/2", "account", True),
        Leaf("MT103/59/2", "BOB", "party", True),
        Leaf("MT103/70/1", "FUEL", "text", True),
        Leaf("MT103/70/2", "//OIL", "text", True),
        Leaf("MT103/71F/1", "USD1,", "amount", True),
        Leaf("MT103/71F/1", "USD2,", "amount", True),
    ]
