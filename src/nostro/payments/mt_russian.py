"""Russian in Latin letters: the transliteration of SWIFT-RUR (ROSSWIFT, table RUR6).

A message in it has a `+` before its reference in field 20. Capitals and small letters stand for
different letters of the Russian alphabet, and apostrophes enclose what is Latin as it stands.
"""

from nostro.payments.mt_blocks import FinMessage

__all__ = ["is_russian", "to_cyrillic"]

_TABLE = str.maketrans(
    "ABVGDEoJZIiKLMNOPRSTUFHCcQqxYXeuajmnpdbsvzr",
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'\"№%&!$;_=",
)
_COUNTRIES = frozenset({"RU", "BY", "KZ"})


def is_russian(message: FinMessage) -> bool:
    """Whether a message is in this transliteration: by its field 20 and a Russian bank or ruble."""
    reference = message.value("20")
    if not reference or not reference.startswith("+"):
        return False
    banks = {code[4:6] for code in (message.sender, message.receiver) if code}
    return bool(banks & _COUNTRIES) or any(
        "RUB" in field.value or "//RU" in field.value for field in message.fields[:100]
    )


def to_cyrillic(text: str) -> str:
    """Text in Cyrillic letters, line by line; code words (`/ACC/`) and what stands in apostrophes
    stay Latin.
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    code, text = "", line
    if line.startswith("/") and not line.startswith("//"):
        end = line.find("/", 1) + 1
        code, text = (line[:end], line[end:]) if end else (line, "")
    parts = text.split("'")
    return code + "".join(
        part if number % 2 else part.translate(_TABLE) for number, part in enumerate(parts)
    )
