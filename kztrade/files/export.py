"""Figures as they are held, under the contract's own columns, in any format of tables or as a package."""

from kztrade.figures import contract_table
from kztrade.files.package import Chosen as Chosen
from kztrade.files.registry import Format, Kind
from kztrade.words import Telling


def exported(told: Telling, one: Format, chosen: Chosen) -> bytes:
    """Chosen figures in a format of tables or of everything.

    Raises:
        UsageError: A row of a package is neither an observation of an indicator that we hold nor one of our targets.
    """
    if one.of is Kind.EVERYTHING:
        return one.write(told, chosen)
    return one.write(told, contract_table(told, chosen.rows, chosen.filters))
