"""Random Python programs by seed, a CPython that runs them in a clean heap, and a minimiser: what `differential.py` is made of."""
