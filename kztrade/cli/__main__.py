"""`python -m kztrade.cli` is `kztrade`."""

from kztrade.cli.program import main

main()
