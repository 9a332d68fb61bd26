"""Bytes: digests of many small records, Base64, structures packed by hand and by struct, and a checksum in Python."""

import base64
import hashlib
import hmac
import struct


def fletcher(data):
    low = high = 0
    for byte in data:
        low = (low + byte) % 255
        high = (high + low) % 255
    return high << 8 | low


def run(records):
    packed = bytearray()
    digest = hashlib.sha256()
    chain = b"\0" * 32
    for i in range(records):
        record = struct.pack("<IHd8s", i, i % 65_536, i / 3, b"id%06d" % (i % 1_000_000))
        packed += record
        digest.update(record)
        chain = hashlib.sha256(chain + record).digest()
    text = base64.b64encode(packed)
    assert base64.b64decode(text) == packed
    total = sum(number for number, _, _, _ in struct.iter_unpack("<IHd8s", packed))
    signed = hmac.new(b"secret", bytes(packed), "sha1").hexdigest()
    by_hand = sum(int.from_bytes(packed[i : i + 4], "little") for i in range(0, len(packed), 22))
    assert by_hand == total
    return digest.hexdigest()[:16], chain.hex()[:16], len(text), total, signed[:16], fletcher(packed[: 8 * records])


FULL = 8_000, ('b686010b2afe4663', 'f45b3ff09e275ad6', 234668, 31996000, 'f3f732fc96cfd592', 32307)
SMALL = 200, ('35ff9177e1482c15', '804d2e90cb240743', 5868, 19900, 'f83bd863e383e51e', 44669)
