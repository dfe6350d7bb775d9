"""Vector environments: Gymnasium's own, with infos batched once a step."""

from gem_gymnasium.vector.batched_infos import AsyncVectorEnv, SyncVectorEnv, batch_infos

__all__ = ["AsyncVectorEnv", "SyncVectorEnv", "batch_infos"]
