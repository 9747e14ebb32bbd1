"""What is promised to customers -> promises that leave a price open, or give a mark that is not on the scale.

A published text is not asked, as nobody can add to it.
"""

from collections.abc import Iterator

from handbook.check.survey import Survey
from handbook.model.diagnostic import Diagnostic, warning
from handbook.model.policy import Service, Terms

_ASKS = {
    Terms.FREE_FOR_A_PERIOD: "is free for a period, but it is not said for how long",
    Terms.SOLD_SEPARATELY: "is sold separately, but it is not said at what price",
}
_LEAST, _MOST = 1, 5


def services(survey: Survey) -> Iterator[Diagnostic]:
    """A service says what customers pay, and how much it matters to them on the scale that pages show.

    Codes: service-price, importance-scale.
    """
    for expression in survey.working:
        for service in expression.text.services:
            yield from _price(service)
            if service.importance is not None and not _LEAST <= service.importance <= _MOST:
                message = f"the importance {service.importance} of the service `{service.id}` is not on the scale"
                hint = f"give the mark of customers on a scale from {_LEAST} to {_MOST}"
                yield warning("importance-scale", service.source.of("importance"), message, hint)


def _price(service: Service) -> Iterator[Diagnostic]:
    if service.terms in _ASKS and not service.price:
        message = f"the service `{service.id}` {_ASKS[service.terms]}"
        yield warning("service-price", service.source.of("terms"), message, "say it under `price`")
    elif service.terms is Terms.NOT_OFFERED and service.price:
        message = f"the service `{service.id}` is not offered, but has a price"
        yield warning("service-price", service.source.of("price"), message, "leave the price out, or correct `terms`")
