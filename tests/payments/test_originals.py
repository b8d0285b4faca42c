"""The very words of a field in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostro.model.payments import Notice, Payment
from nostro.payments import read_messages
from nostro.payments.originals import Original, Words, find_originals

from .test_iso20022 import BOMB, message, transaction

HEAD = "{1:F01DEUTDEFFAXXX0000000000}{2:I103CHASUS33AXXXN}{4:"
FIN = (
    f"""{HEAD}
:20:R1
:32A:240917USD12,5
:50F:/1
1/KOREA KWANGSON BAN
1/KING CORP
2/CORP STREET 1
3/KP/PYONGYANG
:57A:FTBDKPPY
:59:ANN AND ANN
:70:FREIGHT CHONG CHON
//GANG, CHONG CHON GANG
-}}
""".replace("\n", "\r\n")
).encode()


def items_of(data: bytes) -> list[Payment | Notice]:
    return [i for i in read_messages(data, "m") if isinstance(i, Payment | Notice)]


def original(data: bytes, item: Payment | Notice, *words: Words) -> Original:
    (found,) = find_originals(data, [(item, words)])
    assert found is not None
    return found


def marked(data: bytes, item: Payment | Notice, field: str, words: str, nth: int = 0) -> list[str]:
    """What is marked for words of a field, the second of them with nth=1."""
    name, _, place = field.partition("[")
    text = getattr(item, name)
    text = text[int(place[:-1])] if place else text
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    found = original(data, item, Words(field, text, (at, at + len(words))))
    return [found.text[span.start : span.end] for span in found.marks[0]]


def test_a_name_of_several_lines_is_marked_line_by_line_without_their_numbers():
    (item,) = items_of(FIN)
    assert isinstance(item, Payment)
    name = item.debtor_name or ""
    assert marked(FIN, item, "debtor_name", name) == ["KOREA KWANGSON BAN", "KING CORP"]
    assert marked(FIN, item, "debtor_address", "PYONGYANG") == ["PYONGYANG"]


def test_words_across_a_line_break_and_words_that_stand_twice():
    (item,) = items_of(FIN)
    assert isinstance(item, Payment)
    words = "CHONG CHON\nGANG"
    assert marked(FIN, item, "remittance", words) == ["CHONG CHON", "GANG"]
    assert marked(FIN, item, "remittance", "CHONG CHON GANG") == ["CHONG CHON GANG"]
    text = item.remittance or ""
    last = text.rindex("GANG")
    found = original(FIN, item, Words("remittance", text, (last, last + 4)))
    (span,) = found.marks[0]
    assert found.text[: span.start].endswith("//GANG, CHONG CHON ")
    ann = original(FIN, item, Words("creditor_name", "ANN AND ANN", (8, 11))).marks[0]
    assert found.text[: ann[0].start].endswith(":59:ANN AND ")


def test_a_country_is_marked_in_the_bic_that_tells_it():
    (item,) = items_of(FIN)
    assert marked(FIN, item, "creditor_agent_country", "KP") == ["KP"]


def test_the_extent_is_the_message_among_others():
    data = FIN + FIN.replace(b"KWANGSON", b"DAESONG ")
    first, second = items_of(data)
    found = find_originals(data, [(second, []), (first, [])])
    texts = [one.text[slice(*one.extent)] for one in found if one]
    assert len(texts) == 2
    assert "DAESONG" in texts[0]
    assert "KWANGSON" in texts[1]
    assert all(text.startswith("{1:") and text.endswith("-}") for text in texts)


def test_entities_tags_and_line_breaks_of_xml_are_no_letters():
    data = message(transaction("A"), transaction("B"))
    second = items_of(data)[1]
    assert marked(data, second, "debtor_name", "Harbour Bakery") == ["Harbour", "Bakery"]
    assert marked(data, second, "ultimate_debtor_name", "Behind & Co") == ["Behind &amp; Co"]
    assert isinstance(second, Payment)
    address = second.debtor_address or ""
    pieces = marked(data, second, "debtor_address", address)
    assert "".join(pieces).replace(" ", "") == "".join(address.replace(",", "").split())
    assert not any("<" in piece for piece in pieces)


def test_cyrillic_is_marked_in_its_transliteration():
    data = FIN.replace(b":20:R1", b":20:+R1").replace(b"DEUTDEFF", b"SABRRUMM")
    data = data.replace(b"ANN AND ANN", b"OOO mROMAQKAm").replace(b"FTBDKPPY", b"RFCBRUMM")
    (item,) = items_of(data)
    assert isinstance(item, Payment)
    name = item.creditor_name or ""
    assert not name.isascii()
    assert marked(data, item, "creditor_name", name[:3]) == ["OOO"]


def test_what_a_field_says_otherwise_is_marked_as_a_whole():
    (item,) = items_of(FIN)
    words = Words("creditor_name", "Someone else", (0, 7))
    found = original(FIN, item, words)
    assert [found.text[slice(*span)] for span in found.marks[0]] == ["ANN AND ANN"]


def test_no_words_no_mark_and_what_is_not_there_has_no_original():
    (item,) = items_of(FIN)
    found = original(FIN, item, Words("creditor_name", "", (0, 0)), Words("debtor_id", "X", (0, 1)))
    assert found.marks == [[], []]
    assert find_originals(BOMB + message(), [(items_of(message())[0], [])]) == [None]
    assert find_originals(b"", [(item, [])]) == [None]


@given(
    st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=1, max_size=40), st.data()
)
def test_the_letters_that_are_marked_are_those_of_the_words(name: str, draw: st.DataObject):
    name = " ".join(name.replace("<", "").replace("&", "").split()) or "A"
    data = message(transaction().replace("Стройтрейд", name))
    (item,) = items_of(data)
    if not isinstance(item, Payment) or item.creditor_name != name:
        return
    start = draw.draw(st.integers(0, len(name)))
    end = draw.draw(st.integers(start, len(name)))
    found = original(data, item, Words("creditor_name", name, (start, end)))
    said = "".join(found.text[slice(*span)] for span in found.marks[0])
    wanted = letters(name[start:end])
    if wanted:
        assert letters(said) == wanted
    assert set(letters(said)) <= set(letters(name))


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@given(st.binary(max_size=300), st.integers(0, 40), st.integers(0, 40))
def test_no_bytes_break_it(data: bytes, start: int, end: int):
    (item,) = items_of(message())
    words = Words("debtor_name", "Harbour Bakery", (start, end))
    for head in (b"", b"<", b"{4:"):
        assert len(find_originals(head + data, [(item, [words])])) == 1


@pytest.mark.parametrize("text", ["<" * 40_000, "<!--" * 10_000, "&" * 40_000, "<![CDATA[" * 4_000])
def test_what_looks_like_markup_in_a_text_costs_no_time(text: str):
    data = message(transaction().replace("Стройтрейд", f"<![CDATA[{text} KIM]]>"))
    (item,) = items_of(data)
    assert isinstance(item, Payment)
    assert marked(data, item, "creditor_name", "KIM") == ["KIM"]
