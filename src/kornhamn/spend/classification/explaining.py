"""Why the model proposes what it does: the words that weighed most."""

from kornhamn.spend.classification.learning import Model, Purchases

_MOST_WORDS = 24
_MARKS = "[](){}.,;:!?*/-–”“\"'"


def words_that_weighed(model: Model, text: str, label: str, *, most: int = 3) -> tuple[str, ...]:
    """Return the words without which the model would be less sure of a label, the weightiest first.

    Each word is left out in turn; a word that speaks against the label is not told.
    """
    words = list(dict.fromkeys(text.split()))[:_MOST_WORDS]
    if label not in model.labels or not words:
        return ()
    without = [" ".join(w for w in words if w != left_out) for left_out in words]
    sure = model.probabilities(Purchases.of_texts([" ".join(words), *without]))
    column = list(model.labels).index(label)
    lost = {word: sure[0, column] - sure[row, column] for row, word in enumerate(words, 1)}
    told = sorted((word for word in words if lost[word] > 0), key=lost.__getitem__, reverse=True)
    return tuple(shown for word in told if (shown := word.strip(_MARKS)))[:most]
