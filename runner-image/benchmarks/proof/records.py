"""What says how long it is and follows one another on a connection, over the bounds of packets."""
from proof.capture import Unknown


class Units:
    """One side's: what their headers tell of each."""

    def __init__(self):
        self.header = b""
        self.left = 0

    def ended(self, packet):
        """What is told of each that ends in a packet."""
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
            self.left -= part
            at += part
            if self.left == 0:
                head, self.header = self.header, b""
                yield self.told(head)


class Records(Units):
    """One side's TLS records as (kind, length): more of them cannot be read."""

    HEADER = 5

    def length(self, head):
        return int.from_bytes(head[3:5], "big")

    def told(self, head):
        return head[0], self.length(head)
