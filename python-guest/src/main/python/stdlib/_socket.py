"""Sockets of a system without a network: they can be made and asked, and refuse to connect, to bind and to transfer.

Stands in the place of CPython's own module, which under WASI has neither names nor constants. The constants are Linux's.
"""

import errno
import itertools
import operator
import os

from _wasi_socket import CAPI, htonl, htons, inet_aton, ntohl, ntohs  # noqa: F401

for _each in zip(*[iter("""
    AF_APPLETALK 5 AF_ASH 18 AF_ATMPVC 8 AF_ATMSVC 20 AF_AX25 3 AF_BRIDGE 7 AF_DECnet 12 AF_ECONET 19 AF_INET 2
    AF_INET6 10 AF_IPX 4 AF_IRDA 23 AF_KEY 15 AF_LLC 26 AF_NETBEUI 13 AF_NETROM 6 AF_PPPOX 24 AF_ROSE 11
    AF_ROUTE 16 AF_SECURITY 14 AF_SNA 22 AF_UNIX 1 AF_UNSPEC 0 AF_WANPIPE 25 AF_X25 9 AI_ADDRCONFIG 32 AI_ALL 16
    AI_CANONNAME 2 AI_NUMERICHOST 4 AI_NUMERICSERV 1024 AI_PASSIVE 1 AI_V4MAPPED 8 EAI_ADDRFAMILY -9 EAI_AGAIN
    -3 EAI_BADFLAGS -1 EAI_FAIL -4 EAI_FAMILY -6 EAI_MEMORY -10 EAI_NODATA -5 EAI_NONAME -2 EAI_OVERFLOW -12
    EAI_SERVICE -8 EAI_SOCKTYPE -7 EAI_SYSTEM -11 INADDR_ALLHOSTS_GROUP 3758096385 INADDR_ANY 0 INADDR_BROADCAST
    4294967295 INADDR_LOOPBACK 2130706433 INADDR_MAX_LOCAL_GROUP 3758096639 INADDR_NONE 4294967295
    INADDR_UNSPEC_GROUP 3758096384 IPPORT_RESERVED 1024 IPPORT_USERRESERVED 5000 IPPROTO_AH 51 IPPROTO_DSTOPTS
    60 IPPROTO_EGP 8 IPPROTO_ESP 50 IPPROTO_FRAGMENT 44 IPPROTO_GRE 47 IPPROTO_HOPOPTS 0 IPPROTO_ICMP 1
    IPPROTO_ICMPV6 58 IPPROTO_IDP 22 IPPROTO_IGMP 2 IPPROTO_IP 0 IPPROTO_IPIP 4 IPPROTO_IPV6 41 IPPROTO_MPTCP
    262 IPPROTO_NONE 59 IPPROTO_PIM 103 IPPROTO_PUP 12 IPPROTO_RAW 255 IPPROTO_ROUTING 43 IPPROTO_RSVP 46
    IPPROTO_SCTP 132 IPPROTO_TCP 6 IPPROTO_TP 29 IPPROTO_UDP 17 IPPROTO_UDPLITE 136 IPV6_CHECKSUM 7
    IPV6_DONTFRAG 62 IPV6_DSTOPTS 59 IPV6_HOPLIMIT 52 IPV6_HOPOPTS 54 IPV6_JOIN_GROUP 20 IPV6_LEAVE_GROUP 21
    IPV6_MULTICAST_HOPS 18 IPV6_MULTICAST_IF 17 IPV6_MULTICAST_LOOP 19 IPV6_NEXTHOP 9 IPV6_PATHMTU 61
    IPV6_PKTINFO 50 IPV6_RECVDSTOPTS 58 IPV6_RECVHOPLIMIT 51 IPV6_RECVHOPOPTS 53 IPV6_RECVPATHMTU 60
    IPV6_RECVPKTINFO 49 IPV6_RECVRTHDR 56 IPV6_RECVTCLASS 66 IPV6_RTHDR 57 IPV6_RTHDRDSTOPTS 55
    IPV6_RTHDR_TYPE_0 0 IPV6_TCLASS 67 IPV6_UNICAST_HOPS 16 IPV6_V6ONLY 26 IP_ADD_MEMBERSHIP 35
    IP_ADD_SOURCE_MEMBERSHIP 39 IP_BIND_ADDRESS_NO_PORT 24 IP_BLOCK_SOURCE 38 IP_DEFAULT_MULTICAST_LOOP 1
    IP_DEFAULT_MULTICAST_TTL 1 IP_DROP_MEMBERSHIP 36 IP_DROP_SOURCE_MEMBERSHIP 40 IP_HDRINCL 3
    IP_MAX_MEMBERSHIPS 20 IP_MULTICAST_IF 32 IP_MULTICAST_LOOP 34 IP_MULTICAST_TTL 33 IP_OPTIONS 4 IP_PKTINFO 8
    IP_RECVOPTS 6 IP_RECVRETOPTS 7 IP_RECVTOS 13 IP_RETOPTS 7 IP_TOS 1 IP_TRANSPARENT 19 IP_TTL 2
    IP_UNBLOCK_SOURCE 37 MSG_CMSG_CLOEXEC 1073741824 MSG_CONFIRM 2048 MSG_CTRUNC 8 MSG_DONTROUTE 4 MSG_DONTWAIT
    64 MSG_EOR 128 MSG_ERRQUEUE 8192 MSG_FASTOPEN 536870912 MSG_MORE 32768 MSG_NOSIGNAL 16384 MSG_OOB 1 MSG_PEEK
    2 MSG_TRUNC 32 MSG_WAITALL 256 NI_DGRAM 16 NI_MAXHOST 1025 NI_MAXSERV 32 NI_NAMEREQD 8 NI_NOFQDN 4
    NI_NUMERICHOST 1 NI_NUMERICSERV 2 SCM_CREDENTIALS 2 SCM_J1939_DEST_ADDR 1 SCM_J1939_DEST_NAME 2
    SCM_J1939_ERRQUEUE 4 SCM_J1939_PRIO 3 SCM_RIGHTS 1 SHUT_RD 0 SHUT_RDWR 2 SHUT_WR 1 SOCK_CLOEXEC 524288
    SOCK_DGRAM 2 SOCK_NONBLOCK 2048 SOCK_RAW 3 SOCK_RDM 4 SOCK_SEQPACKET 5 SOCK_STREAM 1 SOL_IP 0 SOL_SOCKET 1
    SOL_TCP 6 SOL_UDP 17 SOMAXCONN 4096 SO_ACCEPTCONN 30 SO_DEBUG 1 SO_DOMAIN 39 SO_DONTROUTE 5 SO_ERROR 4
    SO_INCOMING_CPU 49 SO_KEEPALIVE 9 SO_LINGER 13 SO_MARK 36 SO_OOBINLINE 10 SO_PASSCRED 16 SO_PASSSEC 34
    SO_PEERCRED 17 SO_PEERSEC 31 SO_PRIORITY 12 SO_PROTOCOL 38 SO_RCVBUF 8 SO_RCVLOWAT 18 SO_RCVTIMEO 20
    SO_REUSEADDR 2 SO_REUSEPORT 15 SO_SNDBUF 7 SO_SNDLOWAT 19 SO_SNDTIMEO 21 SO_TYPE 3 TCP_CC_INFO 26
    TCP_CONGESTION 13 TCP_CORK 3 TCP_DEFER_ACCEPT 9 TCP_FASTOPEN 23 TCP_FASTOPEN_CONNECT 30 TCP_FASTOPEN_KEY 33
    TCP_FASTOPEN_NO_COOKIE 34 TCP_INFO 11 TCP_INQ 36 TCP_KEEPCNT 6 TCP_KEEPIDLE 4 TCP_KEEPINTVL 5 TCP_LINGER2 8
    TCP_MAXSEG 2 TCP_MD5SIG 14 TCP_MD5SIG_EXT 32 TCP_NODELAY 1 TCP_NOTSENT_LOWAT 25 TCP_QUEUE_SEQ 21
    TCP_QUICKACK 12 TCP_REPAIR 19 TCP_REPAIR_OPTIONS 22 TCP_REPAIR_QUEUE 20 TCP_REPAIR_WINDOW 29 TCP_SAVED_SYN
    28 TCP_SAVE_SYN 27 TCP_SYNCNT 7 TCP_THIN_DUPACK 17 TCP_THIN_LINEAR_TIMEOUTS 16 TCP_TIMESTAMP 24 TCP_TX_DELAY
    37 TCP_ULP 31 TCP_USER_TIMEOUT 18 TCP_WINDOW_CLAMP 10 TCP_ZEROCOPY_RECEIVE 35
""".split())] * 2):
    globals()[_each[0]] = int(_each[1])
