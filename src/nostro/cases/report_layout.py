"""Where the boxes and lines of a drawn network go: layers by hop, to the right or downward.

A plain layered layout (Sugiyama, Tagawa and Toda, 1981): lines that would close a circle are set
aside, boxes go into layers by their longest way from a start, and layers are ordered by the mean
place of their neighbours. Between two layers each line has a slot of its own that holds its
label, so that labels never overlap. Meant for some dozens of boxes; the same input gives the same
layout. Distances are pixels; `along` runs with the flow, `across` beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

__all__ = ["LABEL", "Layout", "Line", "Point", "Route", "Size", "lay_out"]

_BEND = 26
_BETWEEN = 24
_MARGIN = 24  # more than a detour, which runs outside of the boxes
_DETOUR = 14
_ASIDE = 0.42  # beyond the ports of the lines ahead
_SWEEPS = 8

Line = tuple[int, int]


class Point(NamedTuple):
    """A place on the canvas, from its top left corner."""

    x: float
    y: float


class Size(NamedTuple):
    """How large something is drawn."""

    width: float
    height: float


LABEL = Size(128, 58)


class Route(NamedTuple):
    """A line as an SVG path with the middle of its label; `back` where it closes a circle."""

    path: str
    label: Point
    back: bool


class Layout(NamedTuple):
    """Top left corners of the boxes and routes of the lines, in their order, and the canvas."""

    boxes: list[Point]
    routes: list[Route]
    canvas: Size
    downward: bool


class _Grid:
    """Boxes, and the bends of lines that pass a layer by, as numbers in layers.

    `ways[line]` holds what a line passes, source and target included; empty for a line back.
    """

    def __init__(self, boxes: Sequence[Size], lines: Sequence[Line], *, downward: bool) -> None:
        self.downward = downward
        self.slot = LABEL if downward else Size(LABEL.height, LABEL.width)
        sizes = boxes if downward else [Size(box.height, box.width) for box in boxes]
        self.across = [size.width for size in sizes]
        self.along = [size.height for size in sizes]
        ahead = _without_circles(lines)
        self.levels = _levels(len(boxes), ahead)
        self.layers: list[list[int]] = [[] for _ in range(max(self.levels, default=-1) + 1)]
        for box, level in enumerate(self.levels):
            self.layers[level].append(box)
        depths = [max(self.along[box] for box in layer) for layer in self.layers]
        self.starts = [float(_MARGIN)]
        for depth in depths:
            self.starts.append(self.starts[-1] + depth + self.slot.height + 2 * _BEND)
        self.end = self.starts[-1] - self.slot.height - 2 * _BEND if boxes else _MARGIN
        self.ways = [self._way(*line) if line in ahead else [] for line in lines]
        self.before: dict[int, list[int]] = defaultdict(list)
        self.after: dict[int, list[int]] = defaultdict(list)
        for left, right in self.steps():
            self.after[left].append(right)
            self.before[right].append(left)

    def steps(self) -> Iterable[Line]:
        """The steps of all lines from layer to layer."""
        return (step for way in self.ways for step in pairwise(way))

    def point(self, along: float, across: float) -> Point:
        """The place on the canvas."""
        return Point(across, along) if self.downward else Point(along, across)

    def _way(self, source: int, target: int) -> list[int]:
        between = range(self.levels[source] + 1, self.levels[target])
        return [source, *(self._bend(level) for level in between), target]

    def _bend(self, level: int) -> int:
        self.across.append(self.slot.width)
        self.along.append(
            self.starts[level + 1] - self.starts[level] - self.slot.height - 2 * _BEND
        )
        self.levels.append(level)
        self.layers[level].append(len(self.across) - 1)
        return len(self.across) - 1


def lay_out(boxes: Sequence[Size], lines: Sequence[Line], *, downward: bool = False) -> Layout:
    """Lay out boxes joined by lines from box to box, by number.

    Each pair of boxes is joined at most once in each direction. Where a circle must be cut,
    lines given first keep their direction.
    """
    grid = _Grid(boxes, lines, downward=downward)
    _order(grid)
    middles = _middles(grid)
    slots = _slots(grid, middles)
    shift = _MARGIN - min(_edges(grid, middles, slots, -0.5), default=0)
    middles = [across + shift for across in middles]
    slots = {step: across + shift for step, across in slots.items()}
    far = max(_edges(grid, middles, slots, 0.5), default=0)
    routes = []
    for line, way in zip(lines, grid.ways, strict=True):
        if way:
            routes.append(_route_ahead(grid, way, middles, slots))
        else:
            far += grid.slot.width
            routes.append(_route_back(grid, line, middles, far - grid.slot.width / 2))
    corners = [
        grid.point(grid.starts[grid.levels[box]], middles[box] - grid.across[box] / 2)
        for box in range(len(boxes))
    ]
    canvas = Size(*grid.point(grid.end + _MARGIN, far + _MARGIN))
    return Layout(corners, routes, canvas, downward)


def _without_circles(lines: Sequence[Line]) -> list[Line]:
    """The lines that can all point to the right, taken in the order given."""
    kept: list[Line] = []
    for source, target in lines:
        if source not in _reached(target, kept):
            kept.append((source, target))
    return kept


def _reached(start: int, lines: Sequence[Line]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        box = waiting.pop()
        new = {target for source, target in lines if source == box} - found
        found |= new
        waiting.extend(new)
    return found


def _levels(boxes: int, lines: Sequence[Line]) -> list[int]:
    """The layer of each box: its longest way from a start; starts stand next to their targets."""
    levels = [0] * boxes
    for _ in range(boxes):
        for source, target in lines:
            levels[target] = max(levels[target], levels[source] + 1)
    targets = {target for _, target in lines}
    for box in {source for source, _ in lines} - targets:
        levels[box] = min(levels[target] for source, target in lines if source == box) - 1
    return levels


def _order(grid: _Grid) -> None:
    """Sort the layers by the mean place of their neighbours, there and back again."""
    for sweep in range(_SWEEPS):
        onward = sweep % 2 == 0
        neighbours = grid.before if onward else grid.after
        places = {item: place for layer in grid.layers for place, item in enumerate(layer)}
        for layer in grid.layers if onward else reversed(grid.layers):
            means = {item: fmean(places[n] for n in neighbours[item] or [item]) for item in layer}
            layer.sort(key=means.__getitem__)
            places.update({item: place for place, item in enumerate(layer)})


def _middles(grid: _Grid) -> list[float]:
    """Where across each box and bend stands: near its neighbours, apart from its peers."""
    middles = [0.0] * len(grid.across)
    for sweep in range(_SWEEPS):
        for layer in grid.layers if sweep % 2 == 0 else reversed(grid.layers):
            near = [grid.before[item] + grid.after[item] or [item] for item in layer]
            wanted = [fmean(middles[n] for n in group) for group in near]
            placed = _spread(wanted, [grid.across[item] + _BETWEEN for item in layer])
            for item, across in zip(layer, placed, strict=True):
                middles[item] = across
    return middles


def _spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Places in the order given, near the wanted ones on average, without overlap."""
    placed: list[float] = []
    floor = float("-inf")
    for want, size in zip(wanted, sizes, strict=True):
        placed.append(max(want, floor + size / 2))
        floor = placed[-1] + size / 2
    shift = fmean(want - place for want, place in zip(wanted, placed, strict=True))
    return [place + shift for place in placed]


