"""The public key in a TLS certificate, as the trust list pins it."""

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate

from samakki.sealing.canonical import sha256


def pin_of(certificate: bytes) -> str:
    """SHA-256 of the SubjectPublicKeyInfo of a certificate in DER; outlives its renewal with the same key.

    Raises:
        ValueError: it is no certificate.
    """
    key = load_der_x509_certificate(certificate).public_key()
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
