"""A target in a process of its own, which takes its time for each answer and tells its port.

python -m proof.target [--answers N] [--http2] [--secrets FILE CERTIFICATE KEY]: with --answers it says with the Nth on a connection that it closes it; with --http2 it speaks
that from the first byte on, and understands as much of it as has to be; with a certificate it speaks TLS, and notes down what it takes to read that.
"""
import argparse
import asyncio
import itertools
import ssl

from proof.frames import ACK, DATA, END_HEADERS, END_STREAM, HEADER, HEADERS, PING, PREFACE, SETTINGS, header

SERVICE = 0.020
#: So short that HTTP/2's window of 65,535 bytes always has room for those of all users.
BODY = b"x" * 300
ANSWER = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
#: As long as any other.
LAST = ANSWER.replace(b"keep-alive", b"close     ")
#: What asks for this is sent elsewhere, each to a place of its own.
AWAY = b"/away/"
LANDING = b"/landing/"
ELSEWHERE = b"HTTP/1.1 302 Found\r\nLocation: " + LANDING + b"%08d\r\nContent-Length: 0\r\n\r\n"


def answering(most):
    places = itertools.count()

    async def answer(reader, writer):
        answers = 0
        try:
            while answers != most:
                request = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(SERVICE)
                if request.split(b" ")[1].startswith(AWAY):
                    writer.write(ELSEWHERE % next(places))
                else:
                    answers += 1
                    writer.write(LAST if answers == most else ANSWER)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        writer.close()

    return answer


#: The status 200, as the static table has it (RFC 7541).
OK = b"\x88"


async def late(stream, writer):
    await asyncio.sleep(SERVICE)
    writer.write(header(HEADERS, END_HEADERS, stream, len(OK)) + OK + header(DATA, END_STREAM, stream, len(BODY)) + BODY)


async def answer_http2(reader, writer):
    tasks = set()
    try:
        await reader.readexactly(len(PREFACE))
        writer.write(header(SETTINGS, 0, 0, 0))
        while True:
            head = await reader.readexactly(HEADER)
            kind, flags, stream = head[3], head[4], int.from_bytes(head[5:], "big")
            payload = await reader.readexactly(int.from_bytes(head[:3], "big"))
            if kind == HEADERS:
                task = asyncio.create_task(late(stream, writer))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            elif kind == PING and not flags & ACK:
                writer.write(header(PING, ACK, 0, len(payload)) + payload)
            elif kind == SETTINGS and not flags & ACK:
                writer.write(header(SETTINGS, ACK, 0, 0))
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        pass
    writer.close()


async def serve(options):
    tls = None
    if options.certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.minimum_version = ssl.TLSVersion.TLSv1_3
        tls.keylog_filename = options.secrets
        tls.set_alpn_protocols(["h2" if options.http2 else "http/1.1"])
        tls.load_cert_chain(*options.certificate)
    server = await asyncio.start_server(answer_http2 if options.http2 else answering(options.answers), "127.0.0.1", 0, ssl=tls, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=-1)
    parser.add_argument("--http2", action="store_true")
    parser.add_argument("--secrets")
    parser.add_argument("certificate", nargs="*")
    asyncio.run(serve(parser.parse_args()))
