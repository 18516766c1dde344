"""Answers put into words and drawn: what a page shows and what a file of the same chart holds."""

from kztrade.pictures.calendar import calendar_frame, calendar_picture, kinds
from kztrade.pictures.drawn import Drawn
from kztrade.pictures.explore import USUAL, explore_picture
from kztrade.pictures.gallery import PICTURES
from kztrade.pictures.ledgers import FLOWS, ledgers_frame, ledgers_picture, mirror_pairs
from kztrade.pictures.statements import level_text, statements_picture, verdict_text
from kztrade.pictures.target import BEHIND, factor, target_frame, target_picture
from kztrade.pictures.targets import deadline, fate_text, rating_name, targets_picture

__all__ = [
    "BEHIND",
    "FLOWS",
    "PICTURES",
    "USUAL",
    "Drawn",
    "calendar_frame",
    "calendar_picture",
    "deadline",
    "explore_picture",
    "factor",
    "fate_text",
    "kinds",
    "ledgers_frame",
    "ledgers_picture",
    "level_text",
    "mirror_pairs",
    "rating_name",
    "statements_picture",
    "target_frame",
    "target_picture",
    "targets_picture",
    "verdict_text",
]
