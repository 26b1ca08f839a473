# Traffic in dicts and attributes.


class Account:
    def __init__(self, name):
        self.name = name
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount


def work(rounds):
    accounts = {f"account{i}": Account(i) for i in range(100)}
    names = list(accounts)
    seen = {}
    for i in range(rounds):
        name = names[i % 100]
        account = accounts[name]
        account.deposit(i)
        seen[i % 1000] = account.balance
        if name in seen:
            del seen[name]
    return sum(seen.values())


print(work(300000))
