"""Two officers change one case at once: the second sees both and chooses."""

import re

from samakki.cases.models import Case
from tests.web.cases.world import World


def mark_in(html: str) -> str:
    (found,) = re.findall(r'name="seen"[^>]*value="([0-9a-f]+)"', html)
    return str(found)


def test_a_nickname_is_not_overwritten_unseen(world: World) -> None:
    client, address = world.client("investigator"), f"/cases/{world.case}/describe/"
    mark = mark_in(client.get(address).content.decode())
    sent = {"nickname_is_no_name": "on", "countries": ["KH", "TH"], "other_countries": "", "seen": mark}
    assert client.post(address, {**sent, "nickname": "Grey ferry"}).status_code == 302
    answer = client.post(address, {**sent, "nickname": "Night bus"})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Somebody changed this while you were writing" in html
    assert html.count("Grey ferry") >= 1
    assert 'value="Night bus"' in html
    assert Case.objects.get(reference=world.case).nickname == "Grey ferry"
    again = {**sent, "nickname": "Night bus", "seen": mark_in(html)}
    assert client.post(address, again).status_code == 302
    assert Case.objects.get(reference=world.case).nickname == "Night bus"
