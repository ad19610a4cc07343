"""A running node gets one form twice at the same moment, as from a double click."""

from concurrent.futures import ThreadPoolExecutor

from samakki.demo.nations import CAMBODIA
from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET
from tools.trial.node import TrialNode, running
from tools.trial.screen import Screen
from tools.trial.visitor import Answer, form_with

AT_ONCE = 4


def test_two_at_once_make_one_report(any_node: TrialNode) -> None:
    writer = next(one for _, _, one in CAMBODIA.officers() if "investigator" in one.roles)
    with running(any_node):
        host = any_node.visitor().host.partition(":")[0]
        screen = Screen(any_node.port, host)
        screen.enter(writer.username, PASSWORD, SECOND_FACTOR_SECRET)
        form = form_with(screen.open("/reports/new/"), "headline")
        sent = {**form.fields, "text": "A man drives a white van.", "headline": "Once and no more"}

        def click(_which: int) -> Answer:
            with Screen(any_node.port, host) as other:
                other.cookies = dict(screen.cookies)
                return other.post("/reports/new/", sent)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(click, range(AT_ONCE)))
        assert {(one.status, one.headers.get("location")) for one in answers} == {(302, answers[0].headers["location"])}
        assert screen.open("/reports/").text.count("Once and no more") == 1
        screen.close()
