"""The payments of the sample's case. The parties are real and public; every payment is invented.

Value of two listed banks of the DPRK lies in their accounts at MRB Bank in Tskhinvali. It goes to
TSMRBANK in Moscow, for which MRB is the cut-out, from there to the front company Stroytreyd at
Timer Bank, and on to sellers of fuel at further banks, a little less at each step.
"""

from datetime import UTC, datetime, timedelta

from nostro.model.payments import Payment

__all__ = ["case_payments", "scheme_ids"]

_FIRST_ROUND = datetime(2024, 6, 11, 9, 30, tzinfo=UTC)
_MRB = {"agent_name": "MRB Bank", "agent_country": "GE"}
_TSMR = {"agent": "044525059", "agent_name": "TSMRBANK, OOO", "agent_country": "RU"}
_TIMER = {"agent": "TIMERU2K", "agent_name": "Timer Bank AO", "agent_country": "RU"}
_FURTHER = {"agent": "VLDKRU8K", "agent_name": "Vladkomertsbank", "agent_country": "RU"}
_AT_MRB = "c/o MRB Bank, Stalin Street 20, Tskhinvali"
_FTB = {
    "name": "Foreign Trade Bank of the DPRK", "account": "30231840900000000101", "id": "FTBDKPPY",
    "country": "KP", "address": _AT_MRB, **_MRB,
}  # fmt: skip
_KKBC = {
    "name": "Korea Kwangson Banking Corporation", "account": "30231810200000000202",
    "country": "KP", "address": _AT_MRB, **_MRB,
}  # fmt: skip
_SETTLEMENT = {
    "name": "TSMRBANK OOO", "account": "30109810700000000059", "country": "RU",
    "address": "ul. Palikha, d. 10, str. 7, Moscow 127055", **_TSMR,
}  # fmt: skip
_STROYTREYD = {
    "name": "Stroytreyd LLC", "account": "40702810400000011157", "country": "RU",
    "address": "Moscow", **_TIMER,
}  # fmt: skip
_FUEL = (
    {
        "name": "Primorsk Bunker Supply",
        "account": "40702810500000770011",
        "country": "RU",
        **_FURTHER,
    },
    {"name": "Khasan Oil Depot", "account": "40702810800000770029", "country": "RU", **_FURTHER},
)
# Currency, first amount in minor units, share kept at each step, days between the steps.
_ROUNDS = (
    (_FTB, "USD", 184_000_000, (0.995, 0.990, 0.985), (2, 1, 3), 0),
    (_KKBC, "RUB", 9_350_000_000, (0.998, 0.985, 0.990), (1, 3, 2), 1),
    (_FTB, "USD", 231_500_000, (0.996, 0.988, 0.992), (3, 2, 1), 1),
    (_FTB, "RUB", 14_780_000_000, (0.997, 0.991, 0.986), (1, 2, 4), 0),
    (_KKBC, "USD", 97_250_000, (0.994, 0.992, 0.990), (2, 2, 2), 0),
)


def _sides(debtor: dict[str, str], creditor: dict[str, str]) -> dict[str, str]:
    sides = (("debtor", debtor), ("creditor", creditor))
    return {f"{side}_{key}": value for side, party in sides for key, value in party.items()}


def _payment(
    number: int, when: datetime, amount_minor: int, currency: str, text: str, **sides: str
) -> Payment:
    return Payment(
        payment_id=f"case-{number:03}",
        booked_at=when,
        amount_minor=amount_minor,
        currency=currency,
        message_type="pacs.008",
        remittance=text,
        **sides,  # type: ignore[arg-type]  # columns of parties, all of them strings
    )


