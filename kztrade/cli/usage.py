"""What was called wrongly: the errors of the library that reads arguments, in our sentences."""

import re
from typing import Any

import typer
from typer.core import TyperGroup

from kztrade.errors import FilterError, UsageError
from kztrade.message import Message

LONGEST = 60
"""Letters of what was typed that are read back."""


class Commands(TyperGroup):
    """Commands under one name; who asks for one that is not there is told what there is."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the first word names.

        Raises:
            FilterError: There is none.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            from kztrade.selection import choices

            raise FilterError(
                "There is no command {name!r}.", choices(args[0], list(self.commands)), name=args[0][:LONGEST]
            )
        return super().resolve_command(ctx, args)


def usage_error(error: typer.TyperException) -> UsageError | None:
    """The same error in our words; `None` where nothing at all was asked for.

    What the library may add one day stands in its own words.
    """
    from kztrade.words.commands import usage

    context = getattr(error, "ctx", None)
    hint = usage(context.command_path if context else "kztrade")
    option = str(getattr(error, "option_name", ""))[:LONGEST]
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return None
        case "NoSuchOption":
            return UsageError("There is no option {name!r}.", _meant(error, hint), name=option)
        case "BadOptionUsage" if "requires" in error.message:
            return UsageError("{name} needs a value.", hint, name=option)
        case "BadOptionUsage":
            return UsageError("{name} takes no value.", hint, name=option)
        case "MissingParameter":
            return UsageError("{name} is missing.", hint, name=_name(error))
        case "BadParameter":
            return UsageError("{name} cannot take what it was given.", _number(error), name=_name(error))
        case "UsageError" if more := _EXTRA.fullmatch(error.message):
            return UsageError("Nothing asks for {words}.", hint, words=more[1][:LONGEST])
    return UsageError(error.format_message(), hint)


_EXTRA = re.compile(r"Got unexpected extra arguments? ?\(?s?\)? \((.*)\)", re.DOTALL)


def _meant(error: typer.TyperException, hint: Message) -> Message:
    """Which option may have been meant, else where they are listed."""
    from kztrade.selection import choices

    possible = getattr(error, "possibilities", None)
    return choices(str(getattr(error, "option_name", "")), sorted(possible)) if possible else hint


def _number(error: typer.TyperException) -> Message:
    """What an option takes, all of which are numbers where anything can be refused."""
    from kztrade.words.commands import a_number

    parameter: Any = getattr(error, "param", None)
    whole = parameter is not None and parameter.type_descriptor.annotation is int
    return a_number(whole, getattr(parameter, "min", None), getattr(parameter, "max", None))


def _name(error: typer.TyperException) -> str:
    """The option or argument that an error is about, as help writes it."""
    parameter: Any = getattr(error, "param", None)
    options = [option for option in getattr(parameter, "opts", ()) if option.startswith("--")]
    return options[0] if options else str(getattr(parameter, "metavar", None) or "kztrade")
