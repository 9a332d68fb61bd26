"""The password database of a system with one user."""

import os

_FIELDS = "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell"


class struct_passwd(tuple):
    """A record of the password database."""

    __slots__ = ()
    n_fields = n_sequence_fields = 7
    n_unnamed_fields = 0

    def __repr__(self):
        named = ", ".join(f"{name}={value!r}" for name, value in zip(_FIELDS.split(), self))
        return f"pwd.struct_passwd({named})"


for _place, _name in enumerate(_FIELDS.split()):
    setattr(struct_passwd, _name, property(lambda record, place=_place: record[place]))
del _place, _name


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
