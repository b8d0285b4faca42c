"""Coverage-guided fuzzing of how payment messages are read, found again and written back.

usage: python tools/fuzz_payments.py tests/payments/corpus -max_total_time=300 -max_len=4000

`tools/fuzz.sh` runs it, with atheris. New inputs are added to the folder; what breaks a law is
written to the working folder as crash-... and the run ends. Options are those of libFuzzer. The
tests replay the folder.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import atheris

with atheris.instrument_imports(include=["nostro"]):
    from tests.payments import fin_laws, xml_laws

# The laws of a family of messages, by the first byte of an input.
LAWS = {b"<": xml_laws.fuzz, b"{": fin_laws.fuzz, b":": fin_laws.fuzz}


def check(data: bytes) -> None:
    """Hold an input to the laws of its family."""
    law = LAWS.get(data[:1])
    if law is not None:
        law(data)


def main() -> None:
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
