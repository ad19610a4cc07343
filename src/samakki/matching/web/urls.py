"""Addresses of matching."""

from django.urls import URLPattern, URLResolver, path

from samakki.matching.web.views import judging, possible

app_name = "matching"
urlpatterns: list[URLPattern | URLResolver] = [
    path("entities/<code:reference>/same-as/", judging.choose_other, name="choose_other"),
    path("entities/<code:reference>/same-as/<code:other>/", judging.pair, name="pair"),
    path("entities/<code:reference>/possible-matches/", possible.possible, name="possible"),
    path("judgements/<code:code>/confirm/", judging.confirm, name="confirm"),
    path("judgements/<code:code>/withdraw/", judging.withdraw, name="withdraw"),
]
