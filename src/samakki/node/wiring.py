"""What this installation joins: decisions and classifications that libraries cannot carry themselves, and panels.

Subjects register their own pages and words when they are loaded; here stands what no single subject knows.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.access.web.decisions import AccessDecision
from samakki.node.config import NodeConfig
from samakki.node.web import health

THIRD_PARTY_VIEWS: Mapping[str, object] = MappingProxyType(
    {
        "ui:language": AccessDecision("public", "choosing the language of the sign-in page, and of every other"),
        "ui:stay": AccessDecision("public", "answers nothing; the idle lock counts that it was asked"),
    }
)
"""Decisions for views that cannot carry one themselves, by URL name: those of the frame, which is below ``access``."""

_O, _P = Class.OPERATIONAL, Class.PERSONAL
_UNUSED = "empty: the library brings the table, and no page or action writes to it"

THIRD_PARTY_RECORDS: Mapping[str, Records] = MappingProxyType(
    {
        "auth.Permission": Records(
            Compartment.ACCOUNTS,
            {"id": _O, "name": _O, "content_type": _O, "codename": _O},
            retention="as long as the node; Django lists its tables there, and the policy does not read it",
        ),
        "auth.Group": Records(Compartment.ACCOUNTS, {"id": _O, "name": _O}, retention=_UNUSED),
        "auth.Group_permissions": Records(
            Compartment.ACCOUNTS, {"id": _O, "group": _O, "permission": _O}, retention=_UNUSED
        ),
        "contenttypes.ContentType": Records(
            Compartment.ACCOUNTS, {"id": _O, "app_label": _O, "model": _O}, retention="as long as the node"
        ),
        "sessions.Session": Records(
            Compartment.ACCOUNTS,
            {"session_key": _O, "session_data": _P, "expire_date": _O},
            retention="until the session ends; the keeper clears ended ones every hour, a restore clears all",
        ),
        "account.EmailAddress": Records(
            Compartment.ACCOUNTS,
            {"id": _O, "user": _P, "email": _P, "verified": _O, "primary": _O},
            retention=_UNUSED,
        ),
        "account.EmailConfirmation": Records(
            Compartment.ACCOUNTS,
            {"id": _O, "email_address": _P, "created": _O, "sent": _O, "key": _O},
            retention=_UNUSED,
        ),
        "mfa.Authenticator": Records(
            Compartment.ACCOUNTS,
            {"id": _O, "user": _P, "type": _O, "data": _P, "created_at": _O, "last_used_at": _P},
            retention="until the officer removes the factor, the sign-in is recovered, or the account is closed",
        ),
        "usersessions.UserSession": Records(
            Compartment.ACCOUNTS,
            {
                "id": _O,
                "user": _P,
                "created_at": _O,
                "ip": _P,
                "last_seen_at": _P,
                "session_key": _O,
                "user_agent": _P,
                "data": _P,
            },
            retention="until the session ends; the keeper clears ended ones every hour",
        ),
        "axes.AccessAttempt": Records(
            Compartment.ACCOUNTS,
            {
                "id": _O,
                "user_agent": _P,
                "ip_address": _P,
                "username": _P,
                "http_accept": _P,
                "path_info": _O,
                "attempt_time": _O,
                "get_data": _P,
                "post_data": _P,
                "failures_since_start": _O,
            },
            retention="one day; the next right password clears it at once",
        ),
        "axes.AccessAttemptExpiration": Records(
            Compartment.ACCOUNTS, {"access_attempt": _O, "expires_at": _O}, retention="with the attempt"
        ),
        "axes.AccessFailureLog": Records(
            Compartment.ACCOUNTS,
            {
                "id": _O,
                "user_agent": _P,
                "ip_address": _P,
                "username": _P,
                "http_accept": _P,
                "path_info": _O,
                "attempt_time": _O,
                "locked_out": _O,
            },
            retention=_UNUSED,
        ),
        "axes.AccessLog": Records(
            Compartment.ACCOUNTS,
            {
                "id": _O,
                "user_agent": _P,
                "ip_address": _P,
                "username": _P,
                "http_accept": _P,
                "path_info": _O,
                "attempt_time": _O,
                "logout_time": _P,
                "session_hash": _O,
            },
            retention=_UNUSED,
        ),
        "django_tasks_database.DBTaskResult": Records(
            Compartment.ACCOUNTS,
            {
                "id": _O,
                "status": _O,
                "enqueued_at": _O,
                "started_at": _O,
                "finished_at": _O,
                "args_kwargs": _O,  # references alone
                "priority": _O,
                "task_path": _O,
                "worker_ids": _O,
                "queue_name": _O,
                "backend_name": _O,
                "run_after": _O,
                "return_value": _O,
                "exception_class_path": _O,
                "traceback": _O,  # no error leaves a task, so that its words never come here
            },
            retention="seven days after the work was done; the keeper clears it",
        ),
    }
)
"""Classes and retention of tables that libraries bring, by model label."""


def join(config: NodeConfig) -> None:
    """Register what only this installation knows; called once, when every subject is loaded."""
    health.register()
    _join_cases_and_reports()
    _join_exchange()
    if config.is_demo:
        from samakki.demo import codes  # noqa: PLC0415  (a real node never loads it)

        codes.register()


def _join_cases_and_reports() -> None:
    """Say what belongs to a case where entities are taken out as a file: its folders, and the reports filed in it."""
    from samakki.cases.actions import protecting as cases  # noqa: PLC0415  (tables must be loaded first)
    from samakki.entities import registries as entities  # noqa: PLC0415  (as above)
    from samakki.intelligence.actions import protecting as intelligence  # noqa: PLC0415  (as above)

    entities.has_parts("cases", lambda case: cases.widen(frozenset({case})))
    entities.has_parts("intelligence", lambda case: intelligence.widen(frozenset({case})))


def _join_exchange() -> None:
    """Say what must not leave the node, who owns what belongs to the node itself, and where attachments come from."""
    from samakki.access.registries import before_leaving, want_before_leaving  # noqa: PLC0415  (tables must be loaded first)
    from samakki.exchange.actions import trust_messages  # noqa: PLC0415  (as above)
    from samakki.node import leaving, line_check  # noqa: PLC0415  (as above)

    line_check.register()
    trust_messages.register()
    for name, veto in (
        (leaving.HELD_BACK, leaving.refuse_held_back),
        (leaving.NODE_LEAVES, leaving.refuse_when_leaving),
    ):
        want_before_leaving(name)
        before_leaving(name, veto)
