"""The group database of a system with one user, whose group is called as the user is."""

import pwd

_FIELDS = "gr_name gr_passwd gr_gid gr_mem"


class struct_group(tuple):
    """A record of the group database."""

    __slots__ = ()
    n_fields = n_sequence_fields = 4
    n_unnamed_fields = 0

    def __repr__(self):
        named = ", ".join(f"{name}={value!r}" for name, value in zip(_FIELDS.split(), self))
        return f"grp.struct_group({named})"


for _place, _name in enumerate(_FIELDS.split()):
    setattr(struct_group, _name, property(lambda record, place=_place: record[place]))
del _place, _name


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
