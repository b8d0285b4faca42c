#!/bin/sh
# Makes the environment of the peers that `nostro bench matching` compares with.
# usage: benchmarks/setup_peers.sh [DIR]
# pyicu compiles against ICU: on Debian, first `apt-get install libicu-dev pkg-config g++`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/nostro/bench-peers}
${PYTHON:-python3} -m venv "$place"
"$place/bin/pip" install --quiet --requirement "$here/peers.txt"
echo "the peers are in $place"
