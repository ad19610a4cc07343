"""Addresses of matching."""

from django.urls import URLPattern, URLResolver, path

from samakki.matching.web.views import judging

app_name = "matching"
urlpatterns: list[URLPattern | URLResolver] = [
    path("entities/<str:reference>/same-as/", judging.choose_other, name="choose_other"),
    path("entities/<str:reference>/same-as/<str:other>/", judging.pair, name="pair"),
    path("judgements/<str:code>/confirm/", judging.confirm, name="confirm"),
    path("judgements/<str:code>/withdraw/", judging.withdraw, name="withdraw"),
]
