"""Payments read and screened: what planted parties and clean messages lead to, and how fast.

usage: python benchmarks/payments.py [--only planted clean speed table] [--clean N] [--rows N]

Lists: UN of 2025-04-19 and SDN of 2021-07-07 under `$NOSTRO_SHARED/data`. Planted: listed names,
one in each place of 200 messages, as they are and altered; a hit counts where the right id stands
on the right field and the decision is not `pass`. Clean: company names of GLEIF that no list holds,
as parties and in the text. Speed: messages of processor time a second on one core, beside lxml's
parse and one walk over the leaves; screened with 30 % distinct strings and with all distinct.
"""

import argparse
import csv
import gzip
import io
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.names.data import plain, read_list
from benchmarks.payments_reading import walk

from nostro.matching import Index
from nostro.matching.alterations import ALTERATIONS
from nostro.model.entities import Entity, ListedParty, listed_parties
from nostro.model.payments import Payment
from nostro.payments import read_messages
from nostro.payments.table import write_table
from nostro.payments.writing import write_mt103, write_pacs008
from nostro.screening import Screener, load_policy

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("planted", "clean", "speed", "table")
PLACES = ("creditor_name", "creditor_agent_name", "ultimate_creditor_name",
          "underlying_creditor_name", "remittance")  # fmt: skip
MESSAGES = 200
SEED = 20240919
MIDDAY = datetime(2024, 9, 17, 12, tzinfo=UTC)
CITIES = ("Bremen", "Lyon", "Leeds", "Turin", "Gdansk", "Porto", "Graz", "Ghent", "Malmo", "Brno")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--clean", type=int, default=50_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    data = Path(os.environ.get("NOSTRO_SHARED") or ROOT.parent / "shared") / "data"
    if not data.is_dir():
        print(f"no folder {data}: this benchmark needs the public lists and names")
        return
    entities = [
        *read_list(data / "sanctions" / "un" / "consolidated-2025-04-19.xml"),
        *read_list(data / "sanctions" / "ofac" / "csv-2021-07-07"),
    ]
    companies = company_names(data, entities)
    if "planted" in asked.only:
        planted(entities)
    if "clean" in asked.only:
        clean(entities, companies, asked.clean)
    if "speed" in asked.only:
        speed(entities, companies)
    if "table" in asked.only:
        table(data, companies, asked.rows)


def company_names(data: Path, entities: list[Entity]) -> list[str]:
    """GLEIF's company names in a drawn order, without those that a list holds."""
    listed = {
        plain(name)
        for party in listed_parties(entities)
        for name in (*party.entity.names(), *party.entity.weak_names())
    }
    raw = gzip.decompress((data / "ownership" / "gleif-level1-names-dev.csv.gz").read_bytes())
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    names = sorted({
        row["legal_name"] for row in rows
        if row.get("category") != "FUND" and plain(row["legal_name"]) not in listed
    })  # fmt: skip
    random.Random(SEED).shuffle(names)
    return names


def screener(entities: list[Entity]) -> Screener:
    return Screener(Index.build(entities), load_policy(), {})


def payment(number: int, debtor: str, creditor: str, **more: str) -> Payment:
    """An ordinary transfer between two companies; `more` are columns of text."""
    drawn = random.Random(number)
    fields: dict[str, Any] = {
        "debtor_address": f"{number % 90 + 1} High St, {drawn.choice(CITIES)}",
        "remittance": f"INVOICE {number + 1000} OF 2024",
        **more,
    }
    return Payment(
        payment_id=f"M{number}/T{number}",
        booked_at=MIDDAY + timedelta(seconds=number),
        amount_minor=drawn.randrange(10_000, 9_000_000),
        currency="EUR",
        message_type="pacs.008",
        debtor_name=debtor,
        debtor_account=f"DE{number:020d}",
        debtor_country="DE",
        debtor_agent="DEUTDEFF",
        creditor_name=creditor,
        creditor_account=f"FR{number:020d}",
        creditor_country="FR",
        creditor_agent="BNPAFRPP",
        **fields,
    )


def planted(entities: list[Entity]) -> None:
    """Listed names of two words or more, in each place, as they are and altered."""
    drawn = random.Random(SEED)
    parties = drawn.sample(list(listed_parties(entities)), 5_000)
    with_names = [(party, name) for party in parties for name in party.entity.names()[:1]
                  if len(plain(name)) > 1][:MESSAGES]  # fmt: skip
    ours = screener(entities)
    print(f"planted: the right party on the right field, of {len(with_names)} messages a cell")
    print(f"{'':30}" + "".join(f"{place.removesuffix('_name'):>20}" for place in PLACES))
    changes: dict[str, Callable[[str, random.Random], str | None]] = {
        "as it is": lambda name, _: name, **ALTERATIONS,
    }  # fmt: skip
    for kind, change in changes.items():
        shares = [found_share(ours, with_names, place, change) for place in PLACES]
        print(f"{kind:30}" + "".join(f"{share:20.3f}" for share in shares))


def found_share(
    ours: Screener,
    with_names: list[tuple[ListedParty, str]],
    place: str,
    change: Callable[[str, random.Random], str | None],
) -> float:
    drawn, found, count = random.Random(SEED), 0, 0
    for number, (party, name) in enumerate(with_names):
        altered = change(name, drawn)
        if altered is None:
            continue
        text = f"INVOICE {number} FOR {altered} DD 12.09" if place == "remittance" else altered
        screened = ours.screen(planted_payment(number, place, text))
        right = any(
            alert.entity_id == party.entity.id and alert.field == place for alert in screened.alerts
        )
        found += right and screened.line.decision != "pass"
        count += 1
    return found / count if count else 1.0


