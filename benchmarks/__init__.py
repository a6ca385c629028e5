"""Measures Parvis as it is shipped: `make bench`, or `python -m benchmarks --help`."""
