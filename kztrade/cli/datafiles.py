"""The data files of the project: checked and recorded."""

import typer

from kztrade.cli import speech
from kztrade.cli.lines import print_table
from kztrade.cli.options import Folder
from kztrade.cli.writing import write_file


def check(folder: Folder = None) -> None:
    """How many rows each table has, or every fault."""
    from kztrade import listings, store
    from kztrade.words import commands

    told = speech.told(store.read_data(folder or store.FOLDER))
    print_table(listings.counts(told), commands.no_fault(told.words, told.data.version))


def record(folder: Folder = None) -> None:
    """Checksums are written only of files without fault."""
    from kztrade import store
    from kztrade.words import commands

    place = folder or store.FOLDER
    data = store.read_data(place, verify=False)
    write_file(place / store.SUMS, store.checksums(place).encode())
    typer.echo(commands.recorded(speech.words(), str(place / store.SUMS), data.version))
