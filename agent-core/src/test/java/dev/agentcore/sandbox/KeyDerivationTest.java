// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;

/** Keys are derived from passwords as OpenSSL derives them. */
class KeyDerivationTest {
    /** The values of RFC 6070, RFC 7914 section 11, and, for the other functions, of OpenSSL 3.0. */
    @Test
    void byPbkdf2() {
        assertThat(Python.run("""
                        import hashlib
                        print("pbkdf2_hmac" in hashlib.__all__)
                        for password, salt, iterations, size in (
                            (b"password", b"salt", 1, 20),
                            (b"password", b"salt", 4096, 20),
                            (b"passwordPASSWORDpassword", b"saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25),
                            (b"pass\\0word", b"sa\\0lt", 4096, 16),
                        ):
                            print(hashlib.pbkdf2_hmac("sha1", password, salt, iterations, size).hex())
                        print(hashlib.pbkdf2_hmac("SHA256", bytearray(b"passwd"), memoryview(b"salt"), 1, dklen=64).hex())
                        for name in "md5 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512".split():
                            key = hashlib.pbkdf2_hmac(name, b"pw" * 100, b"salt" * 70, 3, dklen=70)
                            print(name, key.hex()[:12], key.hex()[-8:], len(hashlib.pbkdf2_hmac(name, b"", b"", 1)))
                        """)).succeeded().printed("""
                        True
                        0c60c80f961f0e71f3a9b524af6012062fe037a6
                        4b007901b765489abead49d926f721d065a429c1
                        3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038
                        56fa6aa75548099dcc37d7f03425e0c3
                        55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
                        49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
                        md5 874bdbe19958 6c76d5a1 16
                        sha224 1626840be1a9 86689638 28
                        sha256 8ca47b88663d 37676004 32
                        sha384 90250906ba1e 6a1f932e 48
                        sha512 facc7aaaedd7 b03bcac8 64
                        sha3_224 2d783b5bd15c 15890386 28
                        sha3_256 cbbe847376be 0401c0a0 32
                        sha3_384 345f077002db bcd4de00 48
                        sha3_512 dadaa9f340b0 bafffc03 64
                        """);
    }

    @Test
    void byScrypt() {
        assertThat(Python.run("""
                        import hashlib
                        print(hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1).hex()[:32])
                        print(hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16).hex()[:32])
                        print(hashlib.scrypt(b"pleaseletmein", salt=b"SodiumChloride", n=16384, r=8, p=1, maxmem=2**26, dklen=16).hex())
                        """)).succeeded().printed("""
                        77d6576238657b203b19ca42c18a0497
                        fdbabe1c9d3472007856e7190d01e9fe
                        7023bdcb3afd7348461c06cd81fd38eb
                        """);
    }

    @Test
    void parametersThatMakeNoSenseAreRefused() {
        assertThat(Python.run("""
                        import hashlib
                        for attempt in (
                            lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", 0),
                            lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", 1, 0),
                            lambda: hashlib.pbkdf2_hmac("none", b"", b"", 1),
                            lambda: hashlib.pbkdf2_hmac("sha1", "text", b"", 1),
                            lambda: hashlib.scrypt(b""),
                            lambda: hashlib.scrypt(b"", salt=b"", n=3, r=1, p=1),
                            lambda: hashlib.scrypt(b"", salt=b"", n=2**20, r=8, p=1),
                            lambda: hashlib.scrypt(b"", salt=b"", n=2, r=2**31, p=2**31),
                            lambda: hashlib.scrypt(b"", salt=b"", n=2, r=1, p=1, dklen=0),
                        ):
                            try:
                                print(attempt())
                            except (ValueError, TypeError) as error:
                                print(type(error).__name__, error)
                        """)).succeeded().printed("""
                        ValueError iteration value must be greater than 0.
                        ValueError key length must be greater than 0.
                        ValueError unsupported hash type none
                        TypeError a bytes-like object is required, not 'str'
                        TypeError salt is required
                        ValueError n must be a power of 2.
                        ValueError Invalid parameter combination for n, r, p, maxmem.
                        ValueError Invalid parameter combination for n, r, p, maxmem.
                        ValueError dklen must be greater than 0 and smaller than 2147483647
                        """);
    }
}
