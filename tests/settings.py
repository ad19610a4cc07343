"""Settings of the test run: the node's own, with throw-away keys and a database chosen by ``SAMAKKI_TEST_DB``."""

from samakki.node.settings import *  # noqa: F403  (a settings module is a flat list of names)

SECRET_KEY = "tests only"
