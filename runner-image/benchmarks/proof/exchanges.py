"""From packets to requests and their answers."""
import re
from typing import NamedTuple

from proof.capture import Unknown
from proof.frames import Http2
from proof.target import ANSWER, AWAY, ELSEWHERE, LANDING
from proof.tls import Tls13

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

    def __init__(self, words, stream):
        self.words = words
        self.stream = stream
        self.opened = None
        self.opening = 0
        self.sent = None

    def take(self, packet):
        """The exchanges that it ends, of which there is one at most."""
        if packet.opens:
            if packet.asks:
                self.opened = packet.at
            else:
                self.opening = packet.at - self.opened
            return []
        packet = self.words.plain(packet)
        if not packet.length:
            return []
        if packet.asks:
            if self.sent is not None:
                raise Unknown("two requests at once on a connection, or one in parts")
            self.sent = packet.at
            self.stream.asks(packet)
            return []
        if self.sent is None:
            raise Unknown("an answer to no request")
        return self.ended(packet.at) if self.stream.answers(packet) else []

    def ended(self, at):
        service = at - self.sent
        first = self.opened is not None
        before = self.opening + self.words.before if first else 0
        exchange = Exchange(self.opened if first else self.sent, at, service, service + before)
        self.sent = self.opened = None
        return self.stream.whole(exchange)

    def is_open(self):
        return self.sent is not None


class Http1:
    """Each request is one packet. What leads elsewhere goes on there, on this connection or another one."""

    def __init__(self, elsewhere):
        """:param elsewhere: what was led where, on any connection, and was not asked there yet"""
        self.elsewhere = elsewhere
        self.left = 0
        self.led_by = self.leads_to = None

    def asks(self, packet):
        self.led_by = self.place(packet)
        away = packet.payload.startswith(b"GET " + AWAY)
        self.left = len(ELSEWHERE % 0) if away else len(ANSWER)

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


class Clear:
    """What is said on a connection as it is."""

    before = 0
    resumed = False

    @staticmethod
    def plain(packet):
        return packet


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


def exchanges(packets, http2, secrets):
    """:param secrets: of TLS; None where there is none"""
    # A port may be that of one connection after the other.
    connections, of, ended, elsewhere, new = [], {}, [], {}, New()

    def connection():
        words = Clear() if secrets is None else Tls13(secrets)
        if http2:
            return Http2(words, lambda sent, end: Exchange(sent, end, end - sent, end - sent))
        return Connection(words, Http1(elsewhere))

    for packet in filter(new.is_so, packets):
        if packet.opens and packet.asks:
            of[packet.client] = connection()
            connections.append(of[packet.client])
        ended += of[packet.client].take(packet)
    unended = len(elsewhere) + sum(one.is_open() for one in connections)
    return Seen(sorted(ended), unended, len(connections), sum(one.words.resumed for one in connections))
