"""`handbook serve` where it cannot begin."""

import socket
from pathlib import Path

from tests.cli.conftest import Run


def test_a_port_that_is_taken_is_named(run: Run, data: Path) -> None:
    (data.parent / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert (done.exit_code, f"port {port} is in use" in done.output) == (2, True)


def test_a_host_of_another_machine_is_refused(run: Run, data: Path) -> None:
    (data.parent / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    done = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert (done.exit_code, "cannot listen on 192.0.2.1" in done.output) == (2, True)


def test_without_a_configuration_nothing_is_served(run: Run) -> None:
    done = run("serve")
    assert (done.exit_code, "there is no" in done.output) == (2, True)
