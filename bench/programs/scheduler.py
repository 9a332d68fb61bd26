"""An operating system in small: tasks of several kinds with priorities pass messages and wait for devices."""

from collections import deque

READY, WAITING, DONE = "ready", "waiting", "done"


class Message:
    __slots__ = ("sender", "kind", "payload")

    def __init__(self, sender, kind, payload):
        self.sender = sender
        self.kind = kind
        self.payload = payload


class Task:
    def __init__(self, kernel, name, priority):
        self.kernel = kernel
        self.name = name
        self.priority = priority
        self.inbox = deque()
        self.state = READY
        self.slices = 0

    def receive(self, message):
        self.inbox.append(message)
        if self.state == WAITING:
            self.kernel.wake(self)

    def send(self, name, kind, payload):
        self.kernel.deliver(name, Message(self.name, kind, payload))

    def step(self):
        raise NotImplementedError


class Producer(Task):
    def __init__(self, kernel, name, priority, target, count):
        super().__init__(kernel, name, priority)
        self.target = target
        self.left = count

    def step(self):
        if self.left == 0:
            return DONE
        self.left -= 1
        self.send(self.target, "work", self.left)
        return READY


class Worker(Task):
    def __init__(self, kernel, name, priority, devices):
        super().__init__(kernel, name, priority)
        self.devices = devices
        self.turn = 0
        self.checksum = 0

    def step(self):
        if not self.inbox:
            return WAITING
        message = self.inbox.popleft()
        if message.kind == "work":
            self.turn = (self.turn + 1) % len(self.devices)
            self.send(self.devices[self.turn], "request", message.payload)
        else:
            self.checksum = (self.checksum * 31 + message.payload) % 65_521
        return READY


class Device(Task):
    def __init__(self, kernel, name, priority, latency):
        super().__init__(kernel, name, priority)
        self.latency = latency
        self.elapsed = 0
        self.served = 0

    def step(self):
        if not self.inbox:
            return WAITING
        self.elapsed += 1
        if self.elapsed < self.latency:
            return READY
        self.elapsed = 0
        request = self.inbox.popleft()
        self.served += 1
        self.send(request.sender, "reply", request.payload * request.payload)
        return READY


class Idle(Task):
    def step(self):
        return WAITING if self.kernel.is_quiet() else READY


class Kernel:
    def __init__(self):
        self.tasks = {}
        self.queues = [deque() for _ in range(4)]
        self.switches = 0

    def add(self, task):
        self.tasks[task.name] = task
        self.queues[task.priority].append(task)

    def deliver(self, name, message):
        self.tasks[name].receive(message)

    def wake(self, task):
        task.state = READY
        self.queues[task.priority].append(task)

    def is_quiet(self):
        return not any(self.queues)

    def next_task(self):
        for queue in self.queues:
            if queue:
                return queue.popleft()
        return None

    def run(self):
        while (task := self.next_task()) is not None:
            self.switches += 1
            task.slices += 1
            task.state = task.step()
            if task.state == READY:
                self.queues[task.priority].append(task)


def run(count):
    kernel = Kernel()
    for i, latency in enumerate((1, 2, 3)):
        kernel.add(Device(kernel, f"device {i}", 1, latency))
    names = [f"device {i}" for i in range(3)]
    kernel.add(Worker(kernel, "worker a", 0, names))
    kernel.add(Worker(kernel, "worker b", 2, names[::-1]))
    kernel.add(Producer(kernel, "producer a", 2, "worker a", count))
    kernel.add(Producer(kernel, "producer b", 3, "worker b", count))
    kernel.add(Idle(kernel, "idle", 3))
    kernel.run()
    tasks = kernel.tasks
    served = [tasks[name].served for name in names]
    return kernel.switches, served, tasks["worker a"].checksum, tasks["worker b"].checksum, tasks["idle"].slices


FULL = 2_000, (32008, [1333, 1334, 1333], 40374, 40374, 2001)
SMALL = 100, (1608, [66, 68, 66], 22728, 22728, 101)
