"""What carries the requests of a trial."""
from typing import NamedTuple

#: How many requests a connection carries whose TLS session the next one goes on with.
ANSWERS = 5


class Wire(NamedTuple):
    tls: bool = False
    #: connections that all users share; each has its own where it is 0
    shared: int = 0
    #: whether the target closes connections after some requests, and the next ones go on with their TLS sessions
    resumed: bool = False
    #: whether all share a connection of HTTP/2; of the full client's plans in YAML
    http2: bool = False

    def words(self):
        return [word for word, said in [("TLS", self.tls), (f"{self.shared} shared connections", self.shared), ("resumed", self.resumed), ("HTTP/2", self.http2)] if said]

    def scheme(self):
        return "https" if self.tls else "http"

    def target(self):
        """Options of the target."""
        return [*(["--answers", str(ANSWERS)] if self.resumed else []), *(["--http2"] if self.http2 else [])]

    def kept(self):
        """How many bytes of a packet: headers, or all where they are sealed; where many answers come at once a packet has several."""
        if self.http2:
            return 16384 if self.tls else 8192
        return 2048 if self.tls else 256

    def waits(self):
        """Whether a request may have waited for its connection, which a capture does not tell."""
        return bool(self.shared) or self.http2

    def plan(self):
        """Fields of a plan in YAML."""
        return f"sharedConnections: {self.shared}" if self.shared else "http2: {}" if self.http2 else ""
