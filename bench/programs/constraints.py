"""A net of values and one-way rules with strengths: editing one value plans and propagates the others."""

REQUIRED, STRONG, WEAK = 0, 1, 2


class Value:
    def __init__(self, name, content):
        self.name = name
        self.content = content
        self.rules = []
        self.source = None

    def strength(self):
        return WEAK + 1 if self.source is None else self.source.strength


class Rule:
    def __init__(self, strength, *values):
        self.strength = strength
        self.values = values
        for value in values:
            value.rules.append(self)

    def choose(self, known):
        """The value to compute: the weakest one that is not known yet."""
        candidates = [value for value in self.targets() if value not in known]
        return max(candidates, key=Value.strength, default=None)

    def targets(self):
        return self.values

    def execute(self, target):
        raise NotImplementedError


class Equal(Rule):
    def execute(self, target):
        left, right = self.values
        target.content = right.content if target is left else left.content


class Scale(Rule):
    """values: source, factor, offset, result, with result = source * factor + offset."""

    def targets(self):
        return self.values[0], self.values[3]

    def execute(self, target):
        source, factor, offset, result = self.values
        if target is result:
            result.content = source.content * factor.content + offset.content
        else:
            source.content = (result.content - offset.content) // factor.content


class Sum(Rule):
    """The last value is the sum of the others."""

    def targets(self):
        return self.values[-1:]

    def execute(self, target):
        target.content = sum(value.content for value in self.values[:-1])


class Planner:
    def plan(self, edited):
        """What to execute, in order, after a change of these values."""
        known = set(edited)
        todo = [rule for value in edited for rule in value.rules]
        done = set()
        steps = []
        while todo:
            todo.sort(key=lambda rule: rule.strength)
            rule = todo.pop(0)
            if rule in done or not known.intersection(rule.values):
                continue
            target = rule.choose(known)
            if target is None:
                continue
            done.add(rule)
            known.add(target)
            target.source = rule
            steps.append((rule, target))
            todo.extend(other for other in target.rules if other not in done)
        return steps

    def execute(self, steps):
        for rule, target in steps:
            rule.execute(target)


def chain(length):
    values = [Value(f"v{i}", i) for i in range(length)]
    for i, (left, right) in enumerate(zip(values, values[1:])):
        Equal((REQUIRED, STRONG, WEAK)[i % 3], left, right)
    return values


def projection(length):
    factor = Value("factor", 10)
    offset = Value("offset", 1_000)
    sources, results = [], []
    for i in range(length):
        sources.append(Value(f"s{i}", i))
        results.append(Value(f"r{i}", 0))
        Scale(STRONG, sources[i], factor, offset, results[i])
    total = Value("total", 0)
    Sum(REQUIRED, *results, total)
    return factor, offset, sources, results, total


def run(length):
    planner = Planner()
    values = chain(length)
    steps = planner.plan([values[0]])
    for content in range(60):
        values[0].content = content
        planner.execute(steps)
    backwards = planner.plan([values[-1]])
    values[-1].content = 77
    planner.execute(backwards)
    factor, offset, sources, results, total = projection(length)
    sums = []
    for i, edited in enumerate((sources[3], factor, offset, results[5])):
        edited.content += 10 * i + 10
        changed = planner.plan([edited])
        for _ in range(10):
            planner.execute(changed)
        sums.append(total.content)
    return len(steps), len(backwards), values[0].content, values[length // 2].content, sums, sources[5].content


FULL = 480, (479, 479, 77, 77, [1130, 1130, 5920, 5960], -33)
SMALL = 20, (19, 19, 77, 77, [1130, 1130, 1320, 1360], -33)
