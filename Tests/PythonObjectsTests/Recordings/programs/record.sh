#!/bin/sh
# Records anew what CPython 3.13 answers to the programs here:  ./record.sh PYTHON3.13 ORACLE.py
# ORACLE.py executes an operation program and prints one JSON line per operation. A program's name is PROFILE-SEED of generate.py.
# Left out are seeds in which a collection finds the key and the value of a dict with keys that are not str through
# that dict alone: CPython visits the value first there.
cd "$(dirname "$0")" || exit 1
for program in *.jsonl; do
    name=${program%.jsonl}
    python3 generate.py --seed "${name#*-}" --n 160 --profile "${name%-*}" > "$program"
    "$1" -I "$2" "$program" > "$name.out"
done
