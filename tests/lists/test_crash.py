"""An import that is killed at any instant leaves the old versions or the new one as well."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from nostro.lists.versions import VersionStore
from nostro.sample import SAMPLE

RUNS = 20
FIRST = date(2020, 1, 1)
NOW = datetime(2024, 9, 23, 8, tzinfo=UTC)
LISTS = [SAMPLE / "lists" / "un", SAMPLE / "lists" / "ofac-2024-09-20"]
# Imports one version after another, for days that follow each other, until it is killed. Each
# fourth one is refused first, and then accepted.
IMPORTER = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from nostro.lists.settings import ListSettings, Settings
from nostro.lists.versions import VersionStore

folder, day, *lists = sys.argv[1:]
day, now = date.fromisoformat(day), datetime(2024, 9, 23, 8, tzinfo=UTC)
never = {"checks": {"minimum": {"vessel": 1000}}}
sources = ("us_ofac_sdn", "un_sc_sanctions")
strict = Settings(lists={source: ListSettings(**never) for source in sources})
print("ready", flush=True)
while True:
    day += timedelta(days=1)
    store = VersionStore(Path(folder), strict if day.day % 4 == 0 else None)
    store.import_files(map(Path, lists), imported_at=now, published=day)
    for refused in [version for source in sources for version in store.refused(source)]:
        store.accept(refused.source, refused.version_id, by="ada", at=now, reason="a test")
    print("imported", flush=True)
"""


def test_a_killed_import_leaves_whole_versions_alone(tmp_path):
    chance = random.Random(20240919)
    store = VersionStore(tmp_path / "lists")
    store.import_files(LISTS, imported_at=NOW, published=FIRST)
    an_import = time_of_an_import(tmp_path / "other", FIRST)
    day, checked = FIRST, set()
    for _ in range(RUNS):
        kill_while_importing(tmp_path / "lists", day, chance.uniform(0, 2 * an_import))
        for source in store.sources(refused=True):
            versions = store.versions(source)
            for version in versions:
                if (source, version.version_id) not in checked:
                    checked.add((source, version.version_id))
                    store.verify(version)
                    assert sum(1 for _ in store.entities(version)) == sum(version.counts.values())
            store.refused(source)
        day = min(version.published for version in store.in_force())
    assert len(checked) > 2
    result = store.import_files(LISTS, imported_at=NOW, published=date(2029, 1, 1))
    assert len(result.versions) == 2
    assert not (tmp_path / "lists" / ".incoming").exists()
    for before, after in pairwise(store.versions("un_sc_sanctions")[:-1]):
        assert (after.published - before.published).days == 1


def time_of_an_import(folder: Path, day: date) -> float:
    """Seconds until the first version is there: on a loaded machine kills come later too."""
    with importing(folder, day) as importer:
        assert importer.stdout
        began = time.monotonic()
        assert importer.stdout.readline() == b"imported\n"
        importer.kill()
        return time.monotonic() - began


@contextmanager
def importing(folder: Path, day: date) -> Iterator[subprocess.Popen[bytes]]:
    arguments = [sys.executable, "-c", IMPORTER, str(folder), str(day), *map(str, LISTS)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as importer:
        assert importer.stdout
        assert importer.stdout.readline() == b"ready\n"
        yield importer


def kill_while_importing(folder: Path, day: date, after_s: float) -> None:
    with importing(folder, day) as importer:
        try:
            importer.wait(after_s)
        except subprocess.TimeoutExpired:
            importer.send_signal(signal.SIGKILL)
    assert importer.returncode == -signal.SIGKILL
