        if (i2 := [x + 3 for x in range(4)].count(1) % 100) > 16: print('big', i2)
        counter1 = 2
        while counter1 > 0 and ({(not {i2: 0}), (([256] == []) in (-9223372036854775808, i2)), ('b', (2,)), (1,)} == {(1, 'a'), ('key' * 3), False}):
            counter1 -= 1
            i1 = s1 = ('hello world')[:30]
            print('value', (256 << 1), '€uro'.join([s1, s1, '']), sep='|')
        i1 = (i1)[:30]
    try:
        l1 = l2 = [f() for f in [lambda: k for k in range(0)]]
        print(sorted([0, 10, 3]))
        raise KeyError('k')
        print('not raised')
    except ValueError as caught:
        print('caught', repr(caught), caught.args)
    except Exception as other:
        chain(other)
    else:
        print('else')
    d1 = {-9223372036854775808: ({}, 6, 2147483648)}
    print(any(['0'] * 1), sep='|')
except Exception as error:
    print(type(error).__name__, error)
e1 = ({('b', (2,)), 'tab\t'.rfind('12'), (3).bit_length(), 'Eggs'} - ({isinstance({({abs(4), ()} == 'count'): -42, 10: 2}, object), (7 <= 4), '0'.endswith('hello world'), ()} | {(-38 >= 1 != 2)}))
l3 = 'x1'.split('-')
print('value', round(float('inf'), 2), {([100000000000000000000, 10] == l3): 1000})
if ({x: str(x) for x in 'hello world' if x} == (5 if True else 100000000000000000000)):
    i3 = int('176')
    try:
        for i4, _v in list({}.items())[:4]:
            try:
                print(sys.getrefcount(object()))
                print('here', int((e1 == {(False is not None)})))
                s2 = (type((3, i3, i3)).__name__.partition('-')[1])[:30]
            except Exception as error:
                print(type(error).__name__, error)
            if (dict({}) is None):
                print((i3).bit_length(), sep='|')
                l3 = (l3[::-2])[:9]
                if l3: l3[-1] = 1e-7
            else:
                i5, *l4, i6 = -9223372036854775808, *[2], 1
            i7 = i8 = (ord('a') and 2) % 1009
        else:
            print('no break')
        for i9, _v in list(dict({'Ünïcode'[0::-2]: 100000000000000000000, (1, 'a'): i3, ({'spam'.join(['tab\t', 'it\'s', 'it\'s']), len('tab\t'), i3, i3} == [i3, 7]): i3}).items())[:4]:
            print(l3, hash(()), sep='|')
            (i10, [i11, _]) = [i3, (i3, None)]
            print(i10, None)
        raise ValueError('v')
    except ValueError as caught: