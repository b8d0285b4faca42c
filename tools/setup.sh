#!/usr/bin/env bash
# Makes .venv with what constraints/ pins, on a machine that may have nothing but Python and make.
# usage: tools/setup.sh [PYTHON]
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}

say() { printf '%s\n' "$*" >&2; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "nostro needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1)."
  say "Name another one: make PYTHON=python3.12 demo"
  exit 1
fi

make_venv() { rm -rf .venv && "$python" -m venv .venv >/dev/null 2>&1; }

# Debian's own python3 leaves venv to a package of its own.
if ! make_venv; then
  if "$python" -m pip --version >/dev/null 2>&1 \
    && "$python" -m pip install --quiet --user --break-system-packages virtualenv 2>/dev/null \
    && "$python" -m virtualenv --quiet .venv; then
    :
  elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing python3-venv ..."
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    make_venv
  else
    say "This Python cannot make a virtual environment. Install it first: apt-get install python3-venv"
    exit 1
  fi
fi

say "Installing nostro and what it needs into .venv ..."
PIP_CONSTRAINT=constraints/build.txt .venv/bin/python -m pip install \
  --quiet --disable-pip-version-check --no-input -c constraints/dev.txt -e '.[dev]'
.venv/bin/python -m compileall -q src/nostro
.venv/bin/python -m nostro.matching.prepare
.venv/bin/python -m nostro.screening.past.prepare
touch .venv/.installed
