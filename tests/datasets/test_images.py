"""Problems with images: arrays in the observation, from PIL images and from Parquet."""

import copy
import pickle

import datasets
import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.vector import AsyncVectorEnv, SyncVectorEnv
from PIL import Image as Pillow

from gem_gymnasium.envs._images import Image
from gem_gymnasium.envs.dataset import DatasetError

SIZES = [(4, 6), (3, 3), (20, 10), (1, 1)]


def picture(row, mode="RGB"):
    return Pillow.new(mode, SIZES[row], row)


@pytest.fixture(scope="module")
def triangles():
    """A data set in the schema of Geometry3K."""
    rows = {
        "problem": [f"<image>How long is side {row}?" for row in range(4)],
        "answer": [str(row) for row in range(4)],
        "images": [[picture(0)], [picture(1)], [picture(2), picture(3)], []],
    }
    features = datasets.Features(
        problem=datasets.Value("string"),
        answer=datasets.Value("string"),
        images=datasets.Sequence(datasets.Image()),
    )
    return datasets.Dataset.from_dict(rows, features=features)


def make(dataset, **kwargs):
    return gymnasium.make("gem/Math-Geometry3K-v0", dataset=dataset, split=None, **kwargs)


def test_images_are_arrays_beside_the_text(triangles):
    env = make(triangles)
    observation, _ = env.reset(options={"index": 2})
    assert observation["text"].startswith("<image>How long is side 2?\n\nPut your final answer")
    assert [image.shape for image in observation["images"]] == [(10, 20, 3), (1, 1, 3)]
    assert all(image.dtype == np.uint8 for image in observation["images"])
    assert observation in env.observation_space
    after, reward, *_ = env.step(env.unwrapped.oracle_action())
    assert reward == 1.0
    assert after == {"text": "Your answer is right.\nThe episode is over.", "images": ()}
    assert make(triangles, image_key=None).reset(seed=0)[0].startswith("<image>")


def test_it_is_an_official_environment(triangles):
    check_env(make(triangles).unwrapped)
    space = make(triangles).observation_space
    space.seed(0)
    sample = space.sample()
    assert sample in space
    assert copy.deepcopy(space) == space == pickle.loads(pickle.dumps(space))


def test_parquet_has_images_too(triangles, tmp_path):
    path = tmp_path / "triangles.parquet"
    triangles.to_parquet(path)
    for index in range(4):
        options = {"index": index}
        one, other = (make(given).reset(options=options)[0] for given in (triangles, str(path)))
        assert data_equivalence(one, other)


def test_modes_and_single_images_become_rgb():
    rows = [
        {"problem": "?", "answer": "1", "images": picture(0, mode)} for mode in ("L", "RGBA", "1")
    ]
    env = make(rows, order="sequential")
    for _ in rows:
        (image,) = env.reset()[0]["images"]
        assert image.shape == (6, 4, 3)


@pytest.mark.parametrize(
    "images",
    [None, "nothing.png", [None], {"bytes": b"no image"}, np.zeros((2, 2)), {"path": "/no"}],
)
def test_what_is_no_image_is_named(images):
    env = make([{"problem": "?", "answer": "1", "images": images}])
    with pytest.raises(DatasetError, match="Row 0 of list: 'images' "):
        env.reset(seed=0)


def test_vector_environments_and_copies(triangles):
    makers = [lambda: make(triangles, order="sequential")] * 2
    alone = [makers[0]().reset(seed=seed)[0] for seed in (0, 1)]
    sync = SyncVectorEnv(makers)
    workers = AsyncVectorEnv(makers, shared_memory=False)
    for envs in (sync, workers):
        observations, _ = envs.reset(seed=0)
        assert tuple(observations["text"]) == tuple(one["text"] for one in alone)
        for found, one in zip(observations["images"], alone, strict=True):
            assert data_equivalence(found, one["images"])
        envs.close()
    env = makers[0]()
    env.reset(seed=1)
    twins = [copy.deepcopy(env), pickle.loads(pickle.dumps(env))]
    following = env.reset()
    assert all(data_equivalence(twin.reset(), following) for twin in twins)


def test_the_space_of_images():
    space = Image(max_side=5)
    assert space.contains(np.zeros((5, 1, 3), np.uint8))
    for wrong in (
        np.zeros((6, 1, 3), np.uint8),
        np.zeros((0, 1, 3), np.uint8),
        np.zeros((5, 1, 4), np.uint8),
        np.zeros((5, 1), np.uint8),
        np.zeros((5, 1, 3)),
        [[[0, 0, 0]]],
    ):
        assert not space.contains(wrong)
    assert space != Image() != "Image"
    assert repr(space) == "Image(5)"
    space.seed(3)
    first = space.sample()
    space.seed(3)
    assert (space.sample() == first).all()
    with pytest.raises(ValueError, match="can't be sampled"):
        space.sample(mask=1)
