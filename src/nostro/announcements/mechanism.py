"""How the conduct worked, in the text's own words."""

import re

from nostro.announcements.actions import ActionDraft
from nostro.announcements.reading import Reading

__all__ = ["describe_mechanism"]

_CONDUCT = re.compile(
    r"\b(?:routed?|transferred|wir(?:ed|ing)|deposit\w*|accounts?|shipped|smuggl\w+|laundered|front|"
    r"disguis\w+|conceal\w*|hide|false|cut-?out|evad\w+|supplied|procure\w+|bought|resells?|stole|"
    r"ship-to-ship|through|via|intermediar\w+|scheme|network|payments?|carried|cash|moved|release)\b",
    re.IGNORECASE,
)


def describe_mechanism(reading: Reading, drafts: list[ActionDraft]) -> str | None:
    """The sentence that says most about the conduct of the targets; None where none does."""
    if not any(draft.scope == "this" and draft.verb == "designate" for draft in drafts):
        return None
    scored = [
        (len({match.lower() for match in _CONDUCT.findall(sentence.text)}), -at)
        for at, sentence in enumerate(reading.sentences)
        if sentence.kind == "prose"
    ]
    best = max(scored, default=(0, 0))
    return " ".join(reading.sentences[-best[1]].text.split()) if best[0] else None