del _each

has_ipv6 = True
error = OSError
timeout = TimeoutError

NO_NETWORK = "this sandbox has no network; give the program its data as files or standard input"

_SERVICES = {"ftp": 21, "ssh": 22, "smtp": 25, "domain": 53, "http": 80, "pop3": 110, "imap2": 143, "https": 443}
_PROTOCOLS = {"ip": 0, "icmp": 1, "tcp": 6, "udp": 17, "ipv6": 41, "ipv6-icmp": 58}
_HOST_NAME = os.uname().nodename

_default_timeout = None
# Descriptors that no file has, so that nothing closes a file in the place of a socket.
FIRST_NUMBER = 1 << 20
_numbers = itertools.count(FIRST_NUMBER)


class herror(OSError):
    __module__ = "socket"


class gaierror(OSError):
    __module__ = "socket"


def _refusal():
    return OSError(errno.ENETUNREACH, NO_NETWORK)


def _refuse(self, *arguments, **options):
    raise _refusal()


def _checked_timeout(value):
    if value is None:
        return None
    if not hasattr(value, "__float__") and not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = float(value)
    if value < 0:
        raise ValueError("Timeout value out of range")
    return value


class socket:
    """socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> a socket that cannot be connected"""

    __slots__ = ("_family", "_type", "_proto", "_number", "_timeout", "_options")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None and fileno < FIRST_NUMBER:
            if fileno < 0:
                raise ValueError("negative file descriptor")
            os.fstat(fileno)
            raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))
        self._family = AF_INET if family == -1 else int(family)
        kind = SOCK_STREAM if type == -1 else int(type)
        self._type = kind & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._proto = 0 if proto == -1 else int(proto)
        self._number = next(_numbers) if fileno is None else fileno
        self._timeout = 0.0 if kind & SOCK_NONBLOCK else _default_timeout
        self._options = {}

    def __repr__(self):
        return f"<socket object, fd={self._number}, family={self._family}, type={self._type}, proto={self._proto}>"

    @property
    def family(self):
        return self._family

    @property
    def type(self):
        return self._type

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    def fileno(self):
        return self._number

    def detach(self):
        number, self._number = self._number, -1
        return number

    def close(self):
        self._number = -1

    def settimeout(self, value):
        self._timeout = _checked_timeout(value)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout is None or self._timeout > 0

    def setsockopt(self, level, option, value, length=None):
        self._options[level, option] = value

    def getsockopt(self, level, option, size=0):
        own = {SO_TYPE: self._type, SO_DOMAIN: self._family, SO_PROTOCOL: self._proto} if level == SOL_SOCKET else {}
        value = own.get(option, self._options.get((level, option), 0))
        if not size:
            return value if isinstance(value, int) else int.from_bytes(value, "little")
        return value.to_bytes(4, "little") if isinstance(value, int) else bytes(value)

    def getsockname(self):
        return "" if self._family == AF_UNIX else ("::", 0, 0, 0) if self._family == AF_INET6 else ("0.0.0.0", 0)

    def _not_connected(self, *arguments, **options):
        raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))

    def connect_ex(self, address):
        return errno.ENETUNREACH

    connect = bind = listen = _accept = sendto = sendmsg = recvfrom = recvfrom_into = recvmsg = recvmsg_into = _refuse
    getpeername = shutdown = recv = recv_into = send = sendall = _not_connected


