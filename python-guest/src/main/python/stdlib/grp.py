"""The group database of a system with one user, besides root. Groups are called as their users are."""

import operator
import os
import pwd

from _records import record_type as _record_type

struct_group = _record_type(
    "grp.struct_group",
    "gr_name gr_passwd gr_gid gr_mem",
    "A record of the group database.",
)


def getgrall():
    return [struct_group((user.pw_name, "x", user.pw_gid, [])) for user in pwd.getpwall()]


def getgrgid(id):
    id = operator.index(id)
    if id < -1:
        raise OverflowError("gid is less than minimum")
    if id >= 1 << 32:
        raise OverflowError("gid is greater than maximum")
    for record in getgrall():
        if record.gr_gid == id:
            return record
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name):
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument must be str, not {type(name).__name__}")
    if b"\0" in os.fsencode(name):
        raise ValueError("embedded null byte")
    for record in getgrall():
        if record.gr_name == name:
            return record
    raise KeyError(f"getgrnam(): name not found: {name!r}")
