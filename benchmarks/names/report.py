"""What the benchmark prints: rows beside peers and targets, notes, and what makes it fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

__all__ = ["Report", "Row"]


@dataclass(frozen=True)
class Row:
    """One figure of ours, the peers' in the same run, and the target.

    `beside` are figures to look at that are not measured alike, so no ratio is taken of them.
    """

    what: str
    ours: float
    target: float | None = None
    peers: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    lower: bool = False
    style: str = ".3f"
    section: str = ""

    def best(self) -> tuple[str, float] | None:
        """The peer that comes nearest, or is ahead."""
        if not self.peers:
            return None
        chosen = min if self.lower else max
        return chosen(self.peers.items(), key=lambda item: item[1])

    def ratio(self) -> float | None:
        """How many times better than the best peer; below 1 where the peer is better."""
        best = self.best()
        if best is None:
            return None
        over, under = (best[1], self.ours) if self.lower else (self.ours, best[1])
        if under == 0:
            return 1.0 if over == 0 else float("inf")
        return over / under

    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.ours <= self.target if self.lower else self.ours >= self.target

    def cells(self) -> list[str]:
        """The row as text: what, ours, peers, ratio, target, met."""
        ratio = self.ratio()
        sign = "<=" if self.lower else ">="
        return [
            self.what,
            format(self.ours, self.style),
            ", ".join(
                f"{name} {figure:{self.style}}"
                for name, figure in {**self.peers, **self.beside}.items()
            ),
            "" if ratio is None else f"{ratio:.2f}",
            "" if self.target is None else f"{sign} {self.target:{self.style}}",
            {True: "yes", False: "NO", None: ""}[self.met()],
        ]


_HEAD = ["figure", "ours", "peers", "times the best peer", "target", "met"]


@dataclass
class Report:
    """Rows as they come, printed at once and kept for the summary.

    Without `judged`, the data are no measure and no target is held to them.
    """

    judged: bool = True
    rows: list[Row] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _section: str = ""

    def section(self, name: str, about: str) -> None:
        """Begin a section."""
        self._section = name
        print(f"\n== {name}: {about}", flush=True)

    def row(self, row: Row) -> None:
        """Print a row and keep it."""
        target = row.target if self.judged else None
        row = replace(row, section=self._section, target=target)
        self.rows.append(row)
        what, ours, peers, ratio, wanted, met = row.cells()
        line = f"{what:52} {ours:>9}"
        line += f"  target {wanted} {met}" if wanted else ""
        line += f"  | {peers}" if peers else ""
        print(line + (f"  | x{ratio}" if ratio else ""), flush=True)

    def say(self, text: str) -> None:
        """Print a remark."""
        print(text, flush=True)

    def fail(self, why: str) -> None:
        """The benchmark is not to be believed: it ends with status 1."""
        self.failures.append(why)
        print(f"FAILED: {why}", flush=True)

    def markdown(self) -> str:
        """All rows as one table a section."""
        parts: list[str] = []
        for section in dict.fromkeys(row.section for row in self.rows):
            rows = [row.cells() for row in self.rows if row.section == section]
            parts += [f"### {section}", "", _line(_HEAD), _line(["---"] * len(_HEAD))]
            parts += [*map(_line, rows), ""]
        return "\n".join(parts)

    def finish(self, markdown: Path | None) -> int:
        """Print the summary, write it where asked, and give the exit status."""
        text = self.markdown()
        print(f"\n{text}")
        if markdown:
            markdown.write_text(text, encoding="utf-8")
        judged = [row.met() for row in self.rows if row.met() is not None]
        print(f"{sum(map(bool, judged))} of {len(judged)} targets met")
        for why in self.failures:
            print(f"FAILED: {why}")
        return 1 if self.failures else 0


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
