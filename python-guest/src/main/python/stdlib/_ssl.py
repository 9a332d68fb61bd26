"""What the module ssl needs of OpenSSL in order to be imported and set up. There is no connection that it could protect.

The constants are those of CPython 3.13 with OpenSSL 3.0.
"""

import os

from _socket import NO_NETWORK

for _each in zip(*[iter("""
    ALERT_DESCRIPTION_ACCESS_DENIED 49 ALERT_DESCRIPTION_BAD_CERTIFICATE 42
    ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE 114 ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE 113
    ALERT_DESCRIPTION_BAD_RECORD_MAC 20 ALERT_DESCRIPTION_CERTIFICATE_EXPIRED 45
    ALERT_DESCRIPTION_CERTIFICATE_REVOKED 44 ALERT_DESCRIPTION_CERTIFICATE_UNKNOWN 46
    ALERT_DESCRIPTION_CERTIFICATE_UNOBTAINABLE 111 ALERT_DESCRIPTION_CLOSE_NOTIFY 0
    ALERT_DESCRIPTION_DECODE_ERROR 50 ALERT_DESCRIPTION_DECOMPRESSION_FAILURE 30 ALERT_DESCRIPTION_DECRYPT_ERROR
    51 ALERT_DESCRIPTION_HANDSHAKE_FAILURE 40 ALERT_DESCRIPTION_ILLEGAL_PARAMETER 47
    ALERT_DESCRIPTION_INSUFFICIENT_SECURITY 71 ALERT_DESCRIPTION_INTERNAL_ERROR 80
    ALERT_DESCRIPTION_NO_RENEGOTIATION 100 ALERT_DESCRIPTION_PROTOCOL_VERSION 70
    ALERT_DESCRIPTION_RECORD_OVERFLOW 22 ALERT_DESCRIPTION_UNEXPECTED_MESSAGE 10 ALERT_DESCRIPTION_UNKNOWN_CA 48
    ALERT_DESCRIPTION_UNKNOWN_PSK_IDENTITY 115 ALERT_DESCRIPTION_UNRECOGNIZED_NAME 112
    ALERT_DESCRIPTION_UNSUPPORTED_CERTIFICATE 43 ALERT_DESCRIPTION_UNSUPPORTED_EXTENSION 110
    ALERT_DESCRIPTION_USER_CANCELLED 90 CERT_NONE 0 CERT_OPTIONAL 1 CERT_REQUIRED 2 ENCODING_DER 2 ENCODING_PEM
    1 HAS_ALPN 1 HAS_ECDH 1 HAS_NPN 0 HAS_PHA 1 HAS_PSK 1 HAS_SNI 1 HAS_SSLv2 0 HAS_SSLv3 0 HAS_TLS_UNIQUE 1 HAS_TLSv1 1
    HAS_TLSv1_1 1 HAS_TLSv1_2 1 HAS_TLSv1_3 1 HOSTFLAG_ALWAYS_CHECK_SUBJECT 1 HOSTFLAG_MULTI_LABEL_WILDCARDS 8
    HOSTFLAG_NEVER_CHECK_SUBJECT 32 HOSTFLAG_NO_PARTIAL_WILDCARDS 4 HOSTFLAG_NO_WILDCARDS 2
    HOSTFLAG_SINGLE_LABEL_SUBDOMAINS 16 OP_ALL 2147483728 OP_CIPHER_SERVER_PREFERENCE 4194304 OP_ENABLE_KTLS 8
    OP_ENABLE_MIDDLEBOX_COMPAT 1048576 OP_IGNORE_UNEXPECTED_EOF 128 OP_LEGACY_SERVER_CONNECT 4 OP_NO_COMPRESSION
    131072 OP_NO_RENEGOTIATION 1073741824 OP_NO_SSLv2 0 OP_NO_SSLv3 33554432 OP_NO_TICKET 16384 OP_NO_TLSv1
    67108864 OP_NO_TLSv1_1 268435456 OP_NO_TLSv1_2 134217728 OP_NO_TLSv1_3 536870912 OP_SINGLE_DH_USE 0
    OP_SINGLE_ECDH_USE 0 PROTOCOL_SSLv23 2 PROTOCOL_TLS 2 PROTOCOL_TLS_CLIENT 16 PROTOCOL_TLS_SERVER 17
    PROTOCOL_TLSv1 3 PROTOCOL_TLSv1_1 4 PROTOCOL_TLSv1_2 5 PROTO_MAXIMUM_SUPPORTED -1 PROTO_MINIMUM_SUPPORTED -2
    PROTO_SSLv3 768 PROTO_TLSv1 769 PROTO_TLSv1_1 770 PROTO_TLSv1_2 771 PROTO_TLSv1_3 772 SSL_ERROR_EOF 8
    SSL_ERROR_INVALID_ERROR_CODE 10 SSL_ERROR_SSL 1 SSL_ERROR_SYSCALL 5 SSL_ERROR_WANT_CONNECT 7
    SSL_ERROR_WANT_READ 2 SSL_ERROR_WANT_WRITE 3 SSL_ERROR_WANT_X509_LOOKUP 4 SSL_ERROR_ZERO_RETURN 6
    VERIFY_ALLOW_PROXY_CERTS 64 VERIFY_CRL_CHECK_CHAIN 12 VERIFY_CRL_CHECK_LEAF 4 VERIFY_DEFAULT 0
    VERIFY_X509_PARTIAL_CHAIN 524288 VERIFY_X509_STRICT 32 VERIFY_X509_TRUSTED_FIRST 32768
""".split())] * 2):
    globals()[_each[0]] = bool(int(_each[1])) if _each[0].startswith("HAS_") else int(_each[1])
