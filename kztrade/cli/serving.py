"""`kztrade serve`: the dashboard on this computer."""

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="Address of this computer to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(metavar="PORT", help="Port to listen on.", min=1, max=65535)] = 8501,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
    base_path: Annotated[
        str,
        typer.Option(
            metavar="PATH", help="Path under which a proxy serves the dashboard, such as /trade.", show_default=False
        ),
    ] = "",
    originals: Annotated[
        bool | None,
        typer.Option(
            "--show-originals/--hide-originals",
            help="Whether every visitor sees the originals kept here; those at this computer alone unless given.",
        ),
    ] = None,
) -> None:
    """Serve until Ctrl-C; a browser opens as soon as the server answers."""
    from kztrade.web import opening, server

    server.require_free(host, port)  # before the browser meets whoever holds the port
    if show and opening.has_screen():
        opening.open_soon(host, port, base_path)
    server.serve(host, port, base_path=base_path, show_originals=originals)
