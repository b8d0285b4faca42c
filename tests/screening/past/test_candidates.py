"""The law of look-back over an indexed past: nothing that screening hits is passed over."""

from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.model.entities import Entity
from nostro.model.payments import Notice
from nostro.screening import load_policy, look_back
from nostro.screening.past.batches import batches_of
from nostro.screening.past.segment import Segment
from nostro.screening.past.writing import SegmentWriter

# Listed names of all makes, each with the properties beside it.
LISTED = [
    ("KIM, Jong Un", {"schema": "Person", "birthDate": "1984-01-08"}),
    ("AL-RAHMAN, Abd al-Aziz", {"schema": "Person"}),
    ("НИКУЛИН, Дмитрий Юрьевич", {"schema": "Person"}),
    ("NIKULIN, Dmitry Yuryevich", {"schema": "Person"}),
    ("STROYTREYD LLC", {"alias": ["STROY TREYD", "ООО СТРОЙТРЕЙД"]}),
    ("TIMER BANK, AO", {"swiftBic": "TIMERU2K", "bikCode": "044525059"}),
    (
        "FOREIGN TRADE BANK OF THE DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA",
        {"swiftBic": "FTBDKPPYXXX"},
    ),
    ("OCEAN MARITIME MANAGEMENT COMPANY, LIMITED", {"weakAlias": "OMM"}),
    ("SHARED FUTURE BRIGADE 44", {"registrationNumber": "1037739169335"}),
    ("O'HARA SHIPPING S.A.", {"imoNumber": "IMO 9074729", "schema": "Company"}),
    ("金正恩", {"schema": "Person"}),
    ("MUHAMMAD, Ahmad Ali", {"schema": "Person"}),
    ("LAZARUS GROUP", {"wallet": "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"}),
    ("PR2000 TRADING", {"wallet": "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"}),
    ("UNIT 29155", {}),
    ("PETROVKA TRUST 2006-2", {"schema": "LegalEntity"}),
    ("SOVKOMFLOT MURMANSK", {"schema": "Company"}),
    ("KHANZADEH, Behrouz", {"schema": "Person"}),
]
SAID = [
    "Kim Jong Un", "KIM JONGUN", "Jong-un Kim", "Kim Yong Un", "J. U. Kim", "Ким Чен Ын", "김정은",
    "Abdulrahman Aziz", "Abd al Aziz Al Rahman", "Abdel-Aziz alrahman", "Dmitri Nikulin",
    "Nikulin D.Y.", "Дмитрий Никулин", "Stroy Treyd", "Stroytrejd OOO", "Strojtreyd", "STROY-TREYD",
    "Timer Bank", "TIMERBANK", "Timer Bnk", "Тимер Банк", "Foreign Trade Bank North Korea",
    "DPRK Foreign Trade Bank", "Ocean Maritime", "OMM", "Brigade 44 Shared Future", "brigade 44",
    "O'Hara Shipping SA", "OHara Shipping", "O HARA SHIPPING S.A.", "金 正恩", "金正恩",
    "Ahmed Mohamed Ali", "Muhammad Ali", "ali ahmad", "Lazarus", "Lazarus Group", "PR2000 Trading",
    "pr 2000", "Petrovka Trust 2006-2", "TIMERU2K", "TIMERU2KXXX", "timeru2k", "FTBDKPPY",
    "044525059", "1037739169335", "10377 39169-335", "IMO9074729", "9074729",
    "0x098b716b8aaf21512996dc57eb0615e2383e2f96", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "40702810500000001234", "4070 2810 5000 0000 1234", "1984-01-08", "1961",
    "invoice", "payment for", "12 Main Street", "Moscow", "INV-2231/7", "x'", "_", "(", ")", ",",
    "Sovkomflot Murmansk", "SOVKOMFLOTT MURMANSK", "Sovkom", "flot Murmansk", "Sovkomflot Murmask",
    "SOVKOMFLOTMURMANSK", "Sovkom-\nflot Murm ansk", "Behrouz Khanzdaeh", "khan zadeh Behrouz",
    "KHANZADEHBEHROUZ", "Nikulin Dmitry Yuryevihc", "Dmitry Yuryevich Nikullin",
    "Unit 29155", "military unit", "29155", "B/O", " OBO ", " ON BEHALF OF ", " AND MRS ",
    "SOVKMOFLOT MURMANKS", "FOR KIM JNOG UN DD", "Ocean Maritime Managment", "for Timer Bakn AO",
    "Harbour Bakery", "de", "al", "ООО", "LLC", "№ 7", "\n", "...", "S.", "A.", "№TIMERU2K",
    "a" * 900, "ﬁnance", "ÅSA", "١٢٣",
]  # fmt: skip
SEPARATORS = [" ", "", "-", ", ", ".", "/", "\n", "'", "_"]
FIELDS = [
    "debtor_name", "creditor_name", "ultimate_creditor_name", "creditor_agent_name", "remittance",
    "creditor_address", "debtor_address", "creditor_agent", "debtor_account", "creditor_id",
    "creditor_birth_date",
]  # fmt: skip

