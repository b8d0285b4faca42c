"""The public Python names: all there, all listed, and cheap to import."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import nostro

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(nostro.__path__, "nostro.")
    if not name.startswith("nostro.sample.")
]


def test_every_public_name_can_be_had():
    for name in nostro.__all__:
        assert getattr(nostro, name) is not None
    assert dir(nostro) == nostro.__all__


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = nostro.nothing


@pytest.mark.parametrize("name", MODULES)
def test_all_is_complete(name):
    module = importlib.import_module(name)
    source = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    public = {
        node.name
        for node in source.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    }
    assert public <= set(getattr(module, "__all__", [])), f"{name}.__all__ lacks names"


def test_the_path_that_answers_imports_nothing_heavy():
    code = (
        "import sys, nostro; nostro.Index; nostro.compare; import nostro.cli.main, "
        "nostro.screening.watchlist; "
        "print([m for m in ('followthemoney', 'polars', 'duckdb', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
