"""The version, in the one place that the build and the alerts both read."""

__version__ = "0.1.0"
