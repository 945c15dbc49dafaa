"""The network: Llama's architecture (RMSNorm, SwiGLU, rotary positions, tied embeddings), small.

Rotary positions turn neighbouring dimensions (2i, 2i+1), as llama.cpp does for the architecture `llama`, so the rows of
the query and key matrices go into a GGUF file as they are.
"""

import dataclasses

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclasses.dataclass
class Config:
    vocabulary: int = 2048
    width: int = 192
    layers: int = 4
    heads: int = 6
    hidden: int = 512
    context: int = 256
    rope_base: float = 10_000.0
    epsilon: float = 1e-5


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.epsilon)


def rotate(x, cos, sin):
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads = c.heads
        self.attn_norm, self.ffn_norm = Norm(c.width, c.epsilon), Norm(c.width, c.epsilon)
        self.attn_q = nn.Linear(c.width, c.width, bias=False)
        self.attn_k = nn.Linear(c.width, c.width, bias=False)
        self.attn_v = nn.Linear(c.width, c.width, bias=False)
        self.attn_output = nn.Linear(c.width, c.width, bias=False)
        self.ffn_gate = nn.Linear(c.width, c.hidden, bias=False)
        self.ffn_up = nn.Linear(c.width, c.hidden, bias=False)
        self.ffn_down = nn.Linear(c.hidden, c.width, bias=False)

    def forward(self, x, cos, sin):
        batch, length, width = x.shape
        y = self.attn_norm(x)
        q, k, v = (part(y).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.attn_q, self.attn_k, self.attn_v))
        y = F.scaled_dot_product_attention(rotate(q, cos, sin), rotate(k, cos, sin), v, is_causal=True)
        x = x + self.attn_output(y.transpose(1, 2).reshape(batch, length, width))
        y = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(y)) * self.ffn_up(y))


class Model(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.token_embd = nn.Embedding(config.vocabulary, config.width)
        self.blk = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.output_norm = Norm(config.width, config.epsilon)
        half = config.width // config.heads // 2
        angles = torch.outer(torch.arange(config.context).float(), config.rope_base ** (-torch.arange(half).float() / half))
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                scale = 0.02 if "embd" in name else parameter.shape[1] ** -0.5
                if name.endswith(("attn_output.weight", "ffn_down.weight")):
                    scale /= (2 * config.layers) ** 0.5
                nn.init.normal_(parameter, std=scale)

    def hidden(self, tokens):
        x = self.token_embd(tokens)
        length = tokens.shape[1]
        for block in self.blk:
            x = block(x, self.cos[:length], self.sin[:length])
        return self.output_norm(x)

    def logits(self, hidden):
        return hidden @ self.token_embd.weight.T


def load(path):
    """The model of a checkpoint, ready to be asked."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model = Model(Config(**saved["config"]))
    model.load_state_dict(saved["model"])
    return model.eval()


@torch.no_grad()
def greedy(model, tokens, end, most=96):
    """The greedy answer to a prompt: its tokens without the end, and the probability of each."""
    tokens, answer, sure = list(tokens), [], []
    while len(answer) < most and len(tokens) < model.config.context:
        p = model.logits(model.hidden(torch.tensor([tokens]))[:, -1])[0].softmax(-1)
        token = int(p.argmax())
        sure.append(float(p[token]))
        if token == end:
            break
        tokens.append(token)
        answer.append(token)
    return answer, sure
