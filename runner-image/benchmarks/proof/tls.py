"""TLS 1.3 (RFC 8446), read with the secrets that the target notes down."""
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from proof.capture import Unknown
from proof.records import Records

HANDSHAKE, DATA = 22, 23
#: where the random bytes of a hello lie in its record
RANDOM = slice(6, 38)
#: in the server's hello, where it takes a session that the client has from before: the extension pre_shared_key, and which one
RESUMED = b"\x00\x29\x00\x02\x00\x00"


class Suite(NamedTuple):
    hash: type
    length: int
    cipher: type


SUITES = {0x1301: Suite(hashes.SHA256, 16, AESGCM), 0x1302: Suite(hashes.SHA384, 32, AESGCM), 0x1303: Suite(hashes.SHA256, 32, ChaCha20Poly1305)}


class Key:
    """What one side's records are sealed with until it takes another (RFC 8446, 7.3 and 5.2)."""

    def __init__(self, suite, secret):
        self.suite, self.secret = suite, secret
        self.cipher = suite.cipher(self.expand(b"key", suite.length))
        self.iv = int.from_bytes(self.expand(b"iv", 12), "big")
        self.number = 0

    def expand(self, label, length):
        label = b"tls13 " + label
        info = length.to_bytes(2, "big") + bytes([len(label)]) + label + b"\x00"
        return HKDFExpand(self.suite.hash(), length, info).derive(self.secret)

    def open(self, head, body):
        """(kind, content)."""
        plain = self.cipher.decrypt((self.iv ^ self.number).to_bytes(12, "big"), body, head).rstrip(b"\x00")
        self.number += 1
        return plain[-1], plain[:-1]


class Side:
    """What one of the two says."""

    def __init__(self, name):
        self.name = name
        self.records = Records()
        self.keys = []

    def know(self, suite, secrets):
        """In the order in which they are taken."""
        self.keys = [Key(suite, secrets[f"{self.name}_{which}"]) for which in ("HANDSHAKE_TRAFFIC_SECRET", "TRAFFIC_SECRET_0")]

    def open(self, head, body):
        while self.keys:
            try:
                return self.keys[0].open(head, body)
            except InvalidTag:
                del self.keys[0]
        raise Unknown("a record that no key opens, or that was not kept as a whole")


class Tls13:
    """What is said on one connection."""

    def __init__(self, secrets):
        """:param secrets: of each connection, by the random bytes of the client's hello and by their name"""
        self.secrets = secrets
        self.client, self.server = Side("CLIENT"), Side("SERVER")
        self.random = None
        self.resumed = False
        #: how long the target had the word in the handshake, until the client's last
        self.before = 0
        self.said = self.heard = None
        self.shaken = False

    def plain(self, packet):
        """A packet with what the records hold that end in it."""
        side = self.client if packet.asks else self.server
        self.turn(packet)
        content = b""
        for head, body in side.records.ended(packet):
            if head[0] == DATA:
                self.shaken |= packet.asks
                kind, text = side.open(head, body)
                content += text if kind == DATA else b""
            elif head[0] == HANDSHAKE:
                self.hello(packet.asks, body)
        return packet._replace(payload=content, length=len(content))

    def turn(self, packet):
        if not packet.asks:
            self.heard = packet.at
            return
        if self.heard is not None and not self.shaken:
            self.before += self.heard - self.said
        self.said, self.heard = packet.at, None

    def hello(self, asks, body):
        if asks:
            self.random = body[RANDOM]
            return
        self.resumed = RESUMED in body
        suite = RANDOM.stop + 1 + body[RANDOM.stop]
        known = SUITES[int.from_bytes(body[suite : suite + 2], "big")]
        for side in self.client, self.server:
            side.know(known, self.secrets[self.random])


def secrets(file):
    """As NSS writes them down: what, of which client's random bytes, and the secret."""
    known = {}
    for line in file.read_text().splitlines():
        if not line.startswith("#"):
            name, random, secret = line.split()
            known.setdefault(bytes.fromhex(random), {})[name] = bytes.fromhex(secret)
    return known
