"""Programs that ask the API with an officer's token."""

import json
from collections.abc import Mapping
from typing import Any

from django.test import Client

from samakki.access import actions as access
from samakki.access.domain.tokens import Scope
from samakki.access.models import Officer
from tests.support.sign_in import past_first_steps

API = "/api/v1"


class Program:
    """A program with a token."""

    def __init__(self, officer: Officer, scope: Scope = Scope.READ_WRITE) -> None:
        if officer.must_change_password:
            past_first_steps(officer)
            officer.refresh_from_db()
        self.token = access.make_token(by=officer, name="tests", scope=scope, days=1).token
        self.client = Client()

    def ask(self, method: str, path: str, body: object = None, *, key: str | None = None) -> Any:  # noqa: ANN401  (the client's answers carry more than their type says)
        data = "" if body is None else json.dumps(body)
        return self.client.generic(method, f"{API}{path}", data, "application/json", headers=self._headers(key))

    def send(self, path: str, fields: Mapping[str, object], *, key: str | None = None) -> Any:  # noqa: ANN401  (as above)
        """A form with files."""
        return self.client.post(f"{API}{path}", dict(fields), headers=self._headers(key))

    def get(self, path: str) -> Any:  # noqa: ANN401  (as above)
        return self.ask("GET", path)

    def post(self, path: str, body: object, *, key: str | None = None) -> Any:  # noqa: ANN401  (as above)
        return self.ask("POST", path, body, key=key)

    def _headers(self, key: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **({} if key is None else {"Idempotency-Key": key})}


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:  # noqa: ANN401  (as above)
    """What went wrong, held to its form."""
    assert answer["Content-Type"] == "application/problem+json"
    content: dict[str, Any] = answer.json()
    assert (answer.status_code, content["status"], content["code"]) == (status, status, code)
    assert all(content[part] for part in ("what", "why", "now", "reference"))
    return content
