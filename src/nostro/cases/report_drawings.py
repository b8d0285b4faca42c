"""The drawings of a report as geometry: boxes and lines of a network, marks on a timeline.

Only places and words are worked out here; the templates turn them into SVG, escaping all text.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from nostro.cases.report_layout import LABEL, Layout, Line, Point, Route, Size, lay_out
from nostro.cases.report_text import visible

__all__ = [
    "Box",
    "Drawing",
    "Label",
    "Link",
    "Node",
    "Tag",
    "Text",
    "Tone",
    "draw_graph",
    "fit",
    "text_width",
]

Tone = Literal["plain", "listed", "possible", "place"]

_BOX_WIDTH = 214
_ROOM = 1100  # what a desk screen shows without scrolling
_PADDING = 12
_PORT = 22
_TITLE = 13.0
_SMALL = 11.0
_TITLE_STEP = 17
_LINE_STEP = 15
_LABEL_STEP = 13


class Tag(NamedTuple):
    """What a party or its bank is marked as, in words, and how strongly."""

    tone: Tone
    words: str
    of_bank: bool = False


class Node(NamedTuple):
    """A box: its title, smaller lines below it, and what it is marked as, in words."""

    key: str
    title: str
    lines: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    tone: Tone = "plain"


class Link(NamedTuple):
    """A line from box to box: words above it and below it, and in full in `about`."""

    source: str
    target: str
    above: str
    below: tuple[str, ...] = ()
    about: str = ""
    tone: Tone = "plain"


class Text(NamedTuple):
    """One line of text: where its baseline starts, what it says, how it looks."""

    x: float
    y: float
    words: str
    style: str


class Box(NamedTuple):
    """A node with its place, its size and its fitted lines of text."""

    node: Node
    at: Point
    size: Size
    texts: list[Text]


class Label(NamedTuple):
    """The words of a link, one `Text` a line, on a ground that covers the line below them."""

    link: Link
    route: Route
    ground: tuple[float, float, float, float]
    texts: list[Text]


class Drawing(NamedTuple):
    """A network ready for the template."""

    title: str
    boxes: list[Box]
    labels: list[Label]
    canvas: Size


def draw_graph(title: str, nodes: Sequence[Node], links: Sequence[Link]) -> Drawing:
    """Place nodes and links; every link joins two of the nodes.

    It runs to the right where a screen has room for that, else downward.
    """
    numbers = {node.key: number for number, node in enumerate(nodes)}
    fitted = [_texts(node) for node in nodes]
    lines: list[Line] = [(numbers[link.source], numbers[link.target]) for link in links]
    leaving, entering = Counter(source for source, _ in lines), Counter(end for _, end in lines)
    sizes = [
        Size(_BOX_WIDTH, max(texts[-1].y + _PADDING, _PORT * max(leaving[box], entering[box])))
        for box, texts in enumerate(fitted)
    ]
    layout = lay_out(sizes, lines)
    if layout.canvas.width > _ROOM:
        down = lay_out(sizes, lines, downward=True)
        layout = min(layout, down, key=lambda one: one.canvas.width)
    boxes = [Box(*box) for box in zip(nodes, layout.boxes, sizes, fitted, strict=True)]
    labels = [_label(*pair, layout) for pair in zip(links, layout.routes, strict=True)]
    return Drawing(title, boxes, labels, layout.canvas)


def _label(link: Link, route: Route, layout: Layout) -> Label:
    """Words on the middle of their line: the first above a level one, all over an upright one."""
    words = [fit(line, LABEL.width, _SMALL) for line in (link.above, *link.below)]
    level = not layout.downward
    top = route.label.y + (-5 if level else 4 - _LABEL_STEP * (len(words) - 1) / 2)
    gap = 5 if level else 0
    ys = [top + _LABEL_STEP * number + (gap if number else 0) for number in range(len(words))]
    styles = ["above", *["below"] * (len(words) - 1)]
    texts = [
        Text(route.label.x, y, w, style) for y, w, style in zip(ys, words, styles, strict=True)
    ]
    wide = max(text_width(line, _SMALL) for line in words)
    ground = (route.label.x - wide / 2, top - 11, wide, ys[-1] - top + 15)
    return Label(link, route, (0, 0, 0, 0) if level else ground, texts)


def _texts(node: Node) -> list[Text]:
    """The lines of a box from top to bottom, y counted from its top edge."""
    room = _BOX_WIDTH - 2 * _PADDING
    texts, y = [], float(_PADDING - 4)
    for words in _wrap(node.title, room, _TITLE):
        y += _TITLE_STEP
        texts.append(Text(_PADDING, y, words, "title"))
    small = [("line", words) for words in node.lines]
    small += [(f"tag {tag.tone}", tag.words) for tag in node.tags]
    for style, words in small:
        y += _LINE_STEP
        texts.append(Text(_PADDING, y, fit(words, room, _SMALL), style))
    return texts


def _wrap(text: str, room: float, size: float) -> list[str]:
    """At most two lines, broken between words where that is possible."""
    words = visible(text).split()
    first = ""
    while words and text_width(f"{first} {words[0]}", size) <= room:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    if not first:
        return [fit(rest, room, size)]
    return [first, fit(rest, room, size)] if rest else [first]


def fit(text: str, room: float, size: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    text = visible(text)
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[: min(len(text) - 1, int(len(text) * room / text_width(text, size)) + 1)]
    return f"{text.rstrip()}…"


def text_width(text: str, size: float) -> float:
    """About how wide a text is drawn, in the widest of the fonts that may be there."""
    return size * sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in " .,:;'|iIljt()":
        return 0.36
    return 0.74 if letter.isupper() else 0.6
