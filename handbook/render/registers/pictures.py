"""Facts -> the shapes of pictures: the chain under a pillar as boxes and curves, a comparison as bars.

Everything is worked out here, in units of the picture; the templates only print it. Text is broken by counting
characters, since nothing here knows a font: boxes are wide enough for the widest common ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from handbook.history.wording import amount_text, target_text
from handbook.model.policy import Procedure
from handbook.render.press import Sheet
from handbook.render.prose import plain_text
from handbook.report.mission_map import GoalBranch, PillarBranch

MAX_NODES = 150
"""A chain of more boxes than this is told by its table alone."""

_LEFT = (22, 276, 502)
_WIDE = (210, 182, 250)
_CHARACTERS = (29, 25, 35)
_LINES = (4, 3, 3)
_WIDTH = _LEFT[-1] + _WIDE[-1] + 2
_SPINE = 8
_LINE_HEIGHT = 17
_PADDING = 12
_GAP = 10
_LABEL = 26
_BAR_HEIGHT = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box with its lines of text; `full` is the whole text, `address` where it leads; `x` and `y` its corner."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    full: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A curve from the end of one box to the start of another."""

    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def middle(self) -> int:
        """Where the curve turns."""
        return (self.x1 + self.x2) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The picture of what hangs under a pillar; the `spine` at `spine_x` joins all goals, up to the height `spine`."""

    width: int
    height: int
    spine_x: int
    spine: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from `start` over `length`, in percent of the picture; `kind` is ours, old or how we stand.

    `short` is the label as far as it fits a narrow screen.
    """

    kind: str
    label: str
    short: str
    value: str
    start: Decimal
    length: Decimal
    y: int


@dataclass(slots=True)
class _Box:
    """A box that still looks for its height on the page; `top` is found column by column."""

    kind: str
    text: str
    address: str
    column: int
    above: list["_Box"]
    top: int = 0

    @property
    def lines(self) -> list[str]:
        return wrapped(self.text, _CHARACTERS[self.column], _LINES[self.column])

    @property
    def height(self) -> int:
        return len(self.lines) * _LINE_HEIGHT + _PADDING

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def chain_picture(branch: PillarBranch, sheet: Sheet) -> Chain | None:
    """The picture of a pillar's chain; None where it would have no box, or more than `MAX_NODES`."""
    columns = _boxes(branch, sheet) if len(branch.goals) <= MAX_NODES else ()
    if not 0 < sum(map(len, columns)) <= MAX_NODES:
        return None
    _place(columns)
    boxes = [box for column in columns for box in column]
    ticks = tuple(Edge(x1=_SPINE, y1=box.middle + 1, x2=_LEFT[0] + 1, y2=box.middle + 1) for box in columns[0])
    return Chain(
        width=_WIDTH,
        height=max(box.top + box.height for box in boxes) + 2,
        spine_x=_SPINE,
        spine=columns[0][-1].middle + 1,
        nodes=tuple(map(_node, boxes)),
        edges=(*ticks, *(_edge(parent, box) for box in boxes for parent in box.above)),
    )


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in at most `most` lines of at most `width` characters, with an ellipsis where it was cut."""
    lines = [""]
    for word in " ".join(text.split()).split(" "):
        if len(lines[-1]) + len(word) + 1 <= width or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    shown = [_cut(line, width) for line in lines[:most]]
    if len(lines) > most:
        shown[-1] = lines[most - 1][: width - 1].rstrip() + "…"
    return shown


def bars(rows: Sequence[tuple[str, str, Decimal, str]]) -> tuple[Bar, ...]:
    """A bar for each row of kind, label, value and unit, all on one scale that holds 0."""
    values = [value for _, _, value, _ in rows]
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    span = (high - low) or Decimal(1)
    return tuple(
        Bar(
            kind=kind,
            label=label,
            short=_cut(label, _LABEL),
            value=amount_text(value, unit),
            start=_percent((min(value, Decimal(0)) - low) / span),
            length=_percent(abs(value) / span),
            y=place * _BAR_HEIGHT,
        )
        for place, (kind, label, value, unit) in enumerate(rows)
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _percent(share: Decimal) -> Decimal:
    return (share * 100).quantize(Decimal("0.01"))


def _boxes(branch: PillarBranch, sheet: Sheet) -> tuple[list[_Box], ...]:
    """The boxes of each column, in reading order, each with those above it in the chain."""
    goals: list[_Box] = []
    procedures: dict[tuple[str, str], _Box] = {}
    standards: list[_Box] = []
    for goal in branch.goals:
        goals.append(_goal_box(goal, sheet))
        for procedure in goal.procedures:
            box = procedures.get((goal.current.id, procedure.id))
            if box:
                box.above.append(goals[-1])
                continue
            box = _procedure_box(goal, procedure, goals[-1], sheet)
            procedures[(goal.current.id, procedure.id)] = box
            standards += _standard_boxes(goal, procedure, box, sheet)
    return goals, list(procedures.values()), standards


def _goal_box(branch: GoalBranch, sheet: Sheet) -> _Box:
    text = " ".join(plain_text(branch.goal.statement).split())
    address = sheet.policy(branch.current.id, branch.goal.id).address
    return _Box(kind="goal", text=text, address=address, column=0, above=[])


def _procedure_box(branch: GoalBranch, procedure: Procedure, goal: _Box, sheet: Sheet) -> _Box:
    address = sheet.policy(branch.current.id, procedure.id).address
    return _Box(kind="procedure", text=procedure.title, address=address, column=1, above=[goal])


def _standard_boxes(branch: GoalBranch, procedure: Procedure, box: _Box, sheet: Sheet) -> list[_Box]:
    return [
        _Box(
            kind="standard",
            text=f"{standard.metric}: {target_text(standard.better, standard.target, standard.unit)}",
            address=sheet.policy(branch.current.id, standard.id).address,
            column=2,
            above=[box],
        )
        for standard in procedure.standards
    ]


def _place(columns: tuple[list[_Box], ...]) -> None:
    """Find each box's top: the last column is stacked; before it, each box is set beside what hangs on it."""
    for place in range(len(columns) - 1, -1, -1):
        below = columns[place + 1] if place + 1 < len(columns) else []
        children: dict[int, list[_Box]] = {id(box): [] for box in columns[place]}
        for child in below:
            children[id(child.above[0])].append(child)
        _stack(columns[place], children)


def _stack(column: Iterable[_Box], children: dict[int, list[_Box]]) -> None:
    """Set the boxes of a column one under the other, each at the middle of its children where that is free.

    A box taller than its children pushes what comes below it down, so that no two boxes ever overlap.
    """
    free = 0
    for box in column:
        hanging = children[id(box)]
        if hanging:
            middle = (hanging[0].top + hanging[-1].top + hanging[-1].height) // 2
            box.top = max(free, middle - box.height // 2)
        else:
            box.top = free
        free = box.top + box.height + _GAP


def _node(box: _Box) -> Node:
    left, lines = _LEFT[box.column], box.lines
    first = box.top + _PADDING // 2 + _LINE_HEIGHT - 4
    return Node(
        kind=box.kind,
        x=left + 1,
        y=box.top + 1,
        width=_WIDE[box.column],
        height=box.height,
        lines=tuple((first + number * _LINE_HEIGHT, line) for number, line in enumerate(lines)),
        full=box.text,
        address=box.address,
    )


def _edge(parent: _Box, child: _Box) -> Edge:
    return Edge(
        x1=_LEFT[parent.column] + _WIDE[parent.column] + 1,
        y1=parent.middle + 1,
        x2=_LEFT[child.column] + 1,
        y2=child.middle + 1,
    )
