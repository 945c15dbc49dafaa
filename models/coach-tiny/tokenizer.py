"""Trains the byte-level BPE of coach-tiny on generated text and writes `tokenizer.json`.

Words and single digits are cut as llama.cpp's pre-tokenizer `smollm` cuts them, so that a number is copied digit by
digit and a word looks the same inside and outside of JSON but for the blank before it.
"""

import itertools
import pathlib

from tokenizers import Tokenizer, models, pre_tokenizers, decoders, trainers

from generate import Source, prompt

HERE = pathlib.Path(__file__).parent
SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"]
VOCABULARY = 2048
ROWS = 60_000


def texts():
    for row in itertools.islice(Source("train", 7).rows(), ROWS):
        yield prompt(row["agent"], row["text"], row["after"])
        yield row["answer"]


def main():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=SPECIALS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    # special tokens are no text: they must not be cut into pieces that the merges learn from
    cut = (piece for text in texts() for piece in split_specials(text))
    tokenizer.train_from_iterator(cut, trainer)
    tokenizer.save(str(HERE / "tokenizer.json"))
    print(f"{tokenizer.get_vocab_size()} tokens")


def split_specials(text):
    for special in SPECIALS:
        text = text.replace(special, "\0")
    return [piece for piece in text.split("\0") if piece]


if __name__ == "__main__":
    main()
