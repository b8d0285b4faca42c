"""One file a pattern; each has `find(graph, roles)`."""

from nostro.network.typologies import cutout_relay, pass_through

__all__ = ["TYPOLOGIES"]

TYPOLOGIES = (cutout_relay, pass_through)