def _slots(grid: _Grid, middles: Sequence[float]) -> dict[Line, float]:
    """For each step between two layers, where across it runs straight through its label."""
    gaps: dict[int, list[Line]] = defaultdict(list)
    for step in grid.steps():
        gaps[grid.levels[step[0]]].append(step)
    slots: dict[Line, float] = {}
    for steps in gaps.values():
        steps.sort(key=lambda step: (middles[step[0]] + middles[step[1]], middles[step[1]], step))
        wanted = [(middles[left] + middles[right]) / 2 for left, right in steps]
        placed = _spread(wanted, [grid.slot.width] * len(steps))
        slots.update(zip(steps, placed, strict=True))
    return slots


def _edges(
    grid: _Grid, middles: Sequence[float], slots: dict[Line, float], part: float
) -> list[float]:
    """The near (part -0.5) or far (0.5) edges of all that is drawn."""
    boxes = [across + part * size for across, size in zip(middles, grid.across, strict=True)]
    return boxes + [across + part * grid.slot.width for across in slots.values()]


def _port(grid: _Grid, middles: Sequence[float], item: int, other: int, peers: list[int]) -> float:
    """Where a step touches an item: its peers share the side in the order of their places."""
    ranked = sorted(peers, key=lambda peer: (middles[peer], peer))
    usable = grid.across[item] * 0.7
    return middles[item] + usable * ((ranked.index(other) + 1) / (len(ranked) + 1) - 0.5)


def _route_ahead(
    grid: _Grid, way: list[int], middles: Sequence[float], slots: dict[Line, float]
) -> Route:
    path = ""
    for left, right in pairwise(way):
        across = slots[left, right]
        start = grid.starts[grid.levels[left]] + grid.along[left]
        end = grid.starts[grid.levels[right]]
        slot_end = end - _BEND
        slot_start = slot_end - grid.slot.height
        leaves = _port(grid, middles, left, right, grid.after[left])
        enters = _port(grid, middles, right, left, grid.before[right])
        path += _move(grid, "L" if path else "M", start, leaves)
        path += _curve(grid, start, leaves, slot_start, across)
        path += _move(grid, "L", slot_end, across)
        path += _curve(grid, slot_end, across, end, enters)
    middle = grid.starts[grid.levels[way[1]]] - _BEND - grid.slot.height / 2
    return Route(path, grid.point(middle, slots[way[0], way[1]]), back=False)


def _route_back(grid: _Grid, line: Line, middles: Sequence[float], lane: float) -> Route:
    """Out of the far side, along a lane beyond everything, and into the target from before."""
    source, target = line
    start = grid.starts[grid.levels[source]] + grid.along[source]
    end = grid.starts[grid.levels[target]]
    leaves = middles[source] + _ASIDE * grid.across[source]
    enters = middles[target] + _ASIDE * grid.across[target]
    turns = [
        (start, leaves),
        (start + _DETOUR, leaves),
        (start + _DETOUR, lane),
        (end - _DETOUR, lane),
        (end - _DETOUR, enters),
        (end, enters),
    ]
    path = "".join(_move(grid, "L" if n else "M", *turn) for n, turn in enumerate(turns))
    return Route(path, grid.point((start + end) / 2, lane), back=True)


def _move(grid: _Grid, command: str, along: float, across: float) -> str:
    point = grid.point(along, across)
    return f"{command}{point.x:.1f} {point.y:.1f}"


def _curve(grid: _Grid, along: float, across: float, to_along: float, to_across: float) -> str:
    half = (along + to_along) / 2
    ends = (half, across), (half, to_across), (to_along, to_across)
    return "C" + "".join(_move(grid, " ", *end) for end in ends).lstrip()
