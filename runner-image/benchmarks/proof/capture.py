"""Packets of one port on loopback, with the kernel's times."""
import ctypes
import mmap
import socket
import struct
import time
from typing import NamedTuple

SO_ATTACH_FILTER = 26
SOL_PACKET = 263
PACKET_HOST = 0
PACKET_OUTGOING = 4
#: All protocols: packets on their way out are told to those alone who ask for all.
ETH_P_ALL = 0x0003
#: Where a filter reads a packet's direction.
PACKET_TYPE = 0xFFFFF004
SYN = 2


class Unknown(Exception):
    """The trial says nothing, and has to be made again."""


class NotPermitted(Exception):
    """Nothing may be captured here, or not as it has to be."""


class Packet(NamedTuple):
    at: int
    #: whether the client sent it
    asks: bool
    #: the client's port
    client: int
    opens: bool
    #: of its payload's first byte
    sequence: int
    #: of its payload
    length: int
    #: the payload's beginning, as much of it as is kept
    payload: bytes


class Capture:
    """Packets of the client as they are handed to the interface, and those of the server as they are received: connections' openings and
    whatever has payload. The kernel notes each and its time in a ring (packet(7), TPACKET_V2) as it passes: whoever reads them later
    changes nothing about that, however busy the machine is."""

    VERSION, RING, STATISTICS = 10, 5, 6
    BLOCK = 1 << 20
    LEAST_SIZE = 1 << 27
    LEAST_PACKETS = 1 << 15
    #: struct tpacket2_hdr
    HEADER = struct.Struct("=IIIHHIIHH4x")

    def __init__(self, port, frame=256):
        """frame: how many bytes are kept of each packet, the kernel's words on it included; a power of two."""
        self.port = port
        self.frame = frame
        self.size = max(self.LEAST_SIZE, self.LEAST_PACKETS * frame)
        try:
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
        except OSError as why:
            raise NotPermitted(f"packets: {why}") from why
        self.filter()
        self.socket.setsockopt(SOL_PACKET, self.VERSION, 1)
        ring = struct.pack("IIII", self.BLOCK, self.size // self.BLOCK, frame, self.size // frame)
        self.socket.setsockopt(SOL_PACKET, self.RING, ring)
        self.ring = mmap.mmap(self.socket.fileno(), self.size)
        self.socket.bind(("lo", ETH_P_ALL))

    def filter(self):
        """What else is on loopback must not fill the ring."""
        program = [
            (0x30, 0, 0, 9),  # ldb [9]: the protocol
            (0x15, 0, 21, socket.IPPROTO_TCP),
            (0xB1, 0, 0, 0),  # ldx 4*([0]&0xf): the length of the IP header
            (0x48, 0, 0, 2),  # ldh [x+2]: the target's port
            (0x15, 4, 0, self.port),
            (0x48, 0, 0, 0),  # ldh [x+0]: the source's port
            (0x15, 0, 16, self.port),
            (0x20, 0, 0, PACKET_TYPE),
            (0x15, 2, 14, PACKET_HOST),
            (0x20, 0, 0, PACKET_TYPE),
            (0x15, 0, 12, PACKET_OUTGOING),
            (0x50, 0, 0, 13),  # ldb [x+13]: flags
            (0x45, 9, 0, SYN),
            (0x50, 0, 0, 12),  # ldb [x+12]: the length of the TCP header
            (0x54, 0, 0, 0xF0),
            (0x74, 0, 0, 2),  # rsh 2
            (0x0C, 0, 0, 0),  # add x
            (0x02, 0, 0, 0),  # st M[0]
            (0x28, 0, 0, 2),  # ldh [2]: the packet's length
            (0x61, 0, 0, 0),  # ldx M[0]
            (0x1C, 0, 0, 0),  # sub x
            (0x15, 1, 0, 0),  # nothing behind the headers
            (0x06, 0, 0, 0x40000),  # all of it
            (0x06, 0, 0, 0),  # nothing
        ]
        code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
        attached = struct.pack("HL", len(program), ctypes.addressof(code))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, attached)

    def begun(self):
        """There were more packets than it takes to see whether the target is there."""
        return self.HEADER.unpack_from(self.ring, 20 * self.frame)[0] & 1

    def close(self):
        self.ring.close()
        self.socket.close()

    def packets(self):
        """All of them, by their times."""
        time.sleep(0.5)
        lost = struct.unpack("II", self.socket.getsockopt(SOL_PACKET, self.STATISTICS, 8))[1]
        if lost:
            raise Unknown(f"the capture lost {lost} packets")
        packets = []
        for at in range(0, self.size, self.frame):
            status, _, held, _, network, seconds, nanos, _, _ = self.HEADER.unpack_from(self.ring, at)
            if not status & 1:
                break
            packets.append(self.packet(self.ring[at + network : at + network + held], seconds * 1_000_000_000 + nanos))
        return sorted(packets, key=lambda packet: packet.at)

    def packet(self, data, at):
        header = (data[0] & 15) * 4
        source, target = struct.unpack_from("!HH", data, header)
        payload = header + (data[header + 12] >> 4) * 4
        length = struct.unpack_from("!H", data, 2)[0] - payload
        asks = target == self.port
        sequence = struct.unpack_from("!I", data, header + 4)[0]
        return Packet(at, asks, source if asks else target, bool(data[header + 13] & SYN), sequence, length, data[payload:])
