"""What a reader can choose to measure trade against, what the article implies, and what belongs to which event."""

from kztrade.answers.article import article
from kztrade.answers.calendar import stated_at
from kztrade.answers.target import later_deadline, turnover_targets
from kztrade.store import shipped_data

DATA = shipped_data()


def test_every_level_and_deadline_announced_for_trade_is_offered_once() -> None:
    found = turnover_targets(DATA)
    assert list(found) == ["1bn", "1bn-2020", "2bn", "2bn-2024", "3bn", "3bn-2030"]
    assert found["2bn"].source == article(DATA).id


def test_a_target_without_deadline_tells_the_one_it_was_given_later() -> None:
    found = turnover_targets(DATA)
    later = later_deadline(DATA, found["3bn"])
    assert later
    assert (str(later.deadline), str(later.set_on)) == ("2030", "2024-12-05")
    assert later_deadline(DATA, found["3bn-2030"]) is None


def test_a_target_that_a_later_report_quotes_belongs_to_the_event_of_its_day() -> None:
    (stated,) = stated_at(DATA, DATA.events["council-3-2012"])
    assert stated.same_day
    assert stated.target
    assert (stated.target.value, stated.target.set_by) == (1e9, "3rd Intergovernmental Council")
    assert not any(one.same_day for one in stated_at(DATA, DATA.events["forum-taraz-2023"]))
