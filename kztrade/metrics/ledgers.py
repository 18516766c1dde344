"""The same trade in two ledgers: turnover and balance inside one, the mirror gap between both."""

from dataclasses import replace

from kztrade.codes import UNSPECIFIED, Unit
from kztrade.errors import UnitError
from kztrade.message import Message
from kztrade.metrics.ledger import (
    derived,
    name,
    require_one_ledger,
    require_one_period,
    require_one_unit,
    require_total,
)
from kztrade.model import Metric, Observation


def turnover(exports: Observation, imports: Observation) -> Metric:
    """Exports plus imports of goods as one reporter records them (IMTS 2010).

    Must not be built from one side's exports and the other side's: those are the same reporter's two flows or nothing.

    Raises:
        UnitError: Two ledgers, reporters or partners, a part of the trade, or not exports and imports.
        PeriodError: Two periods.
    """
    _require_one_trade(exports, imports)
    formula = Message("exports {period} + imports {period}", period=exports.period)
    return derived("turnover", exports.period, exports.unit, lambda out, home: out + home, formula, exports, imports)


def balance(exports: Observation, imports: Observation) -> Metric:
    """Exports less imports of goods as one reporter records them (IMTS 2010).

    Raises:
        UnitError: Two ledgers, reporters or partners, a part of the trade, or not exports and imports.
        PeriodError: Two periods.
    """
    _require_one_trade(exports, imports)
    formula = Message("exports {period} − imports {period}", period=exports.period)
    return derived("balance", exports.period, exports.unit, lambda out, home: out - home, formula, exports, imports)


def mirror_gap(exporter: Observation, importer: Observation) -> Metric:
    """How the exporter's figure for a flow differs from the importer's: exporter ÷ importer − 1, in percent.

    The one metric in which two reporters meet. A gap is not an error, and it has no cause here: IMTS 2010 lists what may
    open one, and no source says what opened this one.

    Args:
        exporter: `exports` by the side that sends.
        importer: `imports` of the same period by the side that receives.

    Returns:
        The gap, whose reporter and partner are unspecified; without a value where the importer records nothing.

    Raises:
        UnitError: Not the two ends of one flow, or a scope that is not the total.
        PeriodError: Two periods.
    """
    _require_two_ends(exporter, importer)
    require_total(exporter, importer)
    require_one_period(exporter, importer)
    require_one_unit(exporter, importer)
    gap = derived(
        "mirror_gap",
        exporter.period,
        Unit.PERCENT,
        lambda sent, arrived: (sent / arrived - 1) * 100,
        Message("{exporter} ÷ {importer} − 1", exporter=name(exporter), importer=name(importer)),
        exporter,
        importer,
    )
    ledger = "+".join(dict.fromkeys((exporter.ledger, importer.ledger)))
    return replace(gap, ledger=ledger, reporter=UNSPECIFIED, partner=UNSPECIFIED)


def _require_two_ends(exporter: Observation, importer: Observation) -> None:
    _require_flows(exporter, importer)
    mirrored = (importer.partner, importer.reporter)
    if (exporter.reporter, exporter.partner) != mirrored or exporter.reporter == importer.reporter:
        raise UnitError(
            "{first} and {second} are not two ends of one flow.",
            "Mirror one side by the other.",
            first=name(exporter),
            second=name(importer),
        )


def _require_one_trade(exports: Observation, imports: Observation) -> None:
    _require_flows(exports, imports)
    require_one_period(exports, imports)
    require_one_unit(exports, imports)
    require_one_ledger(exports, imports)


def _require_flows(exports: Observation, imports: Observation) -> None:
    if (exports.indicator, imports.indicator) != ("exports", "imports"):
        raise UnitError(
            "{first} and {second} are no exports and imports.",
            "Give exports first.",
            first=name(exports),
            second=name(imports),
        )
