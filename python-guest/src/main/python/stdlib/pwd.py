"""The password database of a system with one user."""

import os

from _records import record_type as _record_type

struct_passwd = _record_type(
    "pwd.struct_passwd",
    "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell",
    "A record of the password database.",
)


def _user():
    return struct_passwd(("user", "x", os.getuid(), os.getgid(), "", os.environ.get("HOME", "/workspace"), "/bin/sh"))


def getpwall():
    return [_user()]


def getpwuid(uid, /):
    user = _user()
    if not isinstance(uid, int):
        raise TypeError(f"'{type(uid).__name__}' object cannot be interpreted as an integer")
    if uid == user.pw_uid:
        return user
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name, /):
    user = _user()
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    if name == user.pw_name:
        return user
    raise KeyError(f"getpwnam(): name not found: {name!r}")
