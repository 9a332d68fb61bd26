"""The group database of a system with one user, whose group is called as the user is."""

import pwd

from _records import record_type as _record_type

struct_group = _record_type(
    "grp.struct_group",
    "gr_name gr_passwd gr_gid gr_mem",
    "A record of the group database.",
)


def _group():
    (user,) = pwd.getpwall()
    return struct_group((user.pw_name, "x", user.pw_gid, []))


def getgrall():
    return [_group()]


def getgrgid(id):
    group = _group()
    if not isinstance(id, int):
        raise TypeError(f"'{type(id).__name__}' object cannot be interpreted as an integer")
    if id == group.gr_gid:
        return group
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name):
    group = _group()
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument must be str, not {type(name).__name__}")
    if name == group.gr_name:
        return group
    raise KeyError(f"getgrnam(): name not found: {name!r}")
