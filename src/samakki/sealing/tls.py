"""What is read in a TLS certificate: its public key, as the trust list pins it, and its end."""

from datetime import datetime

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


def ends_at(certificate: bytes) -> datetime:
    """When a certificate in DER ends, in UTC.

    Raises:
        ValueError: it is no certificate.
    """
    return load_der_x509_certificate(certificate).not_valid_after_utc
