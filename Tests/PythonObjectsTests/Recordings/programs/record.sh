#!/bin/sh
# Records what CPython 3.13 answers to random heap programs:  ./record.sh PYTHON3.13 ORACLE.py
# ORACLE.py executes an operation program and prints one JSON line per operation.
cd "$(dirname "$0")" || exit 1
for profile in basic cycles weak fin all; do
    for seed in 1 2 3 4 5 6; do
        python3 generate.py --seed $seed --n 160 --profile $profile > $profile-$seed.jsonl
        "$1" -I "$2" $profile-$seed.jsonl > $profile-$seed.out
    done
done
