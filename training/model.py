"""The decider: the lower layers read a sentence once and say which words may tell something; the upper ones read it again for each question, told which words are the sides and the trigger.

Markers in the text would need a whole pass a pair. Sides that are only pooled from a finished pass learn slowly who does it to whom (tried: accuracy .35 where this
gives what markers give). Telling the sides between the layers costs two layers a pair.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384  # of the encoder
SHARED = 4  # layers that read the sentence once; the rest read each question
ROLES = ("source", "recipient", "speaker", "content")  # of a word that is asked about by itself
SPOTS = ("trigger", "cue")  # what a word may be


@dataclass(frozen=True)
class Heads:
    """How many outputs each question has."""

    types: int
    modes: int
    flags: int


class Decider(nn.Module):
    """Encoder, side vectors and heads: `read` is its lower part, `answer` its upper one."""

    def __init__(self, encoder: BertModel, heads: Heads) -> None:
        super().__init__()
        self.encoder = encoder
        self.sides = nn.Parameter(0.5 * torch.randn(3, WIDTH))  # of sources, recipients, trigger
        self.weigh = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(4 * WIDTH, heads.types)
        self.mode = nn.Linear(4 * WIDTH, heads.modes)
        self.flag = nn.Linear(4 * WIDTH, heads.flags)
        self.role = nn.Linear(WIDTH, len(ROLES))
        self.spot = nn.Linear(WIDTH, len(SPOTS))
        for rare, bias in ((self.mode, -4.0), (self.flag, -2.0), (self.role, -2.0), (self.spot, -2.0)):
            nn.init.constant_(rare.bias, bias)  # most of these are not there

    def forward(
        self, ids: Tensor, mask: Tensor, row: Tensor, sources: Tensor, recipients: Tensor, triggers: Tensor
    ) -> tuple[Tensor, ...]:
        """Return logits of types, modes and flags, each of shape (questions, …), of roles (questions, pieces, 4) and of spots (sentences, pieces, 2)."""
        tokens, spots = self.read(ids, mask)
        return *self.answer(tokens, mask, row, sources, recipients, triggers), spots

    def read(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the tokens behind the shared layers, and logits of what each piece may be. `ids` and `mask` are of shape (sentences, pieces)."""
        far = _far(mask)
        tokens = self.encoder.embeddings(input_ids=ids)
        for layer in self.encoder.encoder.layer[:SHARED]:
            tokens = _output(layer(tokens, far))
        return tokens, self.spot(tokens)

    def answer(
        self, tokens: Tensor, mask: Tensor, row: Tensor, sources: Tensor, recipients: Tensor, triggers: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return logits of types, modes, flags and roles.

        `row` says which sentence a question belongs to; sides and triggers are 0/1 of shape (questions, pieces), all 0 for a side that nobody takes or that is
        asked for, and for a trigger that is not known.
        """
        told = sum(m.unsqueeze(-1) * v for m, v in zip((sources, recipients, triggers), self.sides, strict=True))
        tokens, far = tokens[row] + told, _far(mask)[row]
        for layer in self.encoder.encoder.layer[SHARED:]:
            tokens = _output(layer(tokens, far))
        weights = torch.softmax(self.weigh(tokens).squeeze(-1) + far[:, 0, 0, :], -1)
        whole = _mean(tokens, mask[row].float())
        seen = (tokens * weights.unsqueeze(-1)).sum(1)
        features = torch.cat([whole, seen, _mean(tokens, sources), _mean(tokens, recipients)], -1)
        features = nn.functional.dropout(features, 0.1, self.training)
        return self.kind(features), self.mode(features), self.flag(features), self.role(tokens)


def _far(mask: Tensor) -> Tensor:
    return (1.0 - mask.float())[:, None, None, :] * -1e4


def _output(of_layer: Tensor | tuple[Tensor, ...]) -> Tensor:
    return of_layer[0] if isinstance(of_layer, tuple) else of_layer


def _mean(tokens: Tensor, side: Tensor) -> Tensor:
    """Return the mean of the tokens of a side, zeros where nobody stands."""
    return (tokens * side.unsqueeze(-1)).sum(1) / side.sum(1, keepdim=True).clamp(min=1)
