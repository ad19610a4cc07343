import pytest

from tools.trial.visitor import Answer, Unexpected, Visitor, form_with, forms

PAGE = """
<form method="post" action="/language/"><input type="hidden" name="next" value="/a?b=1&amp;c"><button>Go</button></form>
<form method="post"><input name="who"><textarea name="why">
x &amp; y</textarea>
<select name="role"><option value="a">A<option value="b" selected>B</select>
<input type="radio" name="how" value="one"><input type="radio" name="how" value="two" checked>
<input type="checkbox" name="sure" value="yes"><input type="checkbox" name="all" value="1" checked>
<input type="checkbox" name="all" value="2"><input type="checkbox" name="all" value="3" checked>
<select name="first"><option value="">None<option value="c">C</select>
<input type="submit" name="save" value="Save"></form>
"""


def answer(text: str, status: int = 200, **headers: str) -> Answer:
    return Answer("/here/", status, headers, text, 0.0)


def test_a_form_sends_what_a_browser_would() -> None:
    language, other = forms(answer(PAGE))
    assert language.action == "/language/"
    assert language.fields == {"next": "/a?b=1&c"}
    assert other.fields == {
        "who": "", "why": "x & y", "role": "b", "how": "two", "all": ["1", "3"], "first": ""
    }  # fmt: skip
    assert other.choices == {
        "role": ["a", "b"], "how": ["one", "two"], "sure": ["yes"], "all": ["1", "2", "3"], "first": ["", "c"]
    }  # fmt: skip


def test_a_form_is_found_by_a_field() -> None:
    assert form_with(answer(PAGE), "role").fields["how"] == "two"
    with pytest.raises(Unexpected, match="no form with a field 'secret'"):
        form_with(answer(PAGE), "secret")


def test_a_node_that_sends_the_browser_round_in_circles_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(1, "kh.localhost")
    monkeypatch.setattr(visitor, "get", lambda path: answer("", 302, location=path))
    with pytest.raises(Unexpected, match="circles"):
        visitor.follow(answer("", 302, location="/here/"))
