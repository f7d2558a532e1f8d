"""Benchmarks: ratios beside their yardsticks, measured in one run. Never part of the tests."""
