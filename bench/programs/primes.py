"""Prime numbers: sieves over a bytearray and over a list, trial division, and the Miller-Rabin test."""


def sieve(limit):
    composite = bytearray(limit)
    composite[:2] = b"\1\1"
    for i in range(2, int(limit**0.5) + 1):
        if not composite[i]:
            composite[i * i :: i] = b"\1" * len(range(i * i, limit, i))
    return [i for i, marked in enumerate(composite) if not marked]


def plain_sieve(limit):
    prime = [True] * limit
    prime[0] = prime[1] = False
    i = 2
    while i * i < limit:
        if prime[i]:
            j = i * i
            while j < limit:
                prime[j] = False
                j += i
        i += 1
    return sum(prime)


def factors(number):
    found = []
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1 if divisor == 2 else 2
    if number > 1:
        found.append(number)
    return found


def is_prime(number):
    if number < 2 or number % 2 == 0:
        return number == 2
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for base in (2, 3, 5, 7, 11, 13, 17):
        if base % number == 0:
            continue
        x = pow(base, odd, number)
        if x in (1, number - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % number
            if x == number - 1:
                break
        else:
            return False
    return True


def run(limit):
    primes = sieve(limit)
    twins = sum(1 for a, b in zip(primes, primes[1:]) if b - a == 2)
    assert plain_sieve(limit // 2) == sum(1 for prime in primes if prime < limit // 2)
    large = [n for n in range(10**12, 10**12 + limit // 200) if is_prime(n)]
    return len(primes), primes[-1], twins, factors(limit * 9_973 + 2), large[:2]


FULL = 150_000, (13848, 149993, 1701, [2, 83, 9011747], [1000000000039, 1000000000061])
SMALL = 12_600, (1504, 12589, 243, [2, 31, 797, 2543], [1000000000039, 1000000000061])
