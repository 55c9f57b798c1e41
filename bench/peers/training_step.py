"""Training steps of the benchmark's MLP in PyTorch, the peer of ../training-steps.ts.

Usage: training_step.py <threads> [cpu|cuda]

Takes as many steps as each line of standard input says and answers with their milliseconds, so that both sides can
alternate in one run on one machine.
"""

import json
import sys
import time

import torch

WIDTHS = [768, 1024, 512, 1024, 512, 512, 1024, 2]
BATCH = 256

torch.manual_seed(1)
torch.set_num_threads(int(sys.argv[1]))
torch.set_default_device(sys.argv[2] if len(sys.argv) > 2 else "cpu")
layers = []
for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
    layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
model = torch.nn.Sequential(*layers[:-1])
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss_of = torch.nn.CrossEntropyLoss()
x = torch.randn(BATCH, WIDTHS[0])
y = torch.randint(0, 2, (BATCH,))


def step():
    started = time.perf_counter()
    optimizer.zero_grad(set_to_none=True)
    loss = loss_of(model(x), y)
    loss.backward()
    optimizer.step()
    loss.item()
    return (time.perf_counter() - started) * 1000


print(json.dumps({"name": "torch", "version": torch.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps([step() for _ in range(int(line))]), flush=True)
