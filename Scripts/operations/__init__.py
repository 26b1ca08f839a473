"""Random programs of heap operations: made from seeds, compared with CPython's answers, made short."""
