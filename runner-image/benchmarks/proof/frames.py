"""HTTP/2 as it is (RFC 9113), of which frames' headers are read and nothing else."""
from proof.capture import Unknown
from proof.records import Units

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, SETTINGS, PING = 0, 1, 4, 6
ACK = END_STREAM = 1
END_HEADERS = 4
HEADER = 9


def header(kind, flags, stream, length):
    return length.to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big")


class Frames(Units):
    """One side's."""

    HEADER = HEADER

    def length(self, head):
        return int.from_bytes(head[:3], "big")

    def told(self, packet):
        """(kind, flags, stream) of each that ends in a packet."""
        return [(head[3], head[4], int.from_bytes(head[5:], "big") & 0x7FFFFFFF) for head, _ in self.ended(packet)]


class Http2:
    """What one connection carries: as many requests at once as it may. How long one has waited for a place on it nobody tells."""

    def __init__(self, words, exchange):
        """:param exchange: what makes one of when it was sent and when its answer ended"""
        self.words = words
        self.exchange = exchange
        self.client, self.server = Frames(), Frames()
        self.preface = len(PREFACE)
        self.sent = {}

    def take(self, packet):
        """The exchanges that it ends."""
        if packet.opens:
            return []
        packet = self.words.plain(packet)
        if packet.asks:
            self.asks(packet)
            return []
        ended = [stream for kind, flags, stream in self.server.told(packet) if kind in (DATA, HEADERS) and flags & END_STREAM]
        if not self.sent.keys() >= set(ended):
            raise Unknown("an answer to no request")
        return [self.exchange(self.sent.pop(stream), packet.at) for stream in ended]

    def asks(self, packet):
        left_out = min(self.preface, packet.length)
        self.preface -= left_out
        rest = packet._replace(payload=packet.payload[left_out:], length=packet.length - left_out)
        for kind, flags, stream in self.client.told(rest):
            if kind == HEADERS:
                if not flags & END_STREAM:
                    raise Unknown("a request in parts")
                self.sent[stream] = packet.at

    def is_open(self):
        return bool(self.sent)
