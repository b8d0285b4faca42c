#!/usr/bin/env bash
# Fuzzes the readers of messages, then of names; what is found new or breaks a law goes to fuzz-found/.
# usage: tools/fuzz.sh [options of libFuzzer, such as -max_total_time=600 or -runs=1000]
set -euo pipefail
cd "$(dirname "$0")/.."

PIP_CONSTRAINT=constraints/build.txt .venv/bin/python -m pip install \
  --quiet --disable-pip-version-check -c constraints/fuzz.txt -e '.[fuzz]'

for what in payments matching; do
  echo "Fuzzing $what ..."
  mkdir -p "fuzz-found/$what"
  (cd fuzz-found && ../.venv/bin/python "../tools/fuzz_$what.py" "$what" "../tests/$what/corpus" \
    -print_final_stats=1 "$@") >"fuzz-found/$what.log" 2>&1 \
    || { tail -n 60 "fuzz-found/$what.log"; exit 1; }
  grep '^stat::' "fuzz-found/$what.log"
done
