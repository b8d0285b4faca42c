"""Writes the bundled payment messages; all payments are invented. A test holds them to this file.

usage: python tools/make_sample.py [FOLDER]    (default: src/nostro/sample/messages)
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from nostro.model.payments import Payment
from nostro.payments.writing import (
    write_mt103,
    write_mt202cov,
    write_pacs008,
    write_pacs009,
    write_pain001,
)
from nostro.simulate import generate_payments

FOLDER = Path(__file__).resolve().parent.parent / "src/nostro/sample/messages"
SEED = 719
PALIKHA = "ul. Palikha, d. 10, str. 7, Moscow 127055"
# A payment that is said twice: as an MT103 that names who pays, then as a pacs.008 that does not.
SAID_TWICE: dict[str, Any] = {
    "amount_minor": 4_837_525,
    "currency": "EUR",
    "booked_at": datetime(2024, 9, 4, tzinfo=UTC),
    "creditor_name": "Baltic Bearings OU",
    "creditor_account": "EE382200221020145685",
    "creditor_address": "Narva mnt 7, 10117 Tallinn",
    "creditor_country": "EE",
    "creditor_agent": "HABAEE2X",
    "creditor_agent_name": None,
    "creditor_agent_country": "EE",
    "debtor_agent": "HSHBCNBH",
    "debtor_agent_name": None,
    "debtor_agent_country": "CN",
    "remittance": "Contract 88-114 bearings",
}
# What stands in a message besides what the world gives it: hits of each reason, in all kinds of
# fields.
HITS: list[tuple[str, dict[str, Any]]] = [
    ("pacs008", {"creditor_name": "MRB Bank", "creditor_country": "GE",
                 "creditor_address": "Stalin Street 20, Tskhinvali"}),
    ("pacs008", {"creditor_name": "Stroytreyd LLC", "creditor_country": "RU"}),
    ("pacs008", {"creditor_agent": "TIMERU2K", "creditor_agent_name": "Timer Bank AO"}),
    ("pacs008", {"debtor_name": "Nikulin Dmitry Yuryevich", "debtor_address": PALIKHA,
                 "debtor_country": "RU"}),
    ("pacs008", {"creditor_name": "LLC TSMRBANK"}),
    ("pacs008", {"creditor_name": "CMRBANK", "creditor_address": PALIKHA,
                 "creditor_country": "RU"}),
    ("pacs008", {"intermediary_agents": ["RFCBRUMM"], "intermediary_agent_names": ["RFC Bank"]}),
    ("pacs008", {"ultimate_debtor_name": "Korea Kwangson Banking Corp"}),
    ("pacs008", {"remittance": "Cover for Korea Kwangson Banking Corp, May"}),
    ("pacs008", {"creditor_name": "Кёнхын Трейд", "creditor_country": "KP"}),
    ("pacs008", {"creditor_address": "Lenin Street 1, Tskhinvali, South Ossetia",
                 "creditor_country": "GE"}),
    ("pacs008", {"creditor_name": "ООО «Стройтрейд»", "creditor_country": "RU"}),
    ("pacs008", {"creditor_name": "Severny Fuel Terminal JSC", "creditor_country": "RU",
                 "creditor_address": "Naberezhnaya 4, Murmansk"}),
    ("pacs008", {"debtor_name": "One of our customers"}),
    ("pacs008", {"remittance": "USDT to 0x098B716B8Aaf21512996dC57EB0615e2383E2f96, servers"}),
    ("pacs008", {"creditor_address": "ul. Lenina 5, 299011 Sevastopol",
                 "creditor_country": "UA"}),
    ("pacs008", {"creditor_address": "Otan-dong, Central District, Pyongyang",
                 "creditor_country": None}),
    ("pacs008", {**SAID_TWICE, "debtor_name": "Harbin Northstar Import Export",
                 "debtor_account": "6222600810043197", "debtor_country": "CN",
                 "debtor_address": "Zhongyang Street 12, Harbin"}),
    ("pacs009", {"creditor_id": "FTBDKPPY", "creditor_name": "Foreign Trade Bank"}),
    ("pacs009cov", {"underlying_creditor_name": "Stroytreyd LLC"}),
    ("pacs009cov", {"underlying_debtor_name": "Timer Bank AO"}),
    ("pain001", {"creditor_name": "Dmitry Nikulin", "creditor_address": "Palikha 10, Moscow",
                 "creditor_country": "RU"}),
    ("pain001", {"creditor_name": "Russian Financial Corporation Bank JSC"}),
    ("pain001", {"ultimate_creditor_name": "Korea Mining Development Trading Corporation"}),
    ("pain001", {"remittance": "0x4f47bc496083c727c5fbe3ce9cdf2b0f6496270c"}),
    ("pain001", {"creditor_name": "Agencia de Viajes del Plata", "creditor_country": "AR",
                 "creditor_account": "30-68074603-2",
                 "creditor_address": "Calle Florida 340, Buenos Aires"}),
    ("mt103", {**SAID_TWICE,
               "debtor_name": "KOREA MINING DEVELOPMENT TRADING CORPORATION",
               "debtor_account": "6222600810043197", "debtor_country": "CN",
               "debtor_address": "ZHONGYANG STREET 12, HARBIN"}),
    ("mt103", {"creditor_name": "LADOGA CLEARING HOUSE LLC", "creditor_country": "RU",
               "creditor_address": "UL. LENINA 3, PETROZAVODSK"}),
    ("mt103", {"debtor_name": "OUR CLIENT"}),
    ("mt103", {"remittance": "FREIGHT MV CHONG CHON\nGANG IMO 7937317, SUGAR"}),
    ("mt103", {"creditor_name": "TIMER BANK AO", "creditor_country": "RU"}),
    ("mt103", {"creditor_name": "TSMRBANK OOO", "creditor_agent": "044525059"}),
    ("mt103", {"remittance": "ON BEHALF OF KOREA KWANGSON\nBANKING CORP"}),
    ("mt103", {"creditor_name": "STROYTREYD", "creditor_address": "MOSCOW",
               "creditor_country": "RU"}),
    ("mt103", {"debtor_name": "TANCHON COMMERCIAL BANK", "debtor_country": "KP"}),
    ("mt202cov", {"underlying_creditor_name": "MRB BANK",
                  "underlying_creditor_address": "STALIN STREET 20, TSKHINVALI",
                  "underlying_creditor_country": "GE"}),
    ("mt202cov", {"creditor_id": "TIMERU2K"}),
]  # fmt: skip
# How many messages of each kind, and how each is written.
KINDS: dict[str, tuple[int, str, Callable[[Payment], bytes]]] = {
    "pacs008": (60, "xml", lambda p: write_pacs008(p, header=p.payment_id.endswith("5"))),
    "pacs009": (15, "xml", write_pacs009),
    "pacs009cov": (15, "xml", lambda p: write_pacs009(p, cover=True, header=True)),
    "pain001": (20, "xml", write_pain001),
    "mt103": (30, "fin", lambda p: write_mt103(p)[0]),
    "mt202cov": (16, "fin", lambda p: write_mt202cov(p)[0]),
}


def messages() -> Iterator[tuple[str, bytes]]:
    """File names and contents, in order."""
    total = sum(count for count, _, _ in KINDS.values())
    payments = generate_payments(SEED, total, case=False)
    drawn = random.Random(SEED)
    for kind, (count, suffix, write) in KINDS.items():
        hits = [fields for name, fields in HITS if name == kind]
        places = dict(zip(sorted(drawn.sample(range(count), len(hits))), hits, strict=True))
        for place in range(count):
            plain = adapt(kind, next(payments), place + 1)
            payment = msgspec.structs.replace(plain, **places.get(place, {}))
            yield f"{kind}-{place + 1:03}.{suffix}", write(payment)


def adapt(kind: str, payment: Payment, number: int) -> Payment:
    """A payment of the world in the shape of its message: banks as parties, customers behind."""
    payment_id = f"SMP{kind.upper()}{number:03}"
    named = msgspec.structs.replace(payment, payment_id=payment_id, message_type=None)
    if kind not in {"pacs009", "pacs009cov", "mt202cov"}:
        initiator = payment.debtor_name if kind == "pain001" else None
        return msgspec.structs.replace(named, initiating_party_name=initiator)
    customers: dict[str, Any] = {}
    for side in ("debtor", "creditor") if kind != "pacs009" else ():
        for part in ("name", "account", "country", "address"):
            customers[f"underlying_{side}_{part}"] = getattr(payment, f"{side}_{part}")
    cleared = dict.fromkeys(
        f"{side}_{part}" for side in ("debtor", "creditor") for part in ("account", "address")
    )
    return msgspec.structs.replace(
        named,
        **customers,
        **cleared,
        debtor_name=payment.debtor_agent_name,
        debtor_id=payment.debtor_agent,
        creditor_name=payment.creditor_agent_name,
        creditor_id=payment.creditor_agent,
        remittance=payment.remittance if kind != "pacs009" else "Settlement",
    )


def main(folder: Path) -> None:
    """Write all messages into a folder, and remove what stood there."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in messages():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
