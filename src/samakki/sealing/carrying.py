"""What is carried by hand between nodes, as age files under a passphrase that is said on the telephone.

Messages inside are sealed to their desks already; this keeps from a finder of the stick who writes to whom, and when.

Source:
    https://c2sp.org/age
"""

import re
import secrets

import pyrage
from pyrage import passphrase as age

from samakki.kernel.references import SYMBOLS
from samakki.sealing.errors import SealBroken

MOST_WORK = 20
"""Highest work factor taken: a gigabyte of memory, once. Machines of today write 17 or 18, and each is the double."""
_HEAD = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
GROUPS, LETTERS = 6, 4  # 24 symbols of 29: 116 bits


def new_passphrase() -> str:
    """Six groups of four symbols that cannot be confused when they are read out."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(LETTERS)) for _ in range(GROUPS))


def seal_to_carry(plain: bytes, *, passphrase: str) -> bytes:
    """An age file that the ``age`` program opens with the passphrase, too."""
    sealed: bytes = age.encrypt(plain, passphrase)
    return sealed


def open_carried(sealed: bytes, *, passphrase: str) -> bytes:
    """What ``seal_to_carry`` sealed.

    Raises:
        SealBroken: the passphrase is another one, or the file was changed or cut short, or asks for more memory than
            any node's does.
    """
    head = _HEAD.match(sealed)
    if head is None or int(head[1]) > MOST_WORK:
        message = "The file does not open: it is none that is carried between nodes, or the file is damaged."
        raise SealBroken(message)
    try:
        opened: bytes = age.decrypt(sealed, passphrase)
    except pyrage.DecryptError as error:
        message = "The file does not open: the passphrase is another one, or the file is damaged."
        raise SealBroken(message) from error
    return opened
