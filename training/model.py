"""The decider: the lower layers read a sentence once; the upper ones read it again for each pair of sides, told which words are the sides and the trigger.

Markers in the text would need a whole pass a pair. Sides that are only pooled from a finished pass learn slowly who does it to whom (tried: accuracy .35 where this
gives what markers give). Telling the sides between the layers costs two layers a pair.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384  # of the encoder
SHARED = 4  # layers that read the sentence once; the rest read each pair


@dataclass(frozen=True)
class Heads:
    """How many outputs each question has."""

    types: int
    modes: int
    flags: int


class Decider(nn.Module):
    """Encoder, side vectors and heads."""

    def __init__(self, encoder: BertModel, heads: Heads) -> None:
        super().__init__()
        self.encoder = encoder
        self.sides = nn.Parameter(0.5 * torch.randn(3, WIDTH))  # of sources, recipients, trigger
        self.weigh = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(4 * WIDTH, heads.types)
        self.mode = nn.Linear(4 * WIDTH, heads.modes)
        self.flag = nn.Linear(4 * WIDTH, heads.flags)
        nn.init.constant_(self.mode.bias, -4.0)  # most modes and flags are not there
        nn.init.constant_(self.flag.bias, -2.0)

    def forward(
        self, ids: Tensor, mask: Tensor, row: Tensor, sources: Tensor, recipients: Tensor, triggers: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of types, modes and flags, each of shape (pairs, …).

        `ids` and `mask` are of shape (sentences, pieces); `row` says which sentence a pair belongs to; sides and triggers are 0/1 of shape (pairs, pieces), all 0 for a
        side that nobody takes and a trigger that is not known.
        """
        far = (1.0 - mask.float())[:, None, None, :] * -1e4
        tokens = self.encoder.embeddings(input_ids=ids)
        for layer in self.encoder.encoder.layer[:SHARED]:
            tokens = _output(layer(tokens, far))
        told = sum(m.unsqueeze(-1) * v for m, v in zip((sources, recipients, triggers), self.sides, strict=True))
        tokens, far = tokens[row] + told, far[row]
        for layer in self.encoder.encoder.layer[SHARED:]:
            tokens = _output(layer(tokens, far))
        weights = torch.softmax(self.weigh(tokens).squeeze(-1) + far[:, 0, 0, :], -1)
        whole = _mean(tokens, mask[row].float())
        seen = (tokens * weights.unsqueeze(-1)).sum(1)
        features = torch.cat([whole, seen, _mean(tokens, sources), _mean(tokens, recipients)], -1)
        features = nn.functional.dropout(features, 0.1, self.training)
        return self.kind(features), self.mode(features), self.flag(features)


def _output(of_layer: Tensor | tuple[Tensor, ...]) -> Tensor:
    return of_layer[0] if isinstance(of_layer, tuple) else of_layer


def _mean(tokens: Tensor, side: Tensor) -> Tensor:
    """Return the mean of the tokens of a side, zeros where nobody stands."""
    return (tokens * side.unsqueeze(-1)).sum(1) / side.sum(1, keepdim=True).clamp(min=1)
