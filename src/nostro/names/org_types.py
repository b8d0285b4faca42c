"""Legal forms: the many ways to write them, and the class each belongs to.

A form says little about who a company is, and the same firm is LLC here and OOO there, so forms
become a class and weigh almost nothing. Forms stand here in Latin letters, as words are compared.
Written as in the companies acts of their countries.
"""

__all__ = ["LEGAL_FORMS", "LONGEST_FORM"]

_CLASSES = {
    "llc": (
        "llc|l l c|ooo|too|tov|mchj|limited liability company|"
        "limited liability co|obshchestvo s ogranichennoi otvetstvennostyu|"
        "obshchestvo s ogranichennoy otvetstvennostyu|"
        "tovarystvo z obmezhenoiu vidpovidalnistiu|gmbh|ges m b h|gesmbh|"
        "gesellschaft mit beschrankter haftung|sarl|s a r l|srl|s r l|s l|sl|sro|s r o|spol s r o|"
        "doo|d o o|ood|eood|kft|sp z o o|spolka z ograniczona odpowiedzialnoscia|bv|b v|bvba|sprl|"
        "ltda|limitada|lda|fze|fzc|fzco|fz llc|dmcc|wll|w l l|spc|oy|as|ab|aps|uab|sia|ou|mmc|"
        "sociedad de responsabilidad limitada|responsabilidad limitada"
    ),
    "jsc": (
        "jsc|j s c|ojsc|oao|pjsc|pao|cjsc|zao|ao|at|pat|nao|aoot|"
        "joint stock company|open joint stock company|public joint stock company|"
        "closed joint stock company|joint stock commercial bank|aktsionernoe obshchestvo|"
        "otkrytoe aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|"
        "zakrytoe aktsionernoe obshchestvo|ag|a g|"
        "aktiengesellschaft|sa|s a|societe anonyme|sociedad anonima|spa|s p a|societa per azioni|"
        "nv|n v|plc|p l c|public limited company|a s|anonim sirketi|oyj|asa|ad|a d|rt|nyrt|zrt|"
        "saog|saoc|psc|p s c|pjs|tbk|bhd|berhad|kk|kabushiki kaisha|psjc|qsc|q s c"
    ),
    "ltd": (
        "ltd|limited|ltd co|co ltd|co limited|company limited|pte ltd|pte|pvt ltd|pvt|"
        "private limited|pty ltd|pty|sdn bhd|sdn|hk ltd|proprietary limited|ltd sti|limited sirketi"
    ),
    "corp": "corp|corporation|inc|incorporated|co inc|korporatsiya",
    "co": "co|company|cie|compagnie|kompaniya|sherkat|sherkate|cia|compania|shrka|shrkt",
    "lp": "lp|l p|llp|l l p|slp|limited partnership|limited liability partnership|kg|gmbh co kg",
    "enterprise": (
        "fgup|gup|state unitary enterprise|federal state unitary enterprise|"
        "unitary enterprise|est|establishment"
    ),
}

LEGAL_FORMS: dict[tuple[str, ...], str] = {
    tuple(form.split()): name for name, forms in _CLASSES.items() for form in forms.split("|")
}
LONGEST_FORM = max(map(len, LEGAL_FORMS))
