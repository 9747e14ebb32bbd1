"""`handbook serve`: a live preview of the handbook while it is written."""

import errno
import shutil
import signal
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.options import Chosen, Unusable, day_option, handbook_options
from handbook.cli.progress import Progress

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.site.preview.keeper import Keeper
    from handbook.site.preview.server import Server

PORT = 8000
_NEXT = 20
_CLOCK = 30


@click.command()
@handbook_options
@day_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others can connect only if you change it.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port to listen on; default: {PORT}, or the next free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the preview in a browser.")
def serve(choice: Chosen, host: str, port: int | None, opens: bool) -> None:
    """Preview the handbook while you write.

    Pages reload as files are saved. Working texts are shown as drafts beside what is in force. The site itself is not
    touched. Press Ctrl+C to stop.
    """
    choice.refuse_without_config()
    choice.refuse_without_data()
    server = _listen(host, port)
    click.echo(f"preview on {server.address}")
    click.echo(f"watching {choice.data}, {choice.config}; press Ctrl+C to stop")
    if opens:
        import webbrowser

        webbrowser.open(server.address)
    scratch = Path(tempfile.mkdtemp(prefix="handbook-preview-"))
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        _run(choice, server, scratch)
    except KeyboardInterrupt:
        click.echo("\npreview ended", err=True)
    finally:
        server.server_close()
        shutil.rmtree(scratch, ignore_errors=True)


def _listen(host: str, port: int | None) -> "Server":
    """A server on the port, or on the next free one where none was named."""
    from handbook.site.preview.server import Server

    tries = [port] if port is not None else list(range(PORT, PORT + _NEXT))
    for number in tries:
        try:
            return Server(host, number)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise Unusable(f"cannot listen on {host}:{number}: {problem.strerror or problem}") from None
    if port is not None:
        raise Unusable(f"port {port} is in use; choose another with --port, or omit --port to use the next free one")
    raise Unusable(f"ports {tries[0]} to {tries[-1]} are all in use; choose one with --port")


def _run(choice: Chosen, server: "Server", scratch: Path) -> None:
    """Serve until Ctrl+C."""
    from handbook.cli.editing import editing
    from handbook.site.preview.keeper import Keeper
    from handbook.site.preview.server import Preview
    from handbook.site.preview.subject import Subject

    def today(handbook: "Handbook") -> date:
        return choice.day(handbook)

    subject = Subject(
        data=choice.data,
        config=choice.config,
        today=today,
        store=choice.store,
        key=choice.key,
        scratch=scratch,
        editing=lambda: editing(choice),
    )
    stop = threading.Event()
    with Progress() as progress:
        keeper = Keeper(subject, progress)
        server.preview = Preview(keeper)
        threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
            threading.Thread(target=_watch, args=(choice, keeper, stop), daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            keeper.run()
        finally:
            stop.set()
            keeper.close()
            server.shutdown()


def _watch(choice: Chosen, keeper: "Keeper", stop: threading.Event) -> None:
    """Tell the keeper what is saved, and now and then to look at the clock."""
    from handbook.render.templates import templates_folder
    from handbook.site.watching import Places, watched

    places = Places(data=choice.data, config=choice.config, templates=templates_folder())
    looked = time.monotonic()
    try:
        for saved in watched(places, stop, lambda: None):
            if saved:
                keeper.note(saved)
            if time.monotonic() - looked > _CLOCK:
                looked = time.monotonic()
                keeper.look_at_clock()
    except (OSError, RuntimeError) as problem:
        sys.stderr.write(f"files cannot be watched, so pages do not reload: {problem}\n")
