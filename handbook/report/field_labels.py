"""The name of a field of the model -> what people call it."""

_LABELS = {
    "hand_off": "What is passed on",
    "within": "How soon",
    "when": "If",
    "then": "Then",
    "better": "Side of the target",
    "review_every": "Review cycle",
    "terms": "Price",
    "hit": "How rows are read",
    "changed": "Clauses changed",
}


def field_label(name: str) -> str:
    """The label of a field, as a reader of the handbook sees it; its own words where it needs no other."""
    return _LABELS.get(name, name.replace("_", " ").replace("-", " ").capitalize())
