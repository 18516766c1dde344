"""The words of the trade, each explained in a sentence where a reader first meets it: `[ledger](term:ledger)` in a text."""

from kztrade.words.format import Format


def terms(words: Format) -> list[tuple[str, str, str]]:
    """Every term: its name in texts, the word itself, and what it means."""
    return [
        (
            "ledger",
            words.say("Ledger"),
            words.say(
                "One publisher’s figures as one side records them. The two countries count the same trade apart, so no sum or "
                "growth rate here mixes two ledgers."
            ),
        ),
        (
            "turnover",
            words.say("Turnover"),
            words.say("Exports plus imports, as one side records them."),
        ),
        (
            "hedge",
            words.say("Hedge"),
            words.say(
                "A word that leaves a figure open, such as “almost”, “about” or “over”. It stays with every result."
            ),
        ),
        (
            "interval",
            words.say("Interval"),
            words.say("All values that the digits and the words of a figure allow: “1.3 billion” may be 1.25 to 1.35."),
        ),
    ]
