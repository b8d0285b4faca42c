"""What may go wrong, drawn as a tree.

    NostroError                 one line for the user; the command line exits with 1
    ├── InputError              what was given cannot be used: missing, wrong format, broken
    │   └── IncompleteSetError  files of a list that only mean something together are missing
    ├── WorkspaceError          the workspace is missing something, or damaged
    └── UsageError              the question makes no sense; the command line exits with 2

Bad rows and bad messages are not errors but `Problem` records beside the good ones.
"""

from pathlib import Path

__all__ = ["IncompleteSetError", "InputError", "NostroError", "UsageError", "WorkspaceError"]


class NostroError(Exception):
    """An error that ends a command, said in one line that tells what to do."""

    exit_status = 1


class InputError(NostroError):
    """A file or folder that cannot be used at all."""

    def __init__(self, source: str | Path, reason: str) -> None:
        self.source = str(source)
        self.reason = reason
        super().__init__(f"{self.source}: {reason}")


class IncompleteSetError(InputError):
    """Some files of a list are there and others, without which it misleads, are not."""

    def __init__(self, source: str | Path, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(source, f"incomplete list, missing {', '.join(missing)}")


class WorkspaceError(NostroError):
    """The workspace lacks what the command needs, or holds something damaged."""


class UsageError(NostroError):
    """The arguments contradict each other or name something unknown."""

    exit_status = 2
