print("holdfast-benchmarks")
