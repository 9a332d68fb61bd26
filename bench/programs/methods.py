"""Classes, inheritance, properties and method calls: a bank that books transfers and pays interest."""


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.bookings = 0

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        self._balance += amount
        self.bookings += 1

    def can_pay(self, amount):
        return self._balance >= amount

    def withdraw(self, amount):
        if not self.can_pay(amount):
            return False
        self._balance -= amount
        self.bookings += 1
        return True

    def end_month(self):
        pass


class Savings(Account):
    def end_month(self):
        self.deposit(self.balance // 200)


class Credit(Account):
    def __init__(self, owner, balance, line):
        super().__init__(owner, balance)
        self.line = line

    def can_pay(self, amount):
        return self.balance + self.line >= amount

    def end_month(self):
        if self.balance < 0:
            self._balance -= 15


class Bank:
    kinds = 3

    def __init__(self, customers):
        self.accounts = [self.open(number) for number in range(customers)]
        self.refused = 0

    def open(self, number):
        kind = number % self.kinds
        if kind == 0:
            return Savings(f"saver {number}", 1_000)
        if kind == 1:
            return Credit(f"debtor {number}", 100, 500)
        return Account(f"customer {number}", 300)

    def transfer(self, source, target, amount):
        if source.withdraw(amount):
            target.deposit(amount)
        else:
            self.refused += 1


def run(months):
    bank = Bank(60)
    seed = 7
    for _ in range(months):
        for source in bank.accounts:
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            target = bank.accounts[seed % len(bank.accounts)]
            bank.transfer(source, target, seed % 211)
        for account in bank.accounts:
            account.end_month()
    return sum(a.balance for a in bank.accounts), sum(a.bookings for a in bank.accounts), bank.refused


FULL = 600, (-133428, 29830, 27085)
SMALL = 30, (25553, 3960, 120)
