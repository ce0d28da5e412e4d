"""From packets to requests and their answers."""
import re
from typing import NamedTuple

from proof.capture import Unknown
from proof.frames import Http2
from proof.records import Records
from proof.target import AWAY, ELSEWHERE, LANDING

PLACE = re.compile(LANDING + rb"\d+")


class Exchange(NamedTuple):
    #: when the client could not be without it any more: it asked for the connection, or where that stood sent the request
    wanted: int
    #: when the kernel had the whole answer
    end: int
    #: from the request to then
    service: int
    #: the same and what came before on a new connection: the time that the target had the word
    response: int


class Connection:
    """One connection's packets, in their order. It carries one request at a time."""

    def __init__(self, stream):
        self.stream = stream
        self.opened = None
        self.opening = 0
        self.sent = None

    @property
    def resumed(self):
        return self.stream.resumed

    def take(self, packet):
        """The exchanges that it ends, of which there is one at most."""
        if packet.opens:
            if packet.asks:
                self.opened = packet.at
            else:
                self.opening = packet.at - self.opened
            return []
        if packet.asks:
            if self.stream.asks(packet):
                if self.sent is not None:
                    raise Unknown("two requests at once on a connection, or one in parts")
                self.sent = packet.at
            return []
        if not self.stream.answers(packet):
            return []
        if self.sent is None:
            raise Unknown("an answer to no request")
        service = packet.at - self.sent
        first = self.opened is not None
        before = self.opening + self.stream.before if first else 0
        exchange = Exchange(self.opened if first else self.sent, packet.at, service, service + before)
        self.sent = self.opened = None
        return self.stream.whole(exchange)

    def is_open(self):
        return self.sent is not None


class Plain:
    """HTTP as it is: each request is one packet. What leads elsewhere goes on there, on this connection or another one."""

    before = 0
    resumed = False

    def __init__(self, answer, elsewhere):
        """:param elsewhere: what was led where, on any connection, and was not asked there yet"""
        self.answer = answer
        self.elsewhere = elsewhere
        self.left = answer
        self.led_by = self.leads_to = None

    def asks(self, packet):
        self.led_by = self.place(packet)
        away = packet.payload.startswith(b"GET " + AWAY)
        self.left = len(ELSEWHERE % 0) if away else self.answer
        return True

    def answers(self, packet):
        self.left -= packet.length
        if self.left < 0:
            raise Unknown("more than one answer at once")
        self.leads_to = self.place(packet)
        return self.left == 0

    @staticmethod
    def place(packet):
        found = PLACE.search(packet.payload)
        return found.group() if found else None

    def whole(self, exchange):
        """With what came before it. The time between them was the client's."""
        if self.led_by:
            hop = self.elsewhere.pop(self.led_by)
            return [Exchange(hop.wanted, exchange.end, hop.service + exchange.service, hop.response + exchange.response)]
        if self.leads_to:
            self.elsewhere[self.leads_to] = exchange
            return []
        return [exchange]


class Tls13:
    """HTTP in TLS 1.3, where a request and its answer are one record each. What else looks like data is told apart by its length: the client's
    last word of the handshake and of the connection is shorter than any request, and the server's words are never as long as the answer."""

    DATA = 23
    #: what a record holds beside its content
    MORE = 17
    #: a client's record that is no request has at most so many bytes: SHA-384's Finished, which JDKs pad
    SHORT = 4 + 48 + MORE + 16

    HANDSHAKE = 22
    #: in the server's first word, where it takes a session that the client has from before: the extension pre_shared_key, and which one
    RESUMED = b"\x00\x29\x00\x02\x00\x00"
    #: no such word is longer
    HEADER_AND_HELLO = 256

    def __init__(self, answer):
        self.answer = answer + self.MORE
        self.resumed = False
        self.client, self.server = Records(), Records()
        #: how long the target had the word in the handshake, until the client's last
        self.before = 0
        self.said = self.heard = None
        self.shaken = False

    def asks(self, packet):
        if self.heard is not None and not self.shaken:
            self.before += self.heard - self.said
        self.said, self.heard = packet.at, None
        asked = False
        for kind, length in self.client.ended(packet):
            if kind == self.DATA:
                self.shaken = True
                if length > self.SHORT:
                    if asked:
                        raise Unknown("two requests at once on a connection, or one in parts")
                    asked = True
        return asked

    def answers(self, packet):
        self.heard = packet.at
        if packet.payload[:1] == bytes([self.HANDSHAKE]) and self.RESUMED in packet.payload[: self.HEADER_AND_HELLO]:
            self.resumed = True
        return [length for kind, length in self.server.ended(packet) if kind == self.DATA].count(self.answer) == 1

    def whole(self, exchange):
        return [exchange]


class Seen(NamedTuple):
    """What a capture tells."""

    #: exchanges that ended, by when they were wanted
    ended: list
    #: how many did not
    unended: int
    connections: int
    #: how many of them went on with a TLS session of one before
    resumed: int


class New:
    """Whether a packet brings something that was not there before: what the kernel sent again was."""

    def __init__(self):
        self.next = {}

    def is_so(self, packet):
        side = packet.client, packet.asks
        if packet.opens or side not in self.next:
            self.next[side] = packet.sequence
        missing = (packet.sequence - self.next[side] + 2**31) % 2**32 - 2**31
        if packet.opens:
            self.next[side] += 1
            return missing == 0
        if missing > 0 or missing < 0 < missing + packet.length:
            raise Unknown("packets in another order, or in other parts")
        if missing == 0:
            self.next[side] = (self.next[side] + packet.length) % 2**32
        return missing == 0


def exchanges(packets, tls, http2, answer):
    # A port may be that of one connection after the other.
    connections, of, ended, elsewhere, new = [], {}, [], {}, New()

    def connection():
        if http2:
            return Http2(lambda sent, end: Exchange(sent, end, end - sent, end - sent))
        return Connection(Tls13(answer) if tls else Plain(answer, elsewhere))

    for packet in filter(new.is_so, packets):
        if packet.opens and packet.asks:
            of[packet.client] = connection()
            connections.append(of[packet.client])
        ended += of[packet.client].take(packet)
    unended = len(elsewhere) + sum(one.is_open() for one in connections)
    return Seen(sorted(ended), unended, len(connections), sum(one.resumed for one in connections))
