"""Three ledgers and what was said of them, small enough to work everything out by hand; and the shipped data."""

from collections.abc import Callable

import pytest

from kztrade.ledgers import Books
from kztrade.model import Data
from kztrade.store import shipped_data

BNS, NSC = Books("bns", "KAZ"), Books("nsc", "KGZ")
IMF_KAZ, IMF_KGZ = Books("imf-dots", "KAZ"), Books("imf-dots", "KGZ")

LEDGERS = """
    exports KAZ KGZ 2021 exact 674755155.26  source=bns
    imports KAZ KGZ 2021 exact 375776997.92  source=bns
    exports KAZ KGZ 2022 exact 792951726.44  source=bns
    imports KAZ KGZ 2022 exact 453925253.15  source=bns
    exports KAZ KGZ 2023 exact 1147176217.54 source=bns
    imports KAZ KGZ 2023 exact 540959389.7   source=bns
    exports KGZ KAZ 2021 exact 382191799     source=nsc
    imports KGZ KAZ 2021 exact 661839422     source=nsc
    exports KGZ KAZ 2022 exact 410888086     source=nsc
    imports KGZ KAZ 2022 exact 770215582     source=nsc
    exports KGZ KAZ 2023 exact 449009325     source=nsc
    imports KGZ KAZ 2023 exact 862182567     source=nsc
    exports KAZ KGZ 2020 exact 550e6 low=550e6 high=550e6 source=imf-dots
    imports KAZ KGZ 2020 exact 250e6 low=250e6 high=250e6 source=imf-dots
    exports KGZ KAZ 2020 exact 290e6 low=290e6 high=290e6 source=imf-dots
"""
SAID = """
    turnover        KAZ KGZ 2022            about    1.3e9    source=minister
    turnover        KAZ KGZ 2022            exact    1.3e9    source=ministry
    turnover        KGZ KAZ 2022            about    1.2e9    source=cabinet
    turnover_growth KAZ KGZ 2022            exact    19       source=ministry
    turnover        KAZ KGZ 2022            exact    299.4e6  source=farms scope=agriculture
    turnover        KAZ KGZ 2023-01/2023-07 exact    755.4e6  source=ministry
    exports         KAZ KGZ 2023-01/2023-07 exact    469.7e6  source=ministry
    imports         KAZ KGZ 2023-01/2023-07 exact    285.6e6  source=ministry
    exports         KAZ KGZ 2022            exact    793e6    source=minister
    turnover_change KAZ KGZ 2021/2023       exact    61       source=minister
    turnover        KAZ KGZ 2024            exact    1.7e9    source=minister
    turnover        KAZ KGZ 2024            exact    1.7e9    source=ministry
    turnover        KGZ KAZ 2024            about    1.8e9    source=cabinet
    turnover        KAZ KGZ 2024-01/2024-06 exact    0.8e9    source=ministry
"""
PUBLISHED = {"minister": "2024-02", "ministry": "2023-09-24", "bns": "2024", "nsc": "2024"}


@pytest.fixture(scope="session")
def ledgers_and_statements(dataset: Callable[..., Data]) -> Data:
    return dataset(LEDGERS + SAID, "turnover KAZ KGZ 2022-10 1.5e9 2023", PUBLISHED)


@pytest.fixture(scope="session")
def shipped() -> Data:
    return shipped_data()
