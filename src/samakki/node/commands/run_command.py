"""Check the node and start it: web pages and the keeper. Ctrl-C or SIGTERM ends all of it."""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.entities.queries.search.version import index_state
from samakki.node import schema
from samakki.node.beginning import began_as_demo
from samakki.node.checks import problems, secret_in_use
from samakki.node.commands.console import Stopped, complain, say
from samakki.node.config import NodeConfig
from samakki.node.doctor.searching import REBUILD, stale
from samakki.node.restoring.mark import interrupted_restore
from samakki.node.serving import family
from samakki.node.serving.server import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(given: argparse.Namespace, home: Path) -> int:
    """Start the node if nothing speaks against it."""
    family.stop_with_starter()
    config: NodeConfig = settings.CONFIG
    found = problems(config, secret=secret_in_use(), is_debug=settings.DEBUG)
    for problem in found:
        complain(f"The node was not started ({problem.number}).", problem.what, problem.now)
    if found:
        return 1
    _require_whole(config)
    index = index_state()
    if not index.is_current:
        complain("The node starts, and its search finds less than it should.", stale(index), REBUILD)
    if not given.quiet:
        scheme = "http" if config.is_demo else "https"
        say(f"{config.text('title')}: {scheme}://{config.hosts[0]} on port {config.number('port')}. Ctrl-C ends it.")
    serve(config)
    return 0


def _require_whole(config: NodeConfig) -> None:
    """Refuse half a node: an interrupted restore, missing tables, missing static files."""
    if mark := interrupted_restore(config.home):
        raise Stopped("The node was not started.", mark.what(config.home), mark.now)
    if why := schema.why_unreachable(config):
        raise Stopped(
            "The node was not started.",
            f"The PostgreSQL database does not answer: {why}.",
            "Check `database` in node.toml, and that the database server runs.",
        )
    state = schema.state()
    if state.unknown:
        application, name = state.unknown[0]
        raise Stopped(
            "The node was not started.",
            f"The database was used by a newer version of this software (it knows {application} {name}).",
            "Install that version again, or restore a backup made with this one.",
        )
    if state.missing:
        raise Stopped(
            "The node was not started.",
            f"The database lacks {len(state.missing)} steps that this version needs.",
            "Run `samakki upgrade`.",
        )
    if began_as_demo() and not config.is_demo:
        raise Stopped(
            "The node was not started.",
            "It was made as a demonstration: its officers' passwords and second factors are known to everybody.",
            "Make a real node with `samakki init`, in another folder.",
        )
    if not schema.static_manifest(config).exists():
        raise Stopped(
            "The node was not started.",
            f"Style sheets and scripts are missing in {config.path('server.static')}.",
            "Run `samakki upgrade`.",
        )
