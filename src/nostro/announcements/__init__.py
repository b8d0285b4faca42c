"""Announcements: the text of a press release or an article as structured designations."""

from nostro.announcements.reader import read_announcement
from nostro.announcements.records import (
    Action,
    Announcement,
    ContestedPlace,
    Relation,
    Target,
)

__all__ = [
    "Action",
    "Announcement",
    "ContestedPlace",
    "Relation",
    "Target",
    "read_announcement",
]