SocketType = socket


def _address_class(family):
    import ipaddress

    if family == AF_INET:
        return ipaddress.IPv4Address
    if family == AF_INET6:
        return ipaddress.IPv6Address
    raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))


def inet_pton(family, text, /):
    try:
        return _address_class(family)(text).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def inet_ntop(family, packed, /):
    packed = bytes(packed)
    if len(packed) != {AF_INET: 4, AF_INET6: 16}.get(family, len(packed)):
        raise ValueError("invalid length of packed IP address string")
    return str(_address_class(family)(packed))


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, bytes(packed)))


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    raise _refusal()


def close(number):
    if number < FIRST_NUMBER:
        os.close(number)


def dup(number):
    raise _refusal()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(value):
    global _default_timeout
    _default_timeout = _checked_timeout(value)


def gethostname():
    return _HOST_NAME


def sethostname(name):
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _own_address(host):
    """The address of a host that needs no network to be known: one written in digits, or this host."""
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("ascii", "replace")
    if host in ("localhost", _HOST_NAME):
        return AF_INET, "127.0.0.1"
    for family in AF_INET, AF_INET6:
        try:
            return family, inet_ntop(family, inet_pton(family, host.partition("%")[0]))
        except OSError:
            pass
    raise gaierror(EAI_FAIL, f"cannot look up {host!r}: {NO_NETWORK}")


