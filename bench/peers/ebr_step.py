"""Training steps of an EBR model in PyTorch, the peer of ../ebr-training.ts: all members and modalities in one operation.

Usage: ebr_step.py <threads> <sizes as JSON, see ../ebr-sizes.ts> [cpu|cuda]

Takes as many pairs of a semantic and a whole update as each line of standard input says, and answers with the
milliseconds of each pair.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F

from dense import Dense, clip, dropped

SIZES = json.loads(sys.argv[2])
MEMBERS, M, BATCH, ROWS = SIZES["members"], SIZES["modalities"], SIZES["batch"], SIZES["rows"]
STACK = MEMBERS * M

torch.manual_seed(1)
torch.set_num_threads(int(sys.argv[1]))
torch.set_default_device(sys.argv[3] if len(sys.argv) > 3 else "cpu")


class Reversed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient * -SIZES["lambda"]


encoder = Dense(STACK, SIZES["inputs"], SIZES["encoder"])
head = Dense(STACK, SIZES["encoder"][-1], SIZES["head"])
decoder = Dense(STACK, SIZES["head"][-1], SIZES["decoder"])
gate = Dense(STACK, SIZES["decoder"][-1], SIZES["gate"])
unimodal = Dense(STACK, SIZES["decoder"][-1], [1])
classifier = Dense(MEMBERS, SIZES["decoder"][-1] + 3 * M, SIZES["classifier"])
presence = torch.zeros(MEMBERS, 3 * M, 1).requires_grad_()
discriminator = Dense(MEMBERS, SIZES["head"][-1], SIZES["discriminator"])

roles = [
    [*encoder.parameters, *decoder.parameters, *gate.parameters, *classifier.parameters, presence],
    head.parameters,
    discriminator.parameters,
]
if SIZES["unimodalWeight"] > 0:
    roles[0] += unimodal.parameters


def optimizer_of(parameters):
    if SIZES["optimizer"] == "sgd":
        return torch.optim.SGD(parameters, lr=1e-3, fused=True)
    decayed = [p for p in parameters if p.shape[1] > 1 and p is not presence]
    others = [p for p in parameters if p.shape[1] == 1 or p is presence]
    groups = [{"params": decayed, "weight_decay": SIZES["weightDecay"]}, {"params": others, "weight_decay": 0}]
    return torch.optim.AdamW(groups, lr=1e-3, fused=True)


optimizers = [optimizer_of(parameters) for parameters in roles]
data = torch.randn(M, ROWS, SIZES["inputs"])
recorded = torch.rand(ROWS, M) < 0.85
recorded[:, 0] = True
labels = (torch.rand(ROWS) < 0.3).float()
modality = torch.arange(M).repeat_interleave(BATCH).repeat(MEMBERS)


def batch_of(rows):
    there = recorded[rows]
    if SIZES["maxDropRate"] > 0:
        rate = torch.rand(MEMBERS, BATCH, 1) * SIZES["maxDropRate"]
        draw = torch.rand(MEMBERS, BATCH, M)
        used = there & (draw >= rate)
        spared = torch.where(there, draw, -1.0).argmax(2, keepdim=True)
        used.scatter_(2, spared, True)
    else:
        used = there
    bits = torch.cat([there, used, there & ~used], 2).float()
    x = data[:, rows].transpose(0, 1).reshape(STACK, BATCH, -1)
    return x, used.transpose(1, 2).reshape(STACK, BATCH, 1).float(), bits, labels[rows].unsqueeze(2)


def weighted(losses, weights):
    """Mean of each member."""
    return (losses * weights).reshape(MEMBERS, -1).sum(1) / weights.reshape(MEMBERS, -1).sum(1).clamp(min=1e-12)


def semantic_loss(latents, used, bits, y):
    z = decoder(latents)
    fused = (torch.sigmoid(gate(z)) * z * used).view(MEMBERS, M, BATCH, -1).sum(1)
    logits = classifier(torch.cat([fused, bits], 2)) + torch.bmm(bits, presence)
    loss = weighted(F.binary_cross_entropy_with_logits(logits, y, reduction="none"), torch.ones_like(y))
    if SIZES["unimodalWeight"] > 0:
        own = unimodal(z).view(MEMBERS, M, BATCH)
        target = y.view(MEMBERS, 1, BATCH).expand(MEMBERS, M, BATCH)
        each = F.binary_cross_entropy_with_logits(own, target, reduction="none")
        loss = loss + SIZES["unimodalWeight"] * weighted(each, used.view(MEMBERS, M, BATCH))
    return loss


def discrimination_loss(latents, used):
    logits = discriminator(latents.reshape(MEMBERS, M * BATCH, -1))
    each = F.cross_entropy(logits.view(-1, M), modality, reduction="none")
    return weighted(each.view(STACK, BATCH, 1), used)


def update(adversarial):
    """One step: the adversary, if any, reaches the heads and stops there."""
    for optimizer in optimizers:
        optimizer.zero_grad(set_to_none=True)
    x, used, bits, y = batch_of(torch.randint(ROWS, (MEMBERS, BATCH)))
    u = encoder(dropped(x, SIZES["inputDropout"]), SIZES["dropout"])
    semantic = semantic_loss(head(u), used, bits, y)
    loss = semantic.sum()
    if adversarial:
        loss = loss + discrimination_loss(Reversed.apply(head(u.detach())), used).sum()
    loss.backward()
    for optimizer, parameters in list(zip(optimizers, roles))[: 3 if adversarial else 2]:
        clip(parameters, MEMBERS, SIZES["gradientNorm"])
        optimizer.step()
    semantic.tolist()


def step():
    started = time.perf_counter()
    update(False)
    update(True)
    return (time.perf_counter() - started) * 1000


print(json.dumps({"name": "torch", "version": torch.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps([step() for _ in range(int(line))]), flush=True)
