"""Answers kept: the same question of the same snapshot has the same answer for the same scope."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from kornhamn.analytics.spend.opening import current_folder, looking_at

P = ParamSpec("P")
Answer = TypeVar("Answer")
_KEPT = 128  # of each question


def kept(ask: Callable[P, Answer]) -> Callable[P, Answer]:
    """Keep the latest answers of a question, by snapshot and by all that it is asked with.

    The reader's scope is one of its arguments, so nobody gets an answer that another may see.
    """
    answers: OrderedDict[Hashable, Answer] = OrderedDict()
    lock = Lock()

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Answer:
        folder = current_folder()
        key = (folder, args, tuple(sorted(kwargs.items())))
        with lock:
            if key in answers:
                answers.move_to_end(key)
                return answers[key]
        with looking_at(folder):
            answer = ask(*args, **kwargs)
        with lock:
            answers[key] = answer
            while len(answers) > _KEPT:
                answers.popitem(last=False)
        return answer

    return asked
