#!/usr/bin/python3
"""A mail server for this machine: it takes mails and keeps each as a file, and sends none on.

Some addresses behave like those of real servers, whatever stands behind the @:

  tolak@    there is no such mailbox (550)
  penuh@    the mailbox is full for now (452)
  kenal@    comes back later at the first try (451), as servers do that do not know a sender yet
  lambat@   takes longer than anybody waits
"""

import argparse
import asyncio
import pathlib
import signal
import ssl
import sys
import uuid

from aiosmtpd.smtp import AuthResult, LoginPassword, SMTP

LONGEST_MAIL = 1024 * 1024
ANSWERS = {
    "tolak": "550 5.1.1 no such mailbox",
    "penuh": "452 4.2.2 mailbox full",
}


class Keeper:
    """Keeps each mail as a file of its own."""

    def __init__(self, folder, slowness):
        self.folder = folder
        self.slowness = slowness
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.partition("@")[0].lower()
        if name in ANSWERS:
            return ANSWERS[name]
        if name == "kenal" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        if any(address.lower().startswith("lambat@") for address in envelope.rcpt_tos):
            await asyncio.sleep(self.slowness)
        name = f"{uuid.uuid4().hex}.eml"
        head = "".join(f"X-Envelope-To: {address}\r\n" for address in envelope.rcpt_tos)
        secured = "yes" if session.ssl else "no"
        head += f"X-Over-TLS: {secured}\r\n"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(head.encode() + envelope.content)
        unfinished.rename(self.folder / name)
        return "250 2.0.0 kept"


def authenticator(user, password):
    """Who may hand mails over: one user."""

    def judge(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) and data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=known, handled=known)

    return judge


async def serve(options):
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder, options.slowness)
    settings = {"hostname": "localhost", "data_size_limit": LONGEST_MAIL, "ident": "mails of this machine"}
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
        settings |= {"tls_context": context, "require_starttls": True}
    if options.user:
        password = pathlib.Path(options.password_file).read_text().strip()
        settings |= {
            "authenticator": authenticator(options.user, password),
            "auth_required": True,
            "auth_require_tls": bool(options.certificate),
        }
    host, port = options.listen.rsplit(":", 1)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, loop=loop, **settings), host, int(port))
    print(server.sockets[0].getsockname()[1], flush=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listen", default="127.0.0.1:2525", help="address and port; port 0 takes any free one")
    parser.add_argument("--folder", required=True, help="where mails are kept, one .eml file each")
    parser.add_argument("--certificate", help="PEM; with it the server demands STARTTLS")
    parser.add_argument("--key", help="the certificate's key, PEM")
    parser.add_argument("--user", help="who may hand mails over; without it everybody")
    parser.add_argument("--password-file", help="the user's password")
    parser.add_argument("--slowness", type=float, default=60.0, help="seconds that lambat@ takes")
    options = parser.parse_args()
    if bool(options.user) != bool(options.password_file) or bool(options.certificate) != bool(options.key):
        parser.error("--user needs --password-file, and --certificate needs --key")
    asyncio.run(serve(options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
