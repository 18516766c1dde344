"""The data files of the project: checked and recorded."""

import typer

from kztrade.cli import speech
from kztrade.cli.lines import print_table
from kztrade.cli.options import Folder
from kztrade.cli.writing import write_file


def check(folder: Folder = None) -> None:
    """How many rows each table has, or every fault."""
    from kztrade import listings, store

    told = speech.told(store.read_data(folder or store.FOLDER))
    print_table(listings.counts(told), told.say("No fault found, data version {version}", version=told.data.version))


def record(folder: Folder = None) -> None:
    """Checksums are written only of files without fault."""
    from kztrade import store

    place = folder or store.FOLDER
    data = store.read_data(place, verify=False)
    write_file(place / store.SUMS, store.checksums(place).encode())
    said = speech.words().say(
        "Wrote {place}: data version {version}", place=str(place / store.SUMS), version=data.version
    )
    typer.echo(said)
