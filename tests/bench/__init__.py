"""Benchmarks: a made-up archive of any size, the generators people would pick instead, and the tables."""
