"""What a name is: its words in Latin letters, how rare each is, its legal form."""

from nostro.names.tokens import Token, read_name, tokenise, word_alone, words_read
from nostro.names.words import Kind, Word

__all__ = ["Kind", "Token", "Word", "read_name", "tokenise", "word_alone", "words_read"]
