"""The API of a node, asked what its own description says may be asked, and what it says may not.

Each operation gets requests made from the OpenAPI document, good ones and ones that break it in one place, with
references of records that are there among those that are not; one that takes a body gets its example as well, as it
stands and with changes (`api_bodies`). An answer must be one that the document has, of its form,
and never a fault. ``python3 run.py fuzz api`` is the long form; ``tests/fuzz/test_api.py`` the short one.
"""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import hypothesis
import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tools.fuzz.api_bodies import Body, examples, near, with_references

if TYPE_CHECKING:
    from schemathesis import APIOperation, Case
    from schemathesis.checks import CheckFunction

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
ACCEPTED = range(200, 300)
SHORT_EXAMPLES, LONG_EXAMPLES, LONG_SECONDS = 3, 200, 600.0
PASSED_OVER = ("query: violates `additionalProperties`",)
"""Names that no operation has are let be in an address: links of elsewhere carry such."""
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


@dataclass
class World:
    """Whose token asks, and what there is to be asked for.

    Attributes:
        token: of an officer who may read and write.
        references: of records that are there.
        numbers: of statements that are there.
        asked: how many requests were made.
        answers: how often each operation answered with each status.
    """

    token: str
    references: Sequence[str]
    numbers: Sequence[int] = ()
    asked: int = 0
    answers: dict[str, dict[int, int]] = field(default_factory=dict)


def operations() -> Iterator["APIOperation[Any, Any, Any, Any]"]:
    """Every operation of the document."""
    from samakki.node.api.urls import document  # noqa: PLC0415  (needs the settings)
    from samakki.node.serving.wsgi import application  # noqa: PLC0415  (as above)

    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    for found in schema.get_all_operations():
        if isinstance(found, Ok):
            yield found.ok()


def asked(operation: "APIOperation[Any, Any, Any, Any]", world: World, times: int, *, seed: int = 0) -> list[str]:
    """Ask one operation so often in each way; what was wrong, each once."""
    wrong: list[str] = []
    for mode in MODES:
        cases = operation.as_strategy(generation_mode=mode)
        checks = [*CHECKS, *([negative_data_rejection] if mode is MODES[1] else [])]
        wrong += _asked_with(operation, cases, checks, world, times, seed)
    if bodies := _bodies(operation):
        wrong += _asked_with(operation, _near(operation, bodies, world), CHECKS, world, times, seed)
    return list(dict.fromkeys(wrong))


def examples_accepted(operation: "APIOperation[Any, Any, Any, Any]", world: World) -> bool:
    """Whether each example of an operation is accepted as it stands, of some record; true where there is none."""
    return all(
        any(_status(operation, path, body, world) in ACCEPTED for path in _paths(operation, world))
        for body in (with_references(one, world.references) for one in _bodies(operation))
    )


def _status(operation: "APIOperation[Any, Any, Any, Any]", path: dict[str, Any], body: Body, world: World) -> int:
    with taken_back():
        return int(_case(operation, path, body).call(headers=_headers(world)).status_code)


def _bodies(operation: "APIOperation[Any, Any, Any, Any]") -> list[Body]:
    return examples(operation.schema.raw_schema, operation.definition.raw)


def _paths(operation: "APIOperation[Any, Any, Any, Any]", world: World) -> list[dict[str, Any]]:
    """What may stand in the address: references and numbers of what is there."""
    names = [one.name for one in operation.path_parameters]
    given = [world.numbers if one == "number" else world.references for one in names]
    return [dict(zip(names, some, strict=True)) for some in product(*given)]


def _near(
    operation: "APIOperation[Any, Any, Any, Any]", bodies: Sequence[Body], world: World
) -> "st.SearchStrategy[Case[Any]]":
    paths = st.sampled_from(_paths(operation, world))
    return st.builds(partial(_case, operation), paths, near(bodies, world.references))


def _case(operation: "APIOperation[Any, Any, Any, Any]", path: dict[str, Any], body: Body) -> "Case[Any]":
    return operation.Case(path_parameters=dict(path), body=body, media_type="application/json")


def _headers(world: World) -> dict[str, str]:
    return {"Authorization": f"Bearer {world.token}"}


def _asked_with(
    operation: "APIOperation[Any, Any, Any, Any]",
    cases: "st.SearchStrategy[Case[Any]]",
    checks: "Sequence[CheckFunction]",
    world: World,
    times: int,
    seed: int,
) -> list[str]:
    label = f"{operation.method.upper()} {operation.path}"
    seen = world.answers.setdefault(label, {})
    wrong: list[str] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=times,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @hypothesis.given(case=cases, known=st.sampled_from(["", *world.references]))
    def ask(case: "Case[Any]", known: str) -> None:
        if known and "reference" in case.path_parameters:
            case.path_parameters["reference"] = known
        with taken_back():
            answer = case.call(headers=_headers(world))
        world.asked += 1
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        try:
            case.validate_response(answer, checks=list(checks))
        except (Failure, FailureGroup) as failure:
            told = first_words(failure)
            if not any(words in told for words in PASSED_OVER):
                wrong.append(f"{label}: {told}")

    with suppress(hypothesis.errors.Unsatisfiable):  # nothing can be wrong with an operation that takes nothing
        ask()
    return wrong


def first_words(failure: BaseException) -> str:
    """What is wrong, without the request: that is in the trace of who looks for it."""
    inner: Sequence[BaseException] = getattr(failure, "exceptions", ()) or (failure,)
    return "; ".join(f"{type(one).__name__} {str(one)[:300]!r}" for one in inner)


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is taken back; a request, which would, does not close the connection."""
    from django.core.signals import request_finished, request_started  # noqa: PLC0415  (needs the settings)
    from django.db import close_old_connections, transaction  # noqa: PLC0415  (as above)

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def world() -> World:
    """An officer with a case, a report, a person and an exhibit."""
    from tests.support.api_world import filled  # noqa: PLC0415  (needs the settings)

    token, references, numbers = filled()
    return World(token, references, numbers)


def play(seconds: float | None) -> int:
    """The long form, on a database of its own; how many things were wrong."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # noqa: PLC0415  (settings are read when it is loaded)
    from django.db import connection  # noqa: PLC0415  (as above)
    from django.test.utils import setup_test_environment  # noqa: PLC0415  (as above)

    django.setup()
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, serialize=False)
    met, wrong, seed = world(), dict[str, None](), 0
    begun = time.monotonic()
    until = begun + (LONG_SECONDS if seconds is None else seconds)
    every = list(operations())
    while seed == 0 or time.monotonic() < until:
        for operation in every:
            for one in asked(operation, met, LONG_EXAMPLES if seed else SHORT_EXAMPLES, seed=seed):
                if one not in wrong:
                    wrong[one] = None
                    print(f"  {one}", flush=True)
            if seed and time.monotonic() >= until:
                break
        seed += 1
    tell(met, time.monotonic() - begun)
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    return len(wrong)


def tell(met: World, seconds: float) -> None:
    """Say how much was asked and what was answered."""
    for label, statuses in met.answers.items():
        told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        print(f"  {label:<62} {told}")
    print(f"api               {met.asked:>9} requests   {met.asked / seconds:>7.1f}/s", flush=True)