del _each

# Programs compare these: they want to know what a connection could do.
OPENSSL_VERSION = "OpenSSL 3.0.0 (a stand-in: this sandbox has no network)"
OPENSSL_VERSION_INFO = _OPENSSL_API_VERSION = (3, 0, 0, 0, 0)
OPENSSL_VERSION_NUMBER = 0x30000000
_DEFAULT_CIPHERS = "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"
_OPTIONS = OP_ALL | OP_NO_SSLv3 | OP_CIPHER_SERVER_PREFERENCE | OP_NO_COMPRESSION | OP_ENABLE_MIDDLEBOX_COMPAT | (1 << 31)

_OBJECTS = (
    (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"),
    (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"),
)


class SSLError(OSError):
    """An error occurred in the SSL implementation."""

    __module__ = "ssl"
    library = reason = None

    def __str__(self):
        return self.strerror if isinstance(self.strerror, str) else str(self.args)


class SSLZeroReturnError(SSLError):
    """SSL/TLS session closed cleanly."""

    __module__ = "ssl"


class SSLWantReadError(SSLError):
    """Non-blocking SSL socket needs to read more data before the requested operation can be completed."""

    __module__ = "ssl"


class SSLWantWriteError(SSLError):
    """Non-blocking SSL socket needs to write more data before the requested operation can be completed."""

    __module__ = "ssl"


class SSLSyscallError(SSLError):
    """System error when attempting SSL operation."""

    __module__ = "ssl"


class SSLEOFError(SSLError):
    """SSL/TLS connection terminated abruptly."""

    __module__ = "ssl"


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate could not be verified."""

    __module__ = "ssl"


class Certificate:
    pass


class SSLSession:
    pass


class _SSLSocket:
    pass


class MemoryBIO:
    def __init__(self):
        self._data = b""
        self._ended = False

    @property
    def pending(self):
        return len(self._data)

    @property
    def eof(self):
        return self._ended and not self._data

    def read(self, size=-1):
        size = len(self._data) if size < 0 else size
        data, self._data = self._data[:size], self._data[size:]
        return data

    def write(self, data):
        if self._ended:
            raise SSLError("cannot write() after write_eof()")
        self._data += bytes(data)
        return len(data)

    def write_eof(self):
        self._ended = True


def _value(name):
    """A property that keeps what it is set to."""

    def get(context):
        return context._values[name]

    def put(context, value):
        context._values[name] = value

    return property(get, put)


class _SSLContext:
    def __new__(cls, protocol, *arguments, **options):
        context = object.__new__(cls)
        client = protocol == PROTOCOL_TLS_CLIENT
        context._values = {
            "protocol": int(protocol),
            "options": _OPTIONS,
            "verify_flags": VERIFY_X509_TRUSTED_FIRST,
            "verify_mode": CERT_REQUIRED if client else CERT_NONE,
            "check_hostname": client,
            "minimum_version": PROTO_TLSv1_2,
            "maximum_version": PROTO_MAXIMUM_SUPPORTED,
            "_host_flags": HOSTFLAG_NO_PARTIAL_WILDCARDS,
            "_msg_callback": None,
            "keylog_filename": None,
            "num_tickets": 2,
            "post_handshake_auth": False,
            "sni_callback": None,
        }
        return context

    options = _value("options")
    verify_flags = _value("verify_flags")
    minimum_version = _value("minimum_version")
    maximum_version = _value("maximum_version")
    _host_flags = _value("_host_flags")
    _msg_callback = _value("_msg_callback")
    keylog_filename = _value("keylog_filename")
    num_tickets = _value("num_tickets")
    post_handshake_auth = _value("post_handshake_auth")
    sni_callback = _value("sni_callback")
    security_level = 2

    @property
    def protocol(self):
        return self._values["protocol"]

    @property
    def verify_mode(self):
        return self._values["verify_mode"]

    @verify_mode.setter
    def verify_mode(self, value):
        if value not in (CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED):
            raise ValueError("invalid value for verify_mode")
        if value == CERT_NONE and self.check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._values["verify_mode"] = int(value)

    @property
    def check_hostname(self):
        return self._values["check_hostname"]

    @check_hostname.setter
    def check_hostname(self, value):
        if value and self.verify_mode == CERT_NONE:
            self.verify_mode = CERT_REQUIRED
        self._values["check_hostname"] = bool(value)

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cafile is not None:
            with open(cafile, "rb"):
                pass

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        for file in (certfile,) if keyfile is None else (certfile, keyfile):
            with open(file, "rb"):
                pass

    def load_dh_params(self, path, /):
        with open(path, "rb"):
            pass

    def set_default_verify_paths(self):
        pass

    def set_ciphers(self, ciphers, /):
        if not isinstance(ciphers, str):
            raise TypeError(f"set_ciphers() argument must be str, not {type(ciphers).__name__}")

    def set_ecdh_curve(self, name, /):
        pass

    def set_psk_client_callback(self, callback):
        pass

    def set_psk_server_callback(self, callback, identity_hint=None):
        pass

    def _set_alpn_protocols(self, protocols, /):
        pass

    def get_ciphers(self):
        return []

    def get_ca_certs(self, binary_form=False):
        return []

    def cert_store_stats(self):
        return {"x509": 0, "crl": 0, "x509_ca": 0}

    def session_stats(self):
        return dict.fromkeys(
            """number connect connect_good connect_renegotiate accept accept_good accept_renegotiate hits misses timeouts
            cache_full""".split(),
            0,
        )

    def _wrap_socket(self, *arguments, **options):
        raise SSLError(SSL_ERROR_SSL, NO_NETWORK)

    _wrap_bio = _wrap_socket


def RAND_status():
    return True


def RAND_add(string, entropy, /):
    pass


def RAND_bytes(count, /):
    return os.urandom(count)


def get_default_verify_paths():
    return "SSL_CERT_FILE", "/usr/lib/ssl/cert.pem", "SSL_CERT_DIR", "/usr/lib/ssl/certs"


def txt2obj(txt, name=False):
    for each in _OBJECTS:
        if txt == each[3] or name and txt in each[1:3]:
            return each
    raise ValueError(f"unknown object '{txt:.100}'")


def nid2obj(nid, /):
    for each in _OBJECTS:
        if nid == each[0]:
            return each
    raise ValueError(f"unknown NID {nid}")
