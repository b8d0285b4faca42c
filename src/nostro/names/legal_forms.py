"""Legal forms: the many ways to write them, and the class each belongs to.

A form says little about who a company is, and the same firm is LLC here and OOO there, so forms
that correspond across languages share a class: OOO, GmbH, SARL and Sp. z o.o. are `llc`; AO, AG,
SA, SpA and PLC are `jsc`. Ltd, Co and Corp are classes of their own, since in English names from
abroad they stand for any form. Words such as bank, holding or foundation are no forms.

Sources: the table of organisation types of opensanctions/rigour (MIT) and the Entity Legal Forms
of ISO 20275 as GLEIF publishes them (CC0), of which the facts are used, with additions of our own.
`tools/make_legal_forms.py` writes the table and says what stays out.
"""

from pkgutil import get_data

__all__ = ["AMBIGUOUS", "LEGAL_FORMS"]


def _read() -> dict[tuple[str, ...], str]:
    text = get_data("nostro.names", "legal_forms.tsv") or b""
    lines = (line.split("\t") for line in text.decode().splitlines())
    return {tuple(form.split(" ")): name for form, name in lines}


# Keyed by words as they are compared: in small letters, without marks and dots; a form in another
# script stands both in its own letters and in Latin ones. Sp. z o.o. is (sp, z, oo), (sp, z, o, o)
# and (sp, zoo).
LEGAL_FORMS: dict[tuple[str, ...], str] = _read()
# Forms of one word that are also an article, a name, a syllable or an everyday word: As-Saadi,
# Spa, Sal, Zao, Nguyen Cao Ky, East (est) in French. At the end of a company's name, or at its
# beginning for those that stand there (PT, AO, AT, PAO, ZAO, TOO, TOV), they are forms; elsewhere
# and in names of people they are not.
AMBIGUOUS: frozenset[str] = frozenset(
    "ab ad ae ag ano ao as asa asc at ay bsc bt bv ca co coop cv dd doo eg ek est ev fop fz gk hb "
    "hf ike jsa kd kk ks ksc ky lc lp nao ngo ou oy pao pat psa pt pup rt rup ry sa saa sac sae "
    "sal sas sca sce sd se sf sha sia ska sl spa spc ssa sti too tov ug vos yk zao zat zs".split()
)
