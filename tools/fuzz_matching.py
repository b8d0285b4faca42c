"""Coverage-guided fuzzing of how names are read, compared and looked up, kernels in plain Python.

usage: python tools/fuzz_matching.py tests/matching/corpus -max_total_time=300 -max_len=160

`tools/fuzz.sh` runs it, with atheris. New inputs are added to the folder; what breaks is written
to the working folder as crash-... and the run ends. Options are those of libFuzzer. The tests
replay the folder on the compiled kernels.
"""

import os
import sys
import warnings
from pathlib import Path

os.environ["NUMBA_DISABLE_JIT"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import atheris

with atheris.instrument_imports(include=["nostro"]):
    from tests.matching.invariants import check, few

# Hashes wrap around, which compiled code does not say.
warnings.filterwarnings("ignore", "overflow encountered", RuntimeWarning)
INDEX = few()


def main() -> None:
    atheris.Setup(sys.argv, lambda data: check(INDEX, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
