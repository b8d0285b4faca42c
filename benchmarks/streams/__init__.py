"""Streams of payments to measure with."""