def _round(place: int, number: int) -> list[Payment]:
    """One round of the relay; the fourth splits its second step in two."""
    holder, currency, amount, kept, days, seller = _ROUNDS[place]
    steps = ((holder, _SETTLEMENT), (_SETTLEMENT, _STROYTREYD), (_STROYTREYD, _FUEL[seller]))
    texts = (
        "Settlement of balances",
        "Loan agreement 14/24",
        "Supply of diesel fuel, contract F-7",
    )
    when = _FIRST_ROUND + timedelta(days=17 * place)
    made: list[Payment] = []
    for step, (debtor, creditor) in enumerate(steps):
        parts = (0.6, 0.4) if (place, step) == (3, 1) else (1.0,)
        for part in parts:
            made.append(
                _payment(
                    number + len(made),
                    when + timedelta(hours=len(made)),
                    int(amount * part),
                    currency,
                    texts[step],
                    **_sides(debtor, creditor),
                )
            )
        amount = int(amount * kept[step])
        when += timedelta(days=days[step])
    return made


def _scheme() -> list[Payment]:
    found: list[Payment] = []
    for place in range(len(_ROUNDS)):
        found += _round(place, len(found) + 1)
    return found


def scheme_ids() -> list[str]:
    """The ids of the payments that make up the relay."""
    return [payment.payment_id for payment in _scheme()]


def _others() -> list[tuple[str, int, str, str, dict[str, str], dict[str, str]]]:
    """Day, amount, currency, text and sides of the case's other payments."""
    defunct = {
        "name": "Bank Rosinvestkapital in liquidation", "account": "30101810900000000999",
        "country": "RU", "agent_name": "Deposit Liquidation Office", "agent_country": "RU",
    }  # fmt: skip
    metals = {
        "name": "Ural Metallotorg", "account": "40702810300000440155", "country": "RU",
        "agent": "URALRU4E", "agent_name": "Ural Invest Bank", "agent_country": "RU",
    }  # fmt: skip
    nikulin = {
        "name": "Dmitry Yuryevich Nikulin", "account": "40817810500000001973", "country": "RU",
        "address": "ul. Palikha, d. 10, str. 7, Moscow", **_TSMR,
    }  # fmt: skip
    rfc = {
        "country": "RU", "agent": "RFCBRUMM", "agent_name": "RFC-BANK", "agent_country": "RU",
        "account": "30109810100000000257",
    }  # fmt: skip
    plain = {"account": "30109810700000000060", "country": "RU"}
    listed = {"name": "LLC TSMRBANK", **plain}
    center = {"name": "BANK CENTER FOR INTERNATIONAL SETTLEMENTS LLC", **plain}
    return [
        ("2024-06-04", 4_815_000_000, "RUB", "Transfer of creditors' claims", defunct, _STROYTREYD),
        ("2024-07-09", 3_120_000_000, "RUB", "Transfer of creditors' claims", defunct, _STROYTREYD),
        ("2024-06-28", 41_500_000, "RUB", "Bonus, second quarter", _SETTLEMENT, nikulin),
        ("2024-07-15", 260_000_000, "RUB", "Contract 118", metals, listed),
        ("2024-07-22", 98_400_000, "RUB", "Contract 118", metals, center),
        ("2024-08-06", 187_300_000, "RUB", "Contract 121", metals, {"name": "CMRBANK", **plain}),
        ("2024-08-27", 204_100_000, "RUB", "Contract 124", metals, {"name": "CMRBank", **plain}),
        (
            "2024-07-03", 77_000_000, "RUB", "Invoice 9", metals,
            {"name": "RUSSIAN FINANCIAL CORPORATION BANK JSC", **rfc},
        ),
        ("2024-08-14", 55_250_000, "RUB", "Invoice 12", metals, {"name": "RFC-BANK", **rfc}),
        ("2024-09-03", 12_600_000, "USD", "Fees for settlement services", _KKBC, _SETTLEMENT),
    ]  # fmt: skip


def case_payments() -> list[Payment]:
    """The case's payments in the order of time; ids `case-001` and so on."""
    made = _scheme()
    for number, (day, amount, currency, text, debtor, creditor) in enumerate(
        _others(), len(made) + 1
    ):
        when = datetime.fromisoformat(day).replace(hour=11, tzinfo=UTC)
        made.append(_payment(number, when, amount, currency, text, **_sides(debtor, creditor)))
    return sorted(made, key=lambda payment: (payment.booked_at, payment.payment_id))
