"""Readers of sanctions lists, their versions, and what changed between versions."""
