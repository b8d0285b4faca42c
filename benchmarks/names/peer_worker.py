"""The peers' side, run in their own environment: JSON lines in, JSON lines out.

Requests: {"op": "measures"}; {"op": "pairs", "measure", "pairs": [[name, [names], schema]]};
{"op": "hold", "names"}; {"op": "tops", "measure", "queries"} for the best score of each query over
the names held; {"op": "near", "measure", "queries", "bar"} for the places of names from `bar` on.
{"op": "firsts", "measure", "queries"} for the place of the best name, -1 where there are several;
{"op": "latin", "texts"} for texts in plain Latin letters by ICU.
Scores are in [0, 1]; an answer holds the seconds that the work itself took.
"""

import importlib
import importlib.util
import itertools
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.utils import default_process

Measure = Callable[[str, list[str], str], float]
SCORERS: dict[str, tuple[Callable[..., float], float]] = {
    "WRatio": (fuzz.WRatio, 100),
    "token sort": (fuzz.token_sort_ratio, 100),
    "Jaro-Winkler": (JaroWinkler.normalized_similarity, 1),
    "Levenshtein": (Levenshtein.normalized_similarity, 1),
}
ALGORITHMS = {"LogicV2": "logic-v2", "Treasury (ofac)": "ofac"}
WARM_UP = {
    "Person": ("John van Doe", "Jon Doe"),
    "Company": ("Acme Trading GmbH", "ACME Trade Ltd"),
    "Organization": ("Bank of Nowhere", "Nowhere Bank"),
    "Vessel": ("Sea Star 1", "Sea Star 2"),
}
_numbers = itertools.count()


def of_string(scorer: Callable[..., float], scale: float) -> Measure:
    return lambda a, names, _: max(
        scorer(default_process(a), default_process(b)) / scale for b in names
    )


def of_entity(name: str) -> Measure:
    """An algorithm of nomenklatura; every entity gets an id never used before."""
    algorithm = importlib.import_module("nomenklatura.matching").get_algorithm(name)
    proxy = importlib.import_module("followthemoney.proxy").EntityProxy
    config = algorithm.default_config()

    def entity(names: list[str], schema: str) -> Any:
        return proxy.from_dict(
            {"id": f"e{next(_numbers)}", "schema": schema, "properties": {"name": names}}
        )

    def score(a: str, names: list[str], schema: str) -> float:
        return float(algorithm.compare(entity([a], schema), entity(names, schema), config).score)

    return score


def of_unidecode() -> Measure:
    """Letters to ASCII by unidecode, then token sort."""
    ascii_of: Callable[[str], str] = importlib.import_module("unidecode").unidecode
    plain = of_string(fuzz.token_sort_ratio, 100)
    return lambda a, names, schema: plain(ascii_of(a), [ascii_of(b) for b in names], schema)


def latin_by_icu() -> Callable[[str], str]:
    """ICU's transliteration of any script to ASCII, in small letters."""
    transliterator = importlib.import_module("icu").Transliterator
    made = transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
    return lambda text: str(made.transliterate(text)).replace(" ", "")


def all_measures() -> dict[str, Callable[[], Measure]]:
    """The measures that this environment can make, each made when first asked for."""
    made: dict[str, Callable[[], Measure]] = {
        name: lambda pair=pair: of_string(*pair)  # type: ignore[misc]
        for name, pair in SCORERS.items()
    }
    if importlib.util.find_spec("unidecode"):
        made["unidecode + token sort"] = of_unidecode
    if importlib.util.find_spec("nomenklatura"):
        for label, name in ALGORITHMS.items():
            made[label] = lambda name=name: of_entity(name)  # type: ignore[misc]
    return made


class Worker:
    """Answers requests; holds the names of a list between them."""

    def __init__(self) -> None:
        self.makers = all_measures()
        self.ready: dict[str, Measure] = {}
        self.held: list[str] = []

    def measure(self, name: str) -> Measure:
        """The measure of a name, warm."""
        if name not in self.ready:
            self.ready[name] = self.makers[name]()
            for schema, pair in WARM_UP.items():
                self.ready[name](pair[0], [pair[1]], schema)
        return self.ready[name]

    def answer(self, asked: dict[str, Any]) -> Any:
        """What a request asks for."""
        if asked["op"] == "measures":
            return list(self.makers)
        if asked["op"] == "hold":
            self.held = [default_process(name) for name in asked["names"]]
            return len(self.held)
        if asked["op"] == "pairs":
            measure = self.measure(asked["measure"])
            return [measure(a, names, schema) for a, names, schema in asked["pairs"]]
        if asked["op"] == "latin":
            return list(map(latin_by_icu(), asked["texts"]))
        return self.searched(asked)

    def searched(self, asked: dict[str, Any]) -> Any:
        """What is found in the list for each query."""
        scorer, scale = SCORERS[asked["measure"]]
        queries = [default_process(query) for query in asked["queries"]]
        if asked["op"] == "tops":
            return [self.top(query, scorer) / scale for query in queries]
        if asked["op"] == "firsts":
            return [self.first(query, scorer) for query in queries]
        bar = asked["bar"] * scale
        return [self.near(query, scorer, bar) for query in queries]

    def top(self, query: str, scorer: Callable[..., float]) -> float:
        """The best score over the list, on the scale of the scorer."""
        best = process.extractOne(query, self.held, scorer=scorer)
        return float(best[1]) if best else 0.0

    def first(self, query: str, scorer: Callable[..., float]) -> int:
        """The place of the one name that scores the most; -1 where there are several."""
        best = process.extract(query, self.held, scorer=scorer, limit=2)
        return best[0][2] if len(best) == 1 or best[0][1] > best[1][1] else -1

    def near(self, query: str, scorer: Callable[..., float], bar: float) -> list[int]:
        """The places of all names that score at least so much."""
        found = process.extract(query, self.held, scorer=scorer, score_cutoff=bar, limit=None)
        return [place for _, _, place in found]


def main() -> None:
    worker = Worker()
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["op"] == "pairs":
            worker.measure(asked["measure"])
        start = time.perf_counter()
        answer = worker.answer(asked)
        seconds = time.perf_counter() - start
        sys.stdout.write(json.dumps({"answer": answer, "seconds": seconds}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
