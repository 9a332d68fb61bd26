"""The password database of a system with one user, besides root, who owns what the user cannot change."""

import operator
import os

from _records import record_type as _record_type

struct_passwd = _record_type(
    "pwd.struct_passwd",
    "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell",
    "A record of the password database.",
)


def getpwall():
    return [
        struct_passwd(("root", "x", 0, 0, "root", "/", "/bin/sh")),
        struct_passwd(("user", "x", os.getuid(), os.getgid(), "", "/workspace", "/bin/sh")),
    ]


def getpwuid(uid, /):
    uid = operator.index(uid)
    for record in getpwall():
        if record.pw_uid == uid:
            return record
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name, /):
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    if b"\0" in os.fsencode(name):
        raise ValueError("embedded null byte")
    for record in getpwall():
        if record.pw_name == name:
            return record
    raise KeyError(f"getpwnam(): name not found: {name!r}")
