"""Payments as messages of the formats that banks send."""

from nostro.payments.writing_mt import write_mt103, write_mt202cov
from nostro.payments.writing_paths import write_message
from nostro.payments.writing_xml import write_pacs008, write_pacs009, write_pain001

__all__ = [
    "write_message",
    "write_mt103",
    "write_mt202cov",
    "write_pacs008",
    "write_pacs009",
    "write_pain001",
]