def planted_payment(number: int, place: str, text: str) -> Payment:
    plain_one = payment(number, "Harbour Bakery GmbH", "Lindqvist Timber SARL")
    return msgspec.structs.replace(plain_one, **{place: text})


def clean(entities: list[Entity], companies: list[str], count: int) -> None:
    """Any decision but `pass` on messages between companies that no list holds."""
    ours = screener(entities)
    reasons: Counter[str] = Counter()
    stopped = 0
    for number in range(count):
        debtor, creditor, named = (companies[(3 * number + at) % len(companies)] for at in range(3))
        screened = ours.screen(
            payment(number, debtor, creditor, remittance=f"INVOICE {number} FOR {named}")
        )
        stopped += screened.line.decision != "pass"
        reasons.update({alert.reason for alert in screened.alerts})
    told = ", ".join(f"{reason} {found:,}" for reason, found in reasons.most_common())
    print(f"clean: {stopped:,} of {count:,} messages not passed ({100 * stopped / count:.3f} %)")
    print(f"  by reason: {told or 'none'}")


def speed(entities: list[Entity], companies: list[str]) -> None:
    """Parse alone and parse with screening, warm; then single messages."""
    ours = screener(entities)
    print("speed: messages a second of processor time, one core")
    for name, write in (("pacs.008", write_pacs008), ("MT103", lambda p: write_mt103(p)[0])):
        for share, distinct in ((0.3, "30 % distinct"), (1.0, "all distinct")):
            made = [write(one) for one in messages(companies, 6_000, share)]
            screen(ours, made[:500])
            screened = rate(lambda part: screen(ours, part), made[500:])
            print(f"  {name:9} {distinct:14} parse and screen {screened:8,.0f}")
        parsed, peer = alternating(made)
        beside = f"; lxml parse and walk {peer:,.0f}" if name == "pacs.008" else ""
        print(f"  {name:9} parse alone {parsed:8,.0f}{beside}")
    fresh = [write_pacs008(one) for one in messages(companies[::-1], 1_500, 1.0)]
    took = sorted(1000 * timed(partial(screen, ours, [one])) for one in fresh)
    print(f"  one message: p50 {took[len(took) // 2]:.2f} ms, p99 {took[-len(took) // 100]:.2f} ms")


def messages(companies: list[str], count: int, distinct: float) -> Iterator[Payment]:
    drawn = random.Random(SEED)
    pool = companies[: int(2 * count * distinct)]
    for number in range(count):
        if distinct == 1.0:
            debtor, creditor = pool[2 * number], pool[2 * number + 1]
        else:
            debtor, creditor = drawn.choice(pool), drawn.choice(pool)
        paid_for = number if distinct == 1.0 else drawn.randrange(int(count * distinct))
        yield payment(number, debtor, creditor, remittance=f"INVOICE {paid_for} OF 2024")


def screen(ours: Screener, made: list[bytes]) -> None:
    items = (item for data in made for item in read_messages(data, "m"))
    for _ in ours.screen_all(item for item in items if isinstance(item, Payment)):
        pass


def rate(do: Callable[[list[bytes]], None], made: list[bytes]) -> float:
    parts = [made[at::5] for at in range(5)]
    return statistics.median(len(part) / timed(partial(do, part)) for part in parts)


def alternating(made: list[bytes]) -> tuple[float, float]:
    """Parse alone and the peer's parse, medians of rounds that take turns; 0 where it is no XML."""
    parsed, walked = [], []
    is_xml = made[0].lstrip().startswith(b"<")
    for _ in range(5):
        parsed.append(timed(lambda: [list(read_messages(data, "m")) for data in made]))
        if is_xml:
            walked.append(timed(lambda: walk(made)))
    peer = len(made) / statistics.median(walked) if walked else 0.0
    return len(made) / statistics.median(parsed), peer


def timed(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def table(data: Path, companies: list[str], rows: int) -> None:
    """`nostro screen` over a payments table, from the start of the program to its end."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        nostro = [sys.executable, "-m", "nostro"]
        home = ["--workspace", str(place / "home")]
        lists = data / "sanctions"
        for path in ("un/consolidated-2025-04-19.xml", "ofac/csv-2021-07-07"):
            subprocess.run([*nostro, "lists", "import", str(lists / path), *home], check=True,
                           capture_output=True)  # fmt: skip
        write_table(messages_in_table(companies, rows), place / "payments.parquet")
        outs = ["--out", str(place / "hits.jsonl"), "--decisions-out", str(place / "lines.jsonl")]
        began = time.monotonic()
        subprocess.run([*nostro, "screen", str(place / "payments.parquet"), *outs, *home,
                        "--format", "jsonl"], check=True, capture_output=True)  # fmt: skip
        took = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = sum(1 for _ in (place / "lines.jsonl").open("rb"))
    print(
        f"table: {lines:,} rows in {took:.0f} s on {os.cpu_count()} cores "
        f"({used.ru_utime + used.ru_stime:.0f} s of processors, lists and imports included), "
        f"largest process {used.ru_maxrss / 1024:.0f} MB"
    )


def messages_in_table(companies: list[str], rows: int) -> Iterator[Payment]:
    drawn = random.Random(SEED)
    for number in range(rows):
        debtor, creditor = drawn.choice(companies), drawn.choice(companies)
        paid_for = drawn.randrange(max(1, rows // 3))
        yield payment(number, debtor, creditor, remittance=f"INVOICE {paid_for} OF 2024")


if __name__ == "__main__":
    main()