texts = st.lists(
    st.tuples(st.sampled_from(SAID), st.sampled_from(SEPARATORS)), min_size=1, max_size=4
).map(lambda parts: "".join(text + separator for text, separator in parts))
noisy = st.tuples(texts, st.text(max_size=3)).map("".join)
records = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(FIELDS, st.one_of(texts, noisy)),
        "intermediary_agents": st.lists(texts, max_size=2),
        "intermediary_agent_names": st.lists(texts, max_size=2),
        "other": st.dictionaries(st.sampled_from(["RgltryRptg", "Tp"]), texts, max_size=2),
    },
)
notices = st.fixed_dictionaries(
    {},
    optional={
        "parties": st.lists(texts, max_size=2),
        "agents": st.lists(texts, max_size=2),
        "text": texts,
    },
)
numbers = st.sets(st.integers(0, len(LISTED) - 1), max_size=4)


@contextmanager
def indexed(items):
    """The records as a segment of the past."""
    with TemporaryDirectory() as folder:
        writer = SegmentWriter(Path(folder))
        for batch in batches_of(items):
            writer.add(batch)
        writer.finish()
        yield Segment(Path(folder))


def keys(alerts):
    return [(a.payment_id, a.field, a.entity_id, a.reason, a.decision, a.change) for a in alerts]


@pytest.fixture(scope="session")
def make_records(make_payment):
    def make(payments, told):
        number = count()
        paid = [make_payment(f"p{next(number)}", **fields) for fields in payments]
        return paid + [
            Notice(notice_id=f"n{next(number)}", message_type="camt.029", **fields)
            for fields in told
        ]

    return make


@settings(max_examples=60, deadline=None)
@given(
    before=numbers,
    after=numbers,
    payments=st.lists(records, max_size=8),
    told=st.lists(notices, max_size=3),
)
def test_the_indexed_past_gives_what_reading_all_of_it_gives(
    make_listed, make_records, *, before, after, payments, told
):
    items = make_records(payments, told)

    def entities(chosen):
        found = []
        for at in sorted(chosen):
            name, props = LISTED[at]
            wallet = props.get("wallet")
            others = {key: value for key, value in props.items() if key != "wallet"}
            found += make_listed(f"ofac-{at}", name, **others)
            if wallet:
                properties = {"publicKey": [wallet], "holder": [f"ofac-{at}"]}
                found.append(Entity(id=f"w-{at}", schema="CryptoWallet", properties=properties))
        return found

    hits = look_back(
        entities(before - after), entities(after - before), load_policy(),
        versions_before={}, versions_after={},
    )  # fmt: skip
    with indexed(items) as segment:
        assert list(segment.records(range(len(segment)))) == items
        assert list(hits.over_past([segment])) == list(hits.over(items))
