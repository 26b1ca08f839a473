"""match"""


def kinds(subject):
    match subject:
        case 1: return "one"
        case -1.5 | 2j: return "number"
        case "a" | "b" | None | True: return "constant"
        case module.constant: return "value"
        case []: return "empty"
        case [a]: return a
        case [a, b, *rest] if rest: return rest
        case (first, *_, last): return first, last
        case [_, [_, x]]: return x
        case {}: return "mapping"
        case {"k": v, 1: _, **others}: return v, others
        case {module.key: [y]}: return y
        case Point(): return "point"
        case Point(x, 0, z=[w]): return x, w
        case int() | str() as value: return value
        case [1, p] | [p, 2]: return p
        case (q, r) | {"q": q, "r": r} | Pair(r, q): return q, r
        case other if other > 1: return other
        case _: return None


def alone(x):
    match x:
        case y: print(y)
    match x, 1:
        case _: print(x)
    for z in x:
        match z:
            case 1: continue
            case 2: break
