"""A YAML file that a person keeps, as records; what is wrong in it is said with its line."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from nostro.model.errors import InputError

__all__ = ["line_of", "read_yaml"]

T = TypeVar("T")
# The compiled reader is ten times faster; PyYAML has it wherever libyaml was there to build it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 2_000_000
_DEEPEST = 50
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def read_yaml(path: Path, kind: type[T], what: str) -> T:
    """The content of a file. Raises InputError, with the line, where it is not `what`."""
    raw = _bytes(path, what)
    try:
        _refuse_depth(raw)
        loader = _Loader(raw)
        root = loader.get_single_node()
        _refuse_doubles(root)
        return msgspec.convert(root and loader.construct_document(root), kind)
    except yaml.YAMLError as error:
        raise InputError(path, f"not {what}: {' '.join(str(error).split())}") from error
    except msgspec.ValidationError as error:
        line = line_of(root, str(error).rpartition("`$")[2].rstrip("`"))
        raise InputError(path, f"not {what}: line {line}: {error}") from error
    except ValueError as error:  # a day such as 2024-99-99, a number of thousands of digits
        raise InputError(path, f"not {what}: {error}") from error


def _refuse_depth(raw: bytes) -> None:
    """The compiled reader calls itself for what is nested, until its stack runs over."""
    depth = 0
    for event in yaml.parse(raw, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.YAMLError("nested too deeply")


def _bytes(path: Path, what: str) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LONGEST + 1)
    except OSError as error:
        raise InputError(path, error.strerror or str(error)) from error
    if len(raw) > _LONGEST:
        raise InputError(path, f"not {what}: larger than {_LONGEST:,} bytes")
    return raw


def line_of(root: Any, where: str) -> int:
    """The line of a path such as `.rules[0].bar`, as far as it can be followed."""
    node, line = root, 1
    for key, number in _STEP.findall(where):
        if isinstance(node, yaml.MappingNode):
            name = key or number
            pairs = [pair for pair in node.value if pair[0].value == name]
            if not pairs:
                return line
            line, node = pairs[0][0].start_mark.line + 1, pairs[0][1]
        elif isinstance(node, yaml.SequenceNode) and number.isdigit():
            node = node.value[int(number)]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def _refuse_doubles(root: Any) -> None:
    """A key that stands twice would silently lose the first; an alias would hide what is said."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            raise yaml.YAMLError(f"line {node.start_mark.line + 1} is used again by an alias")
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if str(key.value) in keys:
                    line = key.start_mark.line + 1
                    raise yaml.YAMLError(f"line {line}: the key {key.value!r} stands twice")
                keys.add(str(key.value))
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
