"""Graphs: Dijkstra with a heap, a topological order, a spanning tree with union-find, and cached recursion."""

import heapq
from functools import lru_cache


def make_graph(nodes):
    graph = {node: {} for node in range(nodes)}
    for node in range(nodes):
        for k in range(1, 6):
            other = (node * k * 7 + k * k + 3) % nodes
            if other != node:
                graph[node][other] = (node * 31 + other * 17) % 97 + 1
    return graph


def dijkstra(graph, source):
    distances = {source: 0}
    heap = [(0, source)]
    while heap:
        distance, node = heapq.heappop(heap)
        if distance > distances[node]:
            continue
        for other, weight in graph[node].items():
            reached = distance + weight
            if reached < distances.get(other, float("inf")):
                distances[other] = reached
                heapq.heappush(heap, (reached, other))
    return distances


def topological(graph):
    indegree = dict.fromkeys(graph, 0)
    for node, others in graph.items():
        for other in others:
            if other > node:
                indegree[other] += 1
    ready = [node for node, count in indegree.items() if not count]
    order = []
    while ready:
        node = heapq.heappop(ready)
        order.append(node)
        for other in graph[node]:
            if other > node:
                indegree[other] -= 1
                if not indegree[other]:
                    heapq.heappush(ready, other)
    return order


def spanning_tree(graph):
    parent = list(graph)

    def find(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    weight = 0
    for cost, a, b in sorted((cost, a, b) for a, others in graph.items() for b, cost in others.items()):
        a, b = find(a), find(b)
        if a != b:
            parent[a] = b
            weight += cost
    return weight


def run(nodes):
    graph = make_graph(nodes)
    distances = dijkstra(graph, 0)

    @lru_cache(maxsize=None)
    def ways(node):
        return 1 if node < 3 else ways(node - 1) + ways(node - 3)

    counted = [ways(node) for node in range(nodes)][-1] % 1_000_007
    order = topological(graph)
    far = max(distances.values()), sum(distances.values())
    return len(distances), far, order[-1], len(order), spanning_tree(graph), counted


FULL = 2_000, (1500, (392, 228742), 1999, 2000, 23243, 168805)
SMALL = 100, (75, (193, 5822), 99, 100, 1242, 850852)
