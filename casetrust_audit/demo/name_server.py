"""The DNS server beside the demo shop: UDP on loopback, and it knows the domain of the shop's addresses only."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Mapping

from casetrust_audit.demo.company import COMPANY

DOMAIN = COMPANY.email.rpartition("@")[2]
Zone = Mapping[tuple[str, str], tuple[str, ...]]
"""Records in presentation format by name and type."""

_MAIL: Zone = {(DOMAIN, "MX"): (f"10 mail.{DOMAIN}.",), (DOMAIN, "CAA"): ('0 issue "ca.example"',)}
_POLICY: Zone = {
    (DOMAIN, "TXT"): (f'"v=spf1 mx include:_spf.mailer.{DOMAIN} -all"',),
    (f"_dmarc.{DOMAIN}", "TXT"): (f'"v=DMARC1; p=reject; rua=mailto:dmarc@{DOMAIN}"',),
}


def zone(defects: frozenset[str]) -> Zone:
    """What the demo's domain says with these switches."""
    return _MAIL if "no-mail-policy" in defects else {**_MAIL, **_POLICY}


class NameServer:
    """Answers at `address` ("127.0.0.1:port") from `start` to `stop`. What it cannot read it does not answer."""

    def __init__(self, records: Zone) -> None:
        self.records = records
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, name="demo-dns", daemon=True)
        self._stopping = False

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread, woken by a packet of our own, and close the socket."""
        self._stopping = True
        with contextlib.suppress(OSError):
            self._socket.sendto(b"", self._socket.getsockname())
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._stopping:
            try:
                data, peer = self._socket.recvfrom(4096)
                if answer := answer_to(data, self.records):
                    self._socket.sendto(answer, peer)
            except OSError:  # a client that went away; Windows tells it here
                continue


def answer_to(data: bytes, records: Zone) -> bytes:
    """The answer to one question on the wire; empty where it is none."""
    import dns.flags
    import dns.message
    import dns.rcode
    import dns.rdatatype
    import dns.rrset
    from dns.exception import DNSException

    try:
        query = dns.message.from_wire(data)
        question = query.question[0]
    except (DNSException, IndexError):
        return b""
    answer = dns.message.make_response(query, recursion_available=True)
    name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
    found = records.get((name, kind), ())
    if found:
        answer.answer.append(dns.rrset.from_text(question.name, 300, "IN", kind, *found))
    elif not any(name == known for known, _ in records):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer.to_wire()
