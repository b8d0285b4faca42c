"""The layout: everything on the canvas, nothing on top of anything else, always the same."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nostro.cases.report_layout import LABEL, Size, lay_out

BOX = Size(200, 80)


@st.composite
def graphs(draw):
    boxes = draw(st.lists(st.builds(Size, st.just(200), st.integers(30, 120)), max_size=9))
    numbers = st.integers(0, max(len(boxes) - 1, 0))
    pairs = st.lists(st.tuples(numbers, numbers), unique=True, max_size=16)
    return boxes, draw(pairs) if boxes else []


def touch(first, second):
    (x, y, wide, high), (left, top, width, height) = first, second
    return x < left + width and left < x + wide and y < top + height and top < y + high


def _label(route):
    left, top = route.label.x - LABEL.width / 2, route.label.y - LABEL.height / 2
    return left, top, LABEL.width - 1e-6, LABEL.height - 1e-6


@settings(max_examples=120)
@given(graphs(), st.booleans())
def test_boxes_and_labels_stay_apart_and_on_the_canvas(graph, downward):
    sizes, lines = graph
    layout = lay_out(sizes, lines, downward=downward)
    assert len(layout.boxes) == len(sizes)
    assert len(layout.routes) == len(lines)
    boxes = [(*at, *size) for at, size in zip(layout.boxes, sizes, strict=True)]
    labels = [_label(route) for route in layout.routes]
    for x, y, width, height in boxes:
        assert x > 0
        assert x + width < layout.canvas.width
        assert y > 0
        assert y + height < layout.canvas.height
    for first, second in combinations(boxes, 2):
        assert not touch(first, second)
    ahead = [label for label, route in zip(labels, layout.routes, strict=True) if not route.back]
    for first, second in combinations(ahead, 2):
        assert not touch(first, second)
    for label in labels:
        assert not any(touch(label, box) for box in boxes)


@settings(max_examples=60)
@given(graphs(), st.booleans())
def test_the_same_input_gives_the_same_layout(graph, downward):
    assert lay_out(*graph, downward=downward) == lay_out(*graph, downward=downward)


@pytest.mark.parametrize("downward", [False, True])
def test_a_chain_runs_with_the_flow(downward):
    layout = lay_out([BOX] * 4, [(0, 1), (1, 2), (2, 3)], downward=downward)
    along = [box.y if downward else box.x for box in layout.boxes]
    across = {box.x if downward else box.y for box in layout.boxes}
    assert all(a < b for a, b in pairwise(along))
    assert len(across) == 1
    assert not any(route.back for route in layout.routes)


def test_a_circle_is_cut_at_its_last_line():
    layout = lay_out([BOX] * 3, [(0, 1), (1, 2), (2, 0)])
    assert [route.back for route in layout.routes] == [False, False, True]
    assert layout.boxes[0].x < layout.boxes[1].x < layout.boxes[2].x


def test_a_line_over_several_layers_passes_the_boxes_between():
    layout = lay_out([BOX] * 3, [(0, 1), (1, 2), (0, 2)])
    passing = layout.routes[2].path
    level = {float(y) for _, y in re.findall(r"L([\d.]+) ([\d.]+)", passing)}
    top, bottom = layout.boxes[1].y, layout.boxes[1].y + BOX.height
    assert all(y < top or y > bottom for y in level)


def test_nothing_gives_an_empty_canvas():
    layout = lay_out([], [])
    assert layout.boxes == []
    assert layout.routes == []
    assert layout.canvas.width >= 0
