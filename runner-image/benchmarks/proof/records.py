"""What says how long it is and follows one another on a connection, over the bounds of packets."""
from proof.capture import Unknown


class Units:
    """One side's: the header of each, and of what it holds as much as was kept."""

    def __init__(self):
        self.header = self.body = b""
        self.left = 0

    def ended(self, packet):
        """(header, body) of each that ends in a packet."""
        at = 0
        while at < packet.length:
            if self.left == 0:
                more = packet.payload[at : at + self.HEADER - len(self.header)]
                if not more:
                    raise Unknown("too little is kept of a packet to find what it holds")
                self.header += more
                at += len(more)
                if len(self.header) < self.HEADER:
                    continue
                self.left = self.length(self.header)
            part = min(self.left, packet.length - at)
            self.body += packet.payload[at : at + part]
            self.left -= part
            at += part
            if self.left == 0:
                head, body = self.header, self.body
                self.header = self.body = b""
                yield head, body


class Records(Units):
    """One side's TLS records."""

    HEADER = 5

    def length(self, head):
        return int.from_bytes(head[3:5], "big")
