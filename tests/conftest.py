"""What holds for all tests: properties are searched without a clock, as no test says anything about speed."""

from hypothesis import settings

settings.register_profile("handbook", deadline=None)
settings.load_profile("handbook")
