"""Writes a checkpoint as `coach-tiny.gguf`: architecture `llama`, Q8_0, tokenizer and chat template inside.

    python export.py [work/last.pt]
"""

import hashlib
import json
import pathlib
import sys

import gguf
import numpy as np
import torch
from gguf.quants import quantize

from model import Config
from tokenizer import SPECIALS

HERE = pathlib.Path(__file__).parent
OUT = HERE / "coach-tiny.gguf"


def add_tokenizer(writer):
    saved = json.loads((HERE / "tokenizer.json").read_text())
    vocabulary = sorted(saved["model"]["vocab"].items(), key=lambda pair: pair[1])
    tokens = [token for token, _ in vocabulary]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")  # single digits, then the words of GPT-2
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if token in SPECIALS else gguf.TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in saved["model"]["merges"]])
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_eot_token_id(tokens.index("<|im_end|>"))
    writer.add_pad_token_id(tokens.index("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template((HERE / "chat_template.jinja").read_text().strip())


def main():
    saved = torch.load(sys.argv[1] if len(sys.argv) > 1 else HERE / "work" / "last.pt", map_location="cpu", weights_only=True)
    c = Config(**saved["config"])
    writer = gguf.GGUFWriter(str(OUT), "llama")
    writer.add_name("coach-tiny")
    writer.add_description("Routing, tool calls and slotted replies for PocketCoach. Not a chat model.")
    writer.add_license("MIT OR Apache-2.0")
    writer.add_context_length(c.context)
    writer.add_embedding_length(c.width)
    writer.add_block_count(c.layers)
    writer.add_feed_forward_length(c.hidden)
    writer.add_head_count(c.heads)
    writer.add_head_count_kv(c.heads)
    writer.add_layer_norm_rms_eps(c.epsilon)
    writer.add_rope_freq_base(c.rope_base)
    writer.add_rope_dimension_count(c.width // c.heads)
    writer.add_vocab_size(c.vocabulary)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    add_tokenizer(writer)
    kind = gguf.GGMLQuantizationType.Q8_0
    for name, tensor in saved["model"].items():
        array = tensor.numpy().astype(np.float32)
        # query and key rows are in llama.cpp's order already (see model.py); the output is tied to the embedding
        if array.ndim == 2:
            writer.add_tensor(name, quantize(array, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    data = OUT.read_bytes()
    print(f"{OUT.name}: step {saved['step']}, {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
