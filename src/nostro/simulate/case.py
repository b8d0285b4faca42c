"""The payments of the sample case: invented, around parties and banks that are really listed.

Two banks of the DPRK hold accounts at MRB Bank in Tskhinvali, a bank without a BIC. TSMRBANK pays
in, and value leaves again through TSMRBANK and a front company at Timer Bank to fuel traders; see
the announcement of 19 September 2024 in the sample. The traders and the defunct bank are invented.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from nostro.model.payments import Payment
from nostro.simulate.customers import iban

__all__ = ["CASE_ACCOUNTS", "CaseAccount", "scheme_ids", "simulate_case"]


class CaseAccount(NamedTuple):
    """An account of the case; `agent` is a BIC or BIK, None where the bank has neither.

    `holder_code` is the holder's own BIC, where the holder is a bank that has one.
    """

    account: str
    name: str
    country: str
    agent: str | None
    agent_name: str
    agent_country: str
    address: str
    holder_code: str | None = None


_PALIKHA = "ul. Palikha, d. 10, str. 7, Moscow 127055"
_MRB = (None, "MRB Bank", "GE")
_AT_MRB = "c/o MRB Bank, Stalin Street 20, Tskhinvali"
_TSMR = ("044525059", "TSMRBANK, OOO", "RU")
_TIMER = ("TIMERU2K", "Timer Bank, AO", "RU")
_RFC = ("RFCBRUMM", "Russian Financial Corporation Bank, JSC", "RU")
_FUEL_BANK = ("UKMSRU2K", "Kamsky Udel Bank", "RU")
_DEFUNCT = (None, "Bank Severny Bereg (licence withdrawn)", "RU")

_FTB = CaseAccount(
    "30109840700000015603", "Foreign Trade Bank of the DPRK", "KP", *_MRB, _AT_MRB, "FTBDKPPY"
)
_KKBC = CaseAccount(
    "30109810400000011581", "Korea Kwangson Banking Corporation", "KP", *_MRB, _AT_MRB
)
_OWN = CaseAccount("30109840100000000059", "TSMRBANK, OOO", "RU", *_TSMR, _PALIKHA)
_TRANSIT = CaseAccount("47422810900000000159", "LLC TSMRBANK", "RU", *_TSMR, _PALIKHA)
_FRONT = CaseAccount(
    "40702810600000050607", "Stroytreyd LLC", "RU", *_TIMER, "ul. Tverskaya 9, 125009 Moscow"
)
_FUEL = CaseAccount(
    "40702810300000071144", "Primorye Bunker Toplivo OOO", "RU", *_FUEL_BANK,
    "ul. Portovaya 3, 690003 Vladivostok",
)  # fmt: skip
_TANKERS = CaseAccount(
    "40702840800000071155", "Khasan Tanker Snab OOO", "RU", *_FUEL_BANK,
    "ul. Morskaya 18, 692941 Nakhodka",
)  # fmt: skip
_DEFUNCT_BANK = CaseAccount(
    "47422810500000000808", "Bank Severny Bereg AO, liquidator's account", "RU", *_DEFUNCT,
    "ul. Arkhivnaya 2, 163000 Arkhangelsk",
)  # fmt: skip
_NIKULIN = CaseAccount(
    "40817810200000050603", "Dmitry Yuryevich Nikulin", "RU", *_TSMR, _PALIKHA,
)  # fmt: skip
_RFC_OWN = CaseAccount(
    "30110810000000024026", "AO RFK-Bank", "RU", *_RFC,
    "St. George's Lane, D. 1, p. 1, Moscow 125009",
)  # fmt: skip
_LADOGA = CaseAccount(
    iban("AE", "0330000010195511161"), "Vostok Ladoga Trading FZE", "AE", "GLFDAEAD",
    "Gulf Dunes Bank", "AE", "Port Road 7, Fujairah",
)  # fmt: skip
_EXPORTER = CaseAccount(
    "10195511160000000161", "Liaodong Harbour Machinery Co Ltd", "CN", "LNHRCNBD",
    "Liaonan Harbour Bank", "CN", "Zhongshan Road 60, Dalian 116001",
)  # fmt: skip

CASE_ACCOUNTS = (
    _FTB, _KKBC, _OWN, _TRANSIT, _FRONT, _FUEL, _TANKERS, _DEFUNCT_BANK, _NIKULIN, _RFC_OWN,
    _LADOGA, _EXPORTER,
)  # fmt: skip


class _Leg(NamedTuple):
    """One payment: its day counted from the first of June, its amount in whole units."""

    debtor: CaseAccount
    creditor: CaseAccount
    day: int
    amount: float
    currency: str
    text: str


_DEPOSIT = "cash deposit order, replenishment of correspondent account"


def _round(
    bank: CaseAccount, supplier: CaseAccount, day: int, order: int, *, amount: float, currency: str
) -> tuple[_Leg, ...]:
    """One round of the relay, a little less at each step."""
    return (
        _Leg(_OWN, bank, day, amount, currency, _DEPOSIT),
        _Leg(bank, _TRANSIT, day + 3, amount * 0.998, currency, f"payment order {order}"),
        _Leg(_TRANSIT, _FRONT, day + 5, amount * 0.993, currency, f"under agreement {order}/06"),
        _Leg(_FRONT, supplier, day + 8, amount * 0.985, currency, f"diesel fuel, spec. {order}"),
    )


_ROUNDS = (
    *_round(_KKBC, _FUEL, 4, 11, amount=61_000_000, currency="RUB"),
    *_round(_FTB, _TANKERS, 15, 14, amount=640_000, currency="USD"),
    *_round(_KKBC, _FUEL, 30, 19, amount=74_500_000, currency="RUB"),
    *_round(_FTB, _TANKERS, 44, 24, amount=825_000, currency="USD"),
    # One round takes its third step in two parts.
    _Leg(_OWN, _KKBC, 58, 90_400_000, "RUB", _DEPOSIT),
    _Leg(_KKBC, _TRANSIT, 61, 90_000_000, "RUB", "payment order 31"),
    _Leg(_TRANSIT, _FRONT, 63, 48_300_000, "RUB", "under agreement 31/07, part 1"),
    _Leg(_TRANSIT, _FRONT, 64, 41_300_000, "RUB", "under agreement 31/07, part 2"),
    _Leg(_FRONT, _FUEL, 66, 88_900_000, "RUB", "aviation kerosene, spec. 31"),
    *_round(_FTB, _FUEL, 79, 37, amount=710_000, currency="USD"),
    *_round(_KKBC, _TANKERS, 92, 42, amount=55_200_000, currency="RUB"),
)
_AROUND = (
    _Leg(_DEFUNCT_BANK, _FRONT, 2, 212_000_000, "RUB", "release of frozen balances"),
    _Leg(_DEFUNCT_BANK, _FRONT, 21, 148_500_000, "RUB", "release of frozen balances, remainder"),
    _Leg(_FRONT, _RFC_OWN, 25, 36_000_000, "RUB", "settlement"),
    _Leg(_RFC_OWN, _FRONT, 52, 12_400_000, "RUB", "return of deposit"),
    _Leg(_OWN, _NIKULIN, 27, 1_850_000, "RUB", "bonus for the second quarter"),
    _Leg(_NIKULIN, _FUEL, 71, 640_000, "RUB", "personal order, D. Yu. Nikulin"),
    _Leg(_EXPORTER, _OWN, 11, 212_400, "USD", "machinery deposit returned"),
    _Leg(_LADOGA, _TANKERS, 37, 318_000, "USD", "bunker supply, tanker"),
    _Leg(_OWN, _EXPORTER, 85, 184_600, "USD", "machinery parts, contract 77"),
)
_NAMES_OF_TSMRBANK = (
    "BANK 'CENTER FOR INTERNATIONAL SETTLEMENTS' LLC",
    "BANK 'TSENTR MEZHDUNARODNYKH RASCHETOV' OOO",
    "CMRBANK",
)
_NAMES_OF_RFC = ("RFC-BANK", "RUSSIAN FINANCIAL CORPORATION BANK JSC", "AO RFK-BANK")


def simulate_case() -> list[Payment]:
    """The payments of the case in the order of their booking, ids `case-001` onward."""
    return [_payment(leg, number) for number, leg in enumerate(_ordered(), 1)]


def scheme_ids() -> list[str]:
    """The ids of the payments that make up the relay."""
    return [f"case-{number:03d}" for number, leg in enumerate(_ordered(), 1) if leg in _ROUNDS]


def _ordered() -> list[_Leg]:
    return sorted((*_ROUNDS, *_AROUND, *_renamed()), key=lambda leg: leg.day)


def _renamed() -> Iterator[_Leg]:
    """Payments to the two banks that were listed before, under the names that they go by."""
    for number, name in enumerate(_NAMES_OF_TSMRBANK):
        bank = _OWN._replace(name=name, agent=None, agent_name="Correspondent of the debtor agent")
        amount, day = 2_400_000 + 130_000 * number, 33 + 12 * number
        yield _Leg(_EXPORTER, bank, day, amount, "RUB", f"goods, lot {number}")
    for number, name in enumerate(_NAMES_OF_RFC):
        bank = _RFC_OWN._replace(name=name)
        amount, day = 3_100_000 - 210_000 * number, 47 + 9 * number
        yield _Leg(_FUEL, bank, day, amount, "RUB", "settlement of guarantee")


def _payment(leg: _Leg, number: int) -> Payment:
    debtor, creditor, day, amount, currency, text = leg
    at = datetime(2024, 6, 1, 9, tzinfo=UTC) + timedelta(days=day, minutes=7 * number)
    return Payment(
        payment_id=f"case-{number:03d}",
        booked_at=at,
        amount_minor=round(amount * 100),
        currency=currency,
        message_type="pacs.008",
        debtor_name=debtor.name,
        debtor_account=debtor.account,
        debtor_country=debtor.country,
        debtor_address=debtor.address,
        debtor_id=debtor.holder_code,
        debtor_agent=debtor.agent,
        debtor_agent_name=debtor.agent_name,
        debtor_agent_country=debtor.agent_country,
        creditor_agent=creditor.agent,
        creditor_agent_name=creditor.agent_name,
        creditor_agent_country=creditor.agent_country,
        creditor_name=creditor.name,
        creditor_account=creditor.account,
        creditor_country=creditor.country,
        creditor_address=creditor.address,
        creditor_id=creditor.holder_code,
        remittance=text,
    )
