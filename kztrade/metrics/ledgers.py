"""The same trade in two ledgers: turnover and balance inside one, the mirror gap between both."""

from kztrade.codes import Area, Unit
from kztrade.errors import PeriodError, UnitError
from kztrade.metrics.ledger import inputs, name, require_one, require_one_ledger, status
from kztrade.model import Metric, Observation


def turnover(exports: Observation, imports: Observation) -> Metric:
    """Exports plus imports of goods as one reporter records them (IMTS 2010).

    Must not be built from one side's exports and the other side's: those are the same reporter's two flows or nothing.

    Raises:
        UnitError: Two publishers or reporters, or not exports and imports.
        PeriodError: Two periods.
    """
    ledger = _one_trade(exports, imports)
    formula = f"exports {exports.period} + imports {imports.period}"
    quantity = exports.quantity + imports.quantity
    return Metric(
        "turnover",
        exports.period,
        exports.unit,
        *ledger,
        quantity,
        inputs(exports, imports),
        formula,
        status(exports, imports),
    )


def balance(exports: Observation, imports: Observation) -> Metric:
    """Exports less imports as one reporter records them.

    Raises:
        UnitError: Two publishers or reporters, or not exports and imports.
        PeriodError: Two periods.
    """
    ledger = _one_trade(exports, imports)
    formula = f"exports {exports.period} − imports {imports.period}"
    quantity = exports.quantity - imports.quantity
    return Metric(
        "balance",
        exports.period,
        exports.unit,
        *ledger,
        quantity,
        inputs(exports, imports),
        formula,
        status(exports, imports),
    )


def mirror_gap(exporter: Observation, importer: Observation) -> Metric:
    """How the exporter's figure for a flow differs from the importer's: exporter ÷ importer − 1, in percent.

    The one metric in which two reporters meet. A gap is not an error: valuation (FOB, CIF), goods in transit, the day
    of recording and trade that one side does not see all open one (IMTS 2010, on mirror statistics).

    Args:
        exporter: `exports` by the side that sends.
        importer: `imports` of the same period by the side that receives.

    Raises:
        UnitError: Not the two ends of one flow, or a scope that is not the total.
        PeriodError: Two periods.
    """
    if (exporter.indicator, importer.indicator) != ("exports", "imports"):
        raise UnitError(f"{name(exporter)} and {name(importer)} are no exports and imports.", "Give exports first.")
    ends = (exporter.reporter, exporter.partner)
    if ends != (importer.partner, importer.reporter) or exporter.reporter is importer.reporter:
        raise UnitError(
            f"{name(exporter)} and {name(importer)} are not two ends of one flow.", "Mirror one side by the other."
        )
    for row in (exporter, importer):
        require_one_ledger(row)
    _one_period(exporter, importer)
    require_one("unit", exporter, importer)
    quantity = (exporter.quantity / importer.quantity - 1) * 100
    source = exporter.source if exporter.source == importer.source else f"{exporter.source}+{importer.source}"
    return Metric(
        "mirror_gap",
        exporter.period,
        Unit.PERCENT,
        source,
        Area.OTHER,
        quantity,
        inputs(exporter, importer),
        f"{name(exporter)} ÷ {name(importer)} − 1",
        status(exporter, importer),
    )


def _one_trade(exports: Observation, imports: Observation) -> tuple[str, Area]:
    if (exports.indicator, imports.indicator) != ("exports", "imports"):
        raise UnitError(f"{name(exports)} and {name(imports)} are no exports and imports.", "Give exports first.")
    _one_period(exports, imports)
    require_one("unit", exports, imports)
    return require_one_ledger(exports, imports)


def _one_period(first: Observation, second: Observation) -> None:
    if first.period != second.period:
        raise PeriodError(f"{name(first)} and {name(second)} speak of two periods.", "Take one period.")
