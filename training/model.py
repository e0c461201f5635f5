"""The decider: one encoder pass a sentence, then a small head for each pair of sides, so that many pairs cost little more than one."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384  # of the encoder
HIDDEN = 256


@dataclass(frozen=True)
class Heads:
    """How many outputs each question has."""

    types: int
    modes: int
    flags: int


class PairHead(nn.Module):
    """From a sentence's token vectors and two sides (masks over tokens) to type, modes and flags.

    A side is the mean of its tokens, or a learned vector where nobody stands there. The pair asks the sentence: attention over the tokens whose query
    is made from both sides finds the words between them that matter (the trigger, mostly).
    """

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(2, WIDTH))
        self.query = nn.Linear(3 * WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.hidden = nn.Linear(4 * WIDTH, HIDDEN)
        self.kind = nn.Linear(HIDDEN, heads.types)
        self.mode = nn.Linear(HIDDEN, heads.modes)
        self.flag = nn.Linear(HIDDEN, heads.flags)

    def forward(
        self, tokens: Tensor, mask: Tensor, sources: Tensor, recipients: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return logits of type, modes and flags, and the attention over tokens; masks are 0/1 floats of shape (pairs, tokens)."""
        source, recipient = self._side(tokens, sources, 0), self._side(tokens, recipients, 1)
        whole = (tokens * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        query = self.query(torch.cat([source, recipient, whole], -1))
        weights = (self.key(tokens) @ query.unsqueeze(-1)).squeeze(-1) / WIDTH**0.5
        weights = torch.softmax(weights.masked_fill(mask == 0, -1e4), -1)
        attended = (tokens * weights.unsqueeze(-1)).sum(1)
        hidden = torch.nn.functional.gelu(self.hidden(torch.cat([source, recipient, attended, whole], -1)))
        hidden = torch.nn.functional.dropout(hidden, 0.1, self.training)
        return self.kind(hidden), self.mode(hidden), self.flag(hidden), weights

    def _side(self, tokens: Tensor, side: Tensor, which: int) -> Tensor:
        size = side.sum(1, keepdim=True)
        mean = (tokens * side.unsqueeze(-1)).sum(1) / size.clamp(min=1)
        return torch.where(size > 0, mean, self.nobody[which])


class Decider(nn.Module):
    """Encoder and head together, as they are trained."""

    def __init__(self, encoder: BertModel, heads: Heads) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = PairHead(heads)

    def forward(
        self, ids: Tensor, mask: Tensor, row: Tensor, sources: Tensor, recipients: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Encode each sentence once; `row` says which sentence a pair belongs to."""
        tokens = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(tokens[row], mask[row].float(), sources, recipients)
