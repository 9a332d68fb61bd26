"""Moves the bodies of a made-up solar system under gravity, and tells how well energy is kept."""

import math


class Body:
    def __init__(self, mass, position, velocity):
        self.mass = mass
        self.position = position
        self.velocity = velocity


def system():
    sun = Body(1_000.0, [0.0, 0.0, 0.0], [0.0, 0.0, 0.0])
    bodies = [sun]
    for i in range(1, 5):
        distance = 10.0 * i
        speed = math.sqrt(sun.mass / distance)
        bodies.append(Body(0.5 * i, [distance, 0.0, 0.1 * i], [0.0, speed, 0.02 * i]))
    return bodies


def advance(bodies, pairs, step):
    for a, b in pairs:
        ax, ay, az = a.position
        bx, by, bz = b.position
        dx = ax - bx
        dy = ay - by
        dz = az - bz
        squared = dx * dx + dy * dy + dz * dz
        pull = step / (squared * math.sqrt(squared))
        of_a = a.mass * pull
        of_b = b.mass * pull
        va = a.velocity
        vb = b.velocity
        va[0] -= dx * of_b
        va[1] -= dy * of_b
        va[2] -= dz * of_b
        vb[0] += dx * of_a
        vb[1] += dy * of_a
        vb[2] += dz * of_a
    for body in bodies:
        position = body.position
        vx, vy, vz = body.velocity
        position[0] += step * vx
        position[1] += step * vy
        position[2] += step * vz


def energy(bodies, pairs):
    moving = sum(0.5 * body.mass * sum(v * v for v in body.velocity) for body in bodies)
    return moving - sum(a.mass * b.mass / math.dist(a.position, b.position) for a, b in pairs)


def run(steps):
    bodies = system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    before = energy(bodies, pairs)
    for _ in range(steps):
        advance(bodies, pairs, 0.001)
    return f"{before:.6f} {energy(bodies, pairs):.6f} {bodies[1].position[0]:.6f}"


FULL = 3_000, '-100.650801 -100.650846 -9.844583'
SMALL = 100, '-100.650801 -100.650794 9.949628'
