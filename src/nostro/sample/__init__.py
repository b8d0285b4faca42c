"""The bundled sample: real list entries around one case, and invented payments."""

from pathlib import Path

__all__ = ["SAMPLE"]

SAMPLE = Path(__file__).parent
