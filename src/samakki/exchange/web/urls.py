"""Addresses of the exchange. No name of a person is in any of them."""

from django.urls import URLPattern, URLResolver, path

from samakki.exchange.web.views import directory, mail, peers, wire

app_name = "exchange"
urlpatterns: list[URLPattern | URLResolver] = [
    path("exchange", wire.call, name="call"),
    path("directory/", directory.find, name="directory"),
    path("directory/<address:address>/", directory.desk, name="desk"),
    path("trust/", directory.state, name="trust"),
    path("mail/", mail.list_mail, name="mail"),
    path("mail/<code:reference>/", mail.show_message, name="message"),
    path("mail/<code:reference>/undo/", mail.undo_message, name="undo"),
    path("mail/<code:reference>/proof/<code:receipt>/", mail.receipt_proof, name="receipt_proof"),
    path("peers/", peers.list_peers, name="peers"),
    path("peers/<code:reference>/again/", peers.retry, name="retry"),
]