def gethostbyname(host):
    family, address = _own_address(host)
    if family != AF_INET:
        raise gaierror(EAI_ADDRFAMILY, "Address family for hostname not supported")
    return address


def gethostbyname_ex(host):
    return host, [], [gethostbyname(host)]


def gethostbyaddr(host):
    _, address = _own_address(host)
    if address in ("127.0.0.1", "::1"):
        return "localhost", [], [address]
    raise herror(1, f"cannot look up {host!r}: {NO_NETWORK}")


def _port(service, flags):
    if service is None:
        return 0
    if isinstance(service, int):
        return service
    if isinstance(service, bytes):
        service = service.decode("ascii", "replace")
    service.encode()
    if service.isdecimal():
        return int(service)
    if flags & AI_NUMERICSERV:
        raise gaierror(EAI_NONAME, "Name or service not known")
    if service in _SERVICES:
        return _SERVICES[service]
    raise gaierror(EAI_SERVICE, "Servname not supported for ai_socktype")


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if host is None:
        found = [(AF_INET, "0.0.0.0" if flags & AI_PASSIVE else "127.0.0.1")]
    else:
        found = [_own_address(host)]
    number = _port(port, flags)
    kinds = [(SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP), (SOCK_RAW, 0)]
    answers = [
        (own, kind, of_kind, "", (address, number) if own == AF_INET else (address, number, 0, 0))
        for own, address in found
        for kind, of_kind in kinds
        if family in (0, own) and type in (0, kind) and proto in (0, of_kind)
    ]
    if not answers:
        raise gaierror(EAI_ADDRFAMILY, "Address family for hostname not supported")
    return answers


def getnameinfo(address, flags):
    host, port = address[0], address[1]
    _own_address(host)
    named = {number: name for name, number in _SERVICES.items()}
    return host, str(port) if flags & NI_NUMERICSERV else named.get(port, str(port))


def getservbyname(name, protocol=None):
    if name in _SERVICES:
        return _SERVICES[name]
    raise OSError("service/proto not found")


def getservbyport(port, protocol=None):
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError("port/proto not found")


def getprotobyname(name):
    if name in _PROTOCOLS:
        return _PROTOCOLS[name]
    raise OSError("protocol not found")


def if_nameindex():
    return [(1, "lo")]


def if_nametoindex(name):
    if os.fsencode(name) == b"lo":
        return 1
    raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


def if_indextoname(index):
    index = operator.index(index)
    if index < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    if index >= 1 << 64:
        raise OverflowError("Python int too large to convert to C unsigned long")
    if index == 1:
        return "lo"
    raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
