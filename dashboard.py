"""The dashboard: pages, one read of the data, one error boundary. Start it with `kztrade serve`."""

from kztrade.web.frame import run

run()
