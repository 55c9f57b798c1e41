"""Training steps on sparse features in PyTorch, the peer of ../sparse-training.ts.

Usage: sparse_step.py <threads> <sizes as JSON, see ../sparse-training.ts>

The features of a modality are bags: of each row the weighted sum of the vectors of its columns, by `embedding_bag`, whose
gradient is dense since every vector moves in every step. Answers each line of standard input, a number of steps, with
their milliseconds, and with nothing but its peak of memory in megabytes where the line says 0.
"""

import json
import resource
import sys
import time

import torch
import torch.nn.functional as F

from dense import Dense, clip, dropped

SIZES = json.loads(sys.argv[2])
MEMBERS, M, BATCH = SIZES["members"], len(SIZES["bags"]), SIZES["batch"]
ROWS, WIDTH = SIZES["rows"], SIZES["inputs"]

torch.manual_seed(1)
torch.set_num_threads(int(sys.argv[1]))


class Bags:
    """Rows of a sparse matrix, and the vectors that each member has of its columns."""

    def __init__(self, columns, entries):
        # About as many entries in each row, common columns in more rows than rare ones.
        self.lengths = torch.randint(entries // 2, entries + entries // 2 + 1, (ROWS,))
        self.starts = torch.cat([torch.zeros(1, dtype=torch.int64), self.lengths.cumsum(0)])
        total = int(self.starts[-1])
        self.indices = (torch.rand(total).pow(3) * columns).to(torch.int32)
        self.values = torch.rand(total)
        self.columns = columns
        self.vectors = torch.randn(MEMBERS, columns, WIDTH).mul_((8 / WIDTH) ** 0.5).requires_grad_()

    def __call__(self, members):
        """`[members, batch]` rows to `[members, batch, width]`."""
        rows = members.flatten()
        lengths = self.lengths[rows]
        offsets = torch.cat([torch.zeros(1, dtype=torch.int64), lengths.cumsum(0)])
        at = torch.arange(int(offsets[-1])) + (self.starts[rows] - offsets[:-1]).repeat_interleave(lengths)
        weights = self.values[at] * lengths.float().rsqrt().repeat_interleave(lengths)
        member = (torch.arange(len(rows)) // BATCH).repeat_interleave(lengths)
        indices = self.indices[at] + member * self.columns
        table = self.vectors.view(-1, WIDTH)
        bags = F.embedding_bag(indices, table, offsets[:-1], mode="sum", per_sample_weights=weights)
        return bags.view(MEMBERS, BATCH, WIDTH)


bags = [Bags(columns, entries) for columns, entries in SIZES["bags"]]
encoder = Dense(MEMBERS * M, WIDTH, SIZES["encoder"])
gate = Dense(MEMBERS * M, SIZES["encoder"][-1], SIZES["gate"])
unimodal = Dense(MEMBERS * M, SIZES["encoder"][-1], [1])
classifier = Dense(MEMBERS, SIZES["encoder"][-1] + 3 * M, SIZES["classifier"])
presence = torch.zeros(MEMBERS, 3 * M, 1).requires_grad_()
labels = (torch.rand(ROWS) < 0.1).float()
bits = torch.cat([torch.ones(MEMBERS, BATCH, 2 * M), torch.zeros(MEMBERS, BATCH, M)], 2)

networks = [encoder, gate, unimodal, classifier]
decayed = [*[bag.vectors for bag in bags], *[w for network in networks for w in network.weights]]
others = [presence, *[b for network in networks for b in network.biases]]
optimizer = torch.optim.AdamW(
    [{"params": decayed, "weight_decay": SIZES["weightDecay"]}, {"params": others, "weight_decay": 0}],
    lr=1e-3,
    fused=True,
)


def step():
    started = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    rows = torch.randint(ROWS, (MEMBERS, BATCH))
    x = torch.stack([bag(rows) for bag in bags], 1).view(MEMBERS * M, BATCH, WIDTH)
    z = encoder(dropped(x, SIZES["inputDropout"]), SIZES["dropout"])
    fused = (torch.sigmoid(gate(z)) * z).view(MEMBERS, M, BATCH, -1).sum(1)
    logits = classifier(torch.cat([fused, bits], 2)) + torch.bmm(bits, presence)
    y = labels[rows].unsqueeze(2)
    own = unimodal(z).view(MEMBERS, M, BATCH)
    target = labels[rows].unsqueeze(1).expand(MEMBERS, M, BATCH)
    loss = F.binary_cross_entropy_with_logits(logits, y) + F.binary_cross_entropy_with_logits(own, target)
    loss = loss * MEMBERS
    loss.backward()
    clip([*decayed, *others], MEMBERS, SIZES["gradientNorm"])
    optimizer.step()
    loss.item()
    return (time.perf_counter() - started) * 1000


print(json.dumps({"name": "torch", "version": torch.__version__}), flush=True)
for line in sys.stdin:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([peak] if int(line) == 0 else [step() for _ in range(int(line))]), flush=True)
