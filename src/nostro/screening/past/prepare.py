"""Compile the kernels of the past and keep them, so that no first look-back waits: python -m
nostro.screening.past.prepare.

Set-up runs it once, as it does `nostro.matching.prepare`.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from nostro.matching import Index
from nostro.model.entities import Entity
from nostro.model.payments import Payment
from nostro.screening.past.batches import batches_of
from nostro.screening.past.candidates import rows_to_screen
from nostro.screening.past.segment import Segment
from nostro.screening.past.writing import SegmentWriter
from nostro.screening.policy import load_policy

__all__ = ["prepare"]


def prepare() -> None:
    """Write a segment and ask it."""
    payment = Payment(
        payment_id="1", booked_at=datetime(2024, 1, 1, tzinfo=UTC), amount_minor=1, currency="EUR",
        debtor_name="Ким Чен Ын", creditor_name="Kim Jong Un", remittance="for Kim Jongun 1",
    )  # fmt: skip
    index = Index.build([Entity(id="a", schema="Person", properties={"name": ["Kim Jong Un"]})])
    with tempfile.TemporaryDirectory() as folder:
        writer = SegmentWriter(Path(folder))
        for batch in batches_of([payment]):
            writer.add(batch)
        writer.finish()
        rows_to_screen(Segment(Path(folder)), [index], load_policy())


if __name__ == "__main__":
    prepare()
