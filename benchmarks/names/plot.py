"""A small plot with two logarithmic axes, written as SVG by hand."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

__all__ = ["Line", "write_plot"]

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 90, 30, 50, 60
COLOURS = ("#1b5e8c", "#c0562b", "#4b8b3b", "#7a4b8b")


class Line(NamedTuple):
    """One line of a plot."""

    label: str
    across: Sequence[float]
    up: Sequence[float]


class _Scale(NamedTuple):
    """From values to places, by powers of ten."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> "_Scale":
        low = math.floor(math.log10(min(values)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def write_plot(path: Path, title: str, below: str, lines: Sequence[Line]) -> None:
    """Write the lines as an SVG file."""
    across = _Scale.over([v for line in lines for v in line.across], LEFT, WIDTH - RIGHT)
    up = _Scale.over([v for line in lines for v in line.up], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(WIDTH / 2, 24, title, size=16),
        _text(WIDTH / 2, HEIGHT - 14, below),
        *_grid(across, up),
        *(part for at, line in enumerate(lines) for part in _line(at, line, across, up)),
        "</svg>",
    ]
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    for value in across.ticks():
        x = across.at(value)
        yield f'<path d="M{x} {up.start}V{up.end}" stroke="#ddd"/>'
        yield _text(x, up.start + 20, f"{value:,.0f}")
    for value in up.ticks():
        y = up.at(value)
        yield f'<path d="M{across.start} {y}H{across.end}" stroke="#ddd"/>'
        yield _text(across.start - 8, y + 4, f"{value:,g}", anchor="end")


def _line(at: int, line: Line, across: _Scale, up: _Scale) -> Iterator[str]:
    colour = COLOURS[at % len(COLOURS)]
    places = [(across.at(x), up.at(y)) for x, y in zip(line.across, line.up, strict=True)]
    path = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
    for x, y in places:
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    top = TOP + 4 + 18 * at
    yield f'<path d="M{WIDTH - 250} {top}h24" stroke="{colour}" stroke-width="2.5"/>'
    yield _text(WIDTH - 220, top + 4, line.label, anchor="start")


def _text(x: float, y: float, text: str, size: int = 13, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(text)}</text>'
