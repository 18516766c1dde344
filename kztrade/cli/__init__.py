"""The same verbs without a browser: read, derive, export, draw, verify.

A command imports what it needs when it runs, so that `kztrade --help` does not wait for pandas or Streamlit. What is
printed are tables and views that others make; no sentence and no figure is made here.
"""

from kztrade.cli.program import main

__all__ = ["main"]
