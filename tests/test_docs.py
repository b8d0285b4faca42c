"""Docs are part of the program: every command and option in them, every link in them whole."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def command_page():
    return runpy.run_path(str(ROOT / "tools/command_docs.py"))["page"]()


def test_every_command_and_option_is_in_the_docs():
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == command_page(), "run: python tools/command_docs.py > docs/commands.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_named_files_exist(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    files = re.findall(r"`((?:docs|src|tests|tools|benchmarks)/[\w./-]+)`", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    missing += [file for file in files if not (ROOT / file).exists()]
    assert missing == []


def test_make_help_names_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert {"demo", "test", "check", "bench", "serve", "clean"} <= explained
    assert targets == explained
