"""From packets to requests and their answers. A connection carries one request at a time."""
from typing import NamedTuple

from proof.capture import Unknown


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
    """One connection's packets, in their order."""

    def __init__(self, stream):
        self.stream = stream
        self.opened = None
        self.opening = 0
        self.sent = None

    def take(self, packet):
        """The exchange that it ends, or None."""
        if packet.opens:
            if packet.asks:
                self.opened = packet.at
            else:
                self.opening = packet.at - self.opened
            return None
        if packet.asks:
            if self.stream.asks(packet):
                if self.sent is not None:
                    raise Unknown("two requests at once on a connection, or one in parts")
                self.sent = packet.at
            return None
        if not self.stream.answers(packet):
            return None
        if self.sent is None:
            raise Unknown("an answer to no request")
        service = packet.at - self.sent
        first = self.opened is not None
        before = self.opening + self.stream.before if first else 0
        exchange = Exchange(self.opened if first else self.sent, packet.at, service, service + before)
        self.sent = self.opened = None
        return exchange


class Plain:
    """HTTP as it is: each request is one packet."""

    before = 0

    def __init__(self, answer):
        self.answer = answer
        self.left = answer

    def asks(self, packet):
        return True

    def answers(self, packet):
        self.left -= packet.length
        if self.left < 0:
            raise Unknown("more than one answer at once")
        if self.left == 0:
            self.left = self.answer
            return True
        return False


class Records:
    """One side's TLS records: their kinds and lengths can be read, and nothing else of them."""

    HEADER = 5

    def __init__(self):
        self.header = b""
        self.left = 0

    def ended(self, packet):
        """(kind, length) of each record that ends in a packet."""
        at = 0
        while at < packet.length:
            if self.left == 0:
                more = packet.payload[at : at + self.HEADER - len(self.header)]
                if not more:
                    raise Unknown("too little is kept of a packet to find its records")
                self.header += more
                at += len(more)
                if len(self.header) < self.HEADER:
                    continue
                self.kind, self.length = self.header[0], int.from_bytes(self.header[3:5], "big")
                self.left = self.length
            part = min(self.left, packet.length - at)
            self.left -= part
            at += part
            if self.left == 0:
                self.header = b""
                yield self.kind, self.length


class Tls13:
    """HTTP in TLS 1.3, where a request and its answer are one record each. What else looks like data is told apart by its length: the client's
    last word of the handshake and of the connection is shorter than any request, and the server's words are never as long as the answer."""

    DATA = 23
    #: what a record holds beside its content
    MORE = 17
    #: a client's record that is no request has at most so many bytes: SHA-384's Finished, which JDKs pad
    SHORT = 4 + 48 + MORE + 16

    def __init__(self, answer):
        self.answer = answer + self.MORE
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
        return [length for kind, length in self.server.ended(packet) if kind == self.DATA].count(self.answer) == 1


def exchanges(packets, tls, answer):
    """All that ended, by when they were wanted, and how many did not end."""
    connections, ended = {}, []
    for packet in packets:
        if packet.opens and packet.asks:
            connections[packet.client] = Connection((Tls13 if tls else Plain)(answer))
        exchange = connections[packet.client].take(packet)
        if exchange:
            ended.append(exchange)
    return sorted(ended), sum(connection.sent is not None for connection in connections.values())
