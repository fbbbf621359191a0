"""Noise of the cell-key method: its moments by sums over its table, and what three attacks find with and without it."""

from __future__ import annotations

import numpy as np
import pytest

from resettle.households.noise import MOST, THRESHOLD, VARIANCE, cell_keys, noise_of, with_noise

SECRETS = [f"{number:064x}" for number in range(1, 401)]


@pytest.mark.parametrize("count", [1, 2, 5, 9, 10, 14, 20, 34, 35, 1000])
def test_noise_has_mean_nought_its_variance_and_shows_no_small_count(count: int) -> None:
    values, probability = noise_of(count)
    assert probability.sum() == pytest.approx(1.0)
    assert (values * probability).sum() == pytest.approx(0.0, abs=1e-5)
    variance = (values**2 * probability).sum()
    assert variance == pytest.approx(VARIANCE if count > 1 else 17.0, rel=1e-5)
    shown = count + values
    assert np.all((shown == 0) | (shown >= THRESHOLD))
    assert np.abs(values).max() <= MOST


def test_no_noise_of_those_moments_has_more_entropy() -> None:
    """Moved along any direction that keeps sum, mean and variance, entropy falls: it is the greatest."""
    values, probability = noise_of(12)
    kept = np.vstack([np.ones_like(values), values, values**2])
    free = np.linalg.svd(kept)[2][3:]
    for direction in free:
        for step in (0.5, -0.5):
            moved = probability + step * direction * probability.min() / np.abs(direction).max()
            assert _entropy(moved) < _entropy(probability)


def _entropy(probability: np.ndarray) -> float:
    return float(-(probability * np.log(probability)).sum())


def test_nobody_stays_nobody_and_the_same_keys_get_the_same() -> None:
    keys = np.array([0, 7, 2**63, 2**64 - 1], dtype=np.uint64)
    assert with_noise(np.zeros(4, dtype=np.int64), keys).tolist() == [0, 0, 0, 0]
    counts = np.array([3, 40, 40, 500])
    assert with_noise(counts, keys).tolist() == with_noise(counts[:], keys[:]).tolist()


def test_shown_counts_are_as_often_as_the_table_says() -> None:
    """20,000 keys in equal steps against the probabilities."""
    keys = (np.arange(20_000) * (2**64 // 20_000)).astype(np.uint64)
    shown = with_noise(np.full(20_000, 12), keys)
    values, probability = noise_of(12)
    for value, expected in zip(values, probability, strict=True):
        assert (shown == 12 + value).mean() == pytest.approx(expected, abs=2e-4)


def cell(secret: str, households: list[str], name: str = "place") -> int:
    """What is shown of a cell with these households."""
    counts = np.array([len(households)])
    return int(with_noise(counts, cell_keys(secret, [name], counts))[0])


MANY = [f"h{number}" for number in range(60)]


def test_a_difference_of_two_releases_tells_little() -> None:
    """One household leaves between two releases. Of the plain counts the difference is 1, always.

    Of what is shown it is 1 in few of 400 secrets, and whether it left or stayed is guessed right from the larger or
    smaller of the two hardly more often than by tossing a coin.
    """
    plain = {len(MANY) - len(MANY[1:])}
    assert plain == {1}
    differences = np.array([cell(secret, MANY) - cell(secret, MANY[1:]) for secret in SECRETS])
    assert (differences == 1).mean() < 0.12
    assert abs((differences > 0).mean() + (differences == 0).mean() / 2 - 0.5) < 0.1
    assert differences.std() > 6


def test_a_margin_less_its_other_cells_does_not_give_a_suppressed_one() -> None:
    """A row of 40, 25 and 4, and its sum, 69. With 4 simply left out, 69 − 40 − 25 gives it, always.

    Of what is shown the same sum gives it in few of 400 secrets.
    """
    parts = [[f"{name}{number}" for number in range(size)] for name, size in (("a", 40), ("b", 25), ("c", 4))]
    whole = [household for part in parts for household in part]
    assert len(whole) - len(parts[0]) - len(parts[1]) == 4
    guesses = np.array(
        [cell(secret, whole, "all") - cell(secret, parts[0], "a") - cell(secret, parts[1], "b") for secret in SECRETS]
    )
    assert (guesses == 4).mean() < 0.1


def test_noise_cannot_be_averaged_away_unless_the_secret_changes() -> None:
    """Forty releases with one secret have one answer; with forty secrets their mean finds the count."""
    assert len({cell(SECRETS[0], MANY) for _ in range(40)}) == 1
    several = np.mean([cell(secret, MANY) for secret in SECRETS])
    assert several == pytest.approx(60, abs=1.0)


def test_who_is_drawn_does_not_matter_and_two_cells_of_one_count_have_noise_of_their_own() -> None:
    """Forty other households in their place, as a redraw has them: the same. Two places of 60: the same by chance."""
    assert cell(SECRETS[0], MANY) == cell(SECRETS[0], [f"other{number}" for number in range(60)])
    alike = np.mean([cell(secret, MANY, "one place") == cell(secret, MANY, "another") for secret in SECRETS])
    assert alike < 0.12
