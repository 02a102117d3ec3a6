"""A runner whose jobs wait, for a test that looks at what is said meanwhile."""

from collections.abc import Callable


class Held:
    """A runner that keeps its jobs until the test lets them go."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def run(self, job: Callable[[], object], done: Callable[..., None], failed: Callable[[Exception], None]) -> None:
        """See `Runner.run`."""

        def go() -> None:
            try:
                result = job()
            except Exception as error:
                failed(error)
            else:
                done(result)

        self.jobs.append(go)
