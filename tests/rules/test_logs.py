import ast
from collections.abc import Collection

import pytest
from django.apps import apps

from samakki.access.domain.classification import Class
from tests.rules.sources import called, calls, modules

METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LOGGERS = {"log", "logger", "logging", "_log", "_logger"}


def personal_names() -> set[str]:
    """Names of text fields that hold something about a person, read off the classification of every model."""
    names = {"get_full_name", "get_username", "email", "ip", "ip_address", "REMOTE_ADDR", "POST", "GET", "body"}
    for model in apps.get_models():
        records = vars(model).get("records")
        for field in model._meta.concrete_fields:
            if records and records.fields.get(field.name) in {Class.PERSONAL, Class.SPECIAL} and not field.is_relation:
                names.add(field.name)
    return names - {"reason"}  # a reason is a code from a list


def logged_persons(tree: ast.AST, names: Collection[str]) -> list[int]:
    """Lines that hand a log something about a person: a field, a variable of its name, or a whole request."""
    return [
        call.lineno
        for call in calls(tree)
        if is_logging(call)
        for value in [*call.args, *(keyword.value for keyword in call.keywords)]
        if last_names(value) & {*names, "request", "session"}
    ]


def is_logging(call: ast.Call) -> bool:
    """Whether a call writes to a log."""
    function = call.func
    return called(call) in METHODS and isinstance(function, ast.Attribute) and ast.unparse(function.value) in LOGGERS


def last_names(value: ast.AST) -> set[str]:
    """Names a value ends in: ``full_name`` for ``grant.officer.full_name``, all of them for a formatted text."""
    match value:
        case ast.Attribute(attr=name):
            return {name}
        case ast.Name(id=name):
            return {name}
        case ast.Subscript(value=inner, slice=ast.Constant(value=str(key))):
            return {key, *(last_names(inner) & {"POST", "GET"})}
        case ast.Call(func=ast.Attribute(attr=name, value=inner)):
            return {name} | (last_names(inner) if name not in {"status_code", "method"} else set())
        case _:
            return {name for child in ast.iter_child_nodes(value) for name in last_names(child)}


def test_no_log_line_is_handed_something_about_a_person() -> None:
    names = personal_names()
    assert {path: lines for path, tree in modules() if (lines := logged_persons(tree, names))} == {}


def test_the_names_to_keep_out_come_from_the_classification() -> None:
    assert {"full_name", "username", "password"} <= personal_names()


@pytest.mark.parametrize(
    "code",
    [
        "log.info('signed in', extra={'who': officer.full_name})",
        "logger.warning(f'no such officer {username}')",
        "logging.getLogger(__name__); logging.error('%s', officer.username)",
        "log.error('bad form', extra={'form': request.POST})",
        "log.error('bad field', extra={'x': request.POST['username']})",
        "log.exception('fault', extra={'request': request})",
        "log.info('%s', officer.get_full_name())",
        "log.info('x', extra={'who': str(officer.full_name).lower()})",
    ],
)
def test_a_person_in_a_log_line_is_caught(code: str) -> None:
    assert logged_persons(ast.parse(code), {"full_name", "username", "get_full_name", "POST"})


@pytest.mark.parametrize(
    "code",
    [
        "log.info('signed in', extra={'officer': officer.code})",
        "log.info('page', extra={'status': response.status_code, 'path': request.resolver_match.view_name})",
        "math.log(username)",
    ],
)
def test_codes_and_numbers_in_a_log_line_are_no_fault(code: str) -> None:
    assert logged_persons(ast.parse(code), {"full_name", "username"}) == []
