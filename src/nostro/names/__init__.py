"""What a name is: its tokens in Latin letters, how much each weighs, its legal form."""

from nostro.names.tokens import Token, tokenise

__all__ = ["Token", "tokenise"]
