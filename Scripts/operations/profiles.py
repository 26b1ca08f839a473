"""What programs of a profile are made of, and a program by its profile and seed."""

from .lifetimes import Lifetimes
from .objects import FINALIZERS

# By profile: how often each kind of scene is chosen.
BASIC = {
    "anything": 6, "change": 6, "drop": 4, "bind_again": 2, "ask": 8, "collect": 1, "a_class": 0.3,
    "closures": 0.15, "properties": 0.1, "colliding_hashes": 0.2, "shared_keys": 0.2, "reused_memory": 0.1,
}  # fmt: skip
CYCLES = {
    "anything": 3, "change": 4, "ring": 4, "drop": 4, "ask": 4, "collect": 3, "collector": 1,
    "closures": 0.2, "recursive_closure": 0.2, "methods_in_a_cycle": 0.3, "exception_with_frames": 0.3,
    "chained_exceptions": 0.1, "suspended_generator": 0.2, "metaclass": 0.1, "automatic_collection": 0.2,
    "reused_memory": 0.4,
}  # fmt: skip
WEAK = {
    "an_instance": 4, "anything": 2, "weak": 6, "change": 3, "ring": 2, "drop": 5, "follow": 4, "ask": 4,
    "collect": 2, "reference_kinds": 0.5, "method_references": 0.3, "busy_callbacks": 0.5,
}  # fmt: skip
FIN = {
    "a_class": 1, "an_instance": 4, "change": 4, "ring": 5, "weak": 2, "drop": 4, "ask": 3, "collect": 4,
    "collector": 1, "save_all": 0.3, "busy_finalizers": 0.8, "suspended_generator": 0.4, "deep_nesting": 0.3,
    "metaclass": 0.1, "automatic_collection": 0.3,
}  # fmt: skip
ALL = {
    "anything": 5, "an_instance": 3, "a_class": 0.6, "change": 7, "ring": 2.5, "weak": 3, "drop": 5,
    "bind_again": 1.5, "ask": 7, "follow": 1.5, "collect": 2, "collector": 1, "save_all": 0.1,
    "properties": 0.1, "metaclass": 0.1, "suspended_generator": 0.2, "closures": 0.2, "recursive_closure": 0.1,
    "exception_with_frames": 0.2, "chained_exceptions": 0.1, "methods_in_a_cycle": 0.2, "busy_finalizers": 0.3,
    "busy_callbacks": 0.3, "reference_kinds": 0.2, "method_references": 0.1, "deep_nesting": 0.1,
    "automatic_collection": 0.2, "shared_keys": 0.2, "colliding_hashes": 0.1, "reused_memory": 0.1,
}  # fmt: skip
PROFILES = {"basic": BASIC, "cycles": CYCLES, "weak": WEAK, "fin": FIN, "all": ALL}


class Generated(Lifetimes):
    """A program of a profile."""

    def __init__(self, profile, seed, count):
        super().__init__(f"{profile} {seed}")
        if profile in ("fin", "all"):
            self.finalizers = FINALIZERS
        weights = PROFILES[profile]
        scenes = [getattr(self, name) for name in weights]
        self.a_class()
        self.a_class()
        while len(self.operations) < count:
            self.random.choices(scenes, weights.values())[0]()
        self.tear_down(thaws=profile in ("fin", "all") and self.chance(0.3))

    def tear_down(self, thaws):
        """Looks at all there is, then drops it name by name, then the classes."""
        for question in ("names", "objects", "count"):
            self.add(question)
        self.add("collect", gen=2)
        self.add("objects")
        for name in list(self.names):
            self.forget(name)
        for name in ("KEPT", "SAVED"):
            self.add("unbind", name=name)
        self.add("collect", gen=2)
        self.add("collect", gen=2)
        self.add("objects")
        for name in reversed(list(self.classes)):
            self.add("unbind", name=name)
        self.add("collect", gen=2)
        self.add("objects")
        self.add("names")
        if thaws:
            self.thaw()


def program(profile, seed, count):
    """The lines of a program of `count` operations or some more: a pure function of these three."""
    return Generated(profile, seed, count).lines
