"""The tree is the one of RFC 9162, its proofs hold, and no other proof does."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhicheng.domain.merkle import (
    EMPTY_ROOT,
    Frontier,
    Node,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
    whole_subtrees,
)

# The eight leaves that implementations of RFC 6962 and 9162 have long been tried on, and the roots over the first n.
LEAVES = [
    bytes.fromhex(text)
    for text in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

trees = st.lists(st.binary(max_size=4), min_size=1, max_size=70)
some = settings(max_examples=40)


def plain_root(entries: Sequence[bytes]) -> bytes:
    """The definition, word for word (RFC 9162, 2.1.1)."""
    if len(entries) < 2:
        return leaf_hash(entries[0]) if entries else EMPTY_ROOT
    k = 1
    while 2 * k < len(entries):
        k *= 2
    return sha256(b"\1" + plain_root(entries[:k]) + plain_root(entries[k:])).digest()


def reader(entries: Sequence[bytes]):
    """Reads whole subtrees of a tree, as a store would."""

    def read(nodes: Sequence[Node]) -> list[bytes]:
        return [plain_root(entries[index << level : (index + 1) << level]) for level, index in nodes]

    return read


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_that_others_reckon(size: int) -> None:
    hashes = [leaf_hash(entry) for entry in LEAVES[:size]]
    assert root_of(hashes).hex() == ROOTS[size]
    assert plain_root(LEAVES[:size]).hex() == ROOTS[size]


def test_the_proofs_are_the_nodes_that_the_standard_names() -> None:
    # RFC 9162, 2.1.5: a tree of seven leaves a b c d e f j, with g=ab h=cd i=ef, k=gh l=ij.
    hashes = [leaf_hash(entry) for entry in LEAVES[:7]]
    a, b, c, d, e, f, j = hashes
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, right = node_hash(g, h), node_hash(i, j)
    read = reader(LEAVES[:7])
    assert inclusion_proof(0, 7, read) == [b, h, right]
    assert inclusion_proof(3, 7, read) == [c, g, right]
    assert inclusion_proof(4, 7, read) == [f, j, k]
    assert inclusion_proof(6, 7, read) == [i, k]
    assert consistency_proof(3, 7, read) == [c, d, g, right]
    assert consistency_proof(4, 7, read) == [right]
    assert consistency_proof(6, 7, read) == [i, j, k]
    assert consistency_proof(0, 7, read) == consistency_proof(7, 7, read) == []


@some
@given(trees)
def test_growing_leaf_by_leaf_gives_the_root_of_the_definition_and_every_whole_subtree_once(tree: list[bytes]) -> None:
    frontier, stored = Frontier(), {}
    for index, entry in enumerate(tree):
        assert frontier.root() == plain_root(tree[:index])
        frontier, made = frontier.grown(leaf_hash(entry))
        assert not stored.keys() & dict(made).keys()
        stored.update(made)
    assert frontier.root() == plain_root(tree)
    wanted = {(level, i) for level in range(1, 8) for i in range(len(tree) >> level)}
    assert stored.keys() == wanted
    assert all(stored[level, i] == plain_root(tree[i << level : (i + 1) << level]) for level, i in wanted)


@some
@given(trees, st.data())
def test_growing_by_many_is_growing_one_by_one(tree: list[bytes], data: st.DataObject) -> None:
    hashes = [leaf_hash(entry) for entry in tree]
    cut = data.draw(st.integers(0, len(hashes)))
    assert Frontier().grown_by(hashes[:cut]).grown_by(hashes[cut:]) == Frontier().grown_by(hashes)
    assert root_of(hashes) == plain_root(tree)


@some
@given(trees, st.data())
def test_every_inclusion_proof_holds_and_holds_nothing_else(tree: list[bytes], data: st.DataObject) -> None:
    size = len(tree)
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = inclusion_proof(index, size, reader(tree)), plain_root(tree), leaf_hash(tree[index])
    assert verify_inclusion(leaf, index, size, proof, root)
    assert not verify_inclusion(leaf_hash(b"another"), index, size, proof, root)
    assert not verify_inclusion(leaf, index, size, [*proof, leaf], root)
    assert not verify_inclusion(leaf, size, size, proof, root)
    for at in range(len(proof)):
        assert not verify_inclusion(
            leaf, index, size, [*proof[:at], sha256(proof[at]).digest(), *proof[at + 1 :]], root
        )
        assert not verify_inclusion(leaf, index, size, proof[:at] + proof[at + 1 :], root)


@some
@given(trees, st.data())
def test_every_consistency_proof_holds_and_a_changed_beginning_is_found(tree: list[bytes], data: st.DataObject) -> None:
    second = len(tree)
    first = data.draw(st.integers(0, second))
    proof, old, new = consistency_proof(first, second, reader(tree)), plain_root(tree[:first]), plain_root(tree)
    assert verify_consistency(first, second, old, new, proof)
    assert not verify_consistency(first, second, old, new, [*proof, old])
    assert not verify_consistency(second + 1, second, old, new, proof)
    if first:
        at = data.draw(st.integers(0, first - 1))
        forged = [*tree[:at], tree[at] + b"!", *tree[at + 1 :]]
        own_proof = consistency_proof(first, second, reader(forged))
        assert not verify_consistency(first, second, old, plain_root(forged), own_proof)
        shorter = tree[:at] + tree[at + 1 :]
        if first <= len(shorter) and shorter[:first] != tree[:first]:
            own_proof = consistency_proof(first, len(shorter), reader(shorter))
            assert not verify_consistency(first, len(shorter), old, plain_root(shorter), own_proof)


@some
@given(st.integers(1, 10_000_000), st.data())
def test_a_proof_at_ten_million_leaves_asks_for_few_nodes(size: int, data: st.DataObject) -> None:
    asked: list[Node] = []

    def read(nodes: Sequence[Node]) -> list[bytes]:
        asked.extend(nodes)
        return [b""] * len(nodes)

    proof = inclusion_proof(data.draw(st.integers(0, size - 1)), size, read)
    assert len(proof) <= size.bit_length()
    assert len(asked) <= 2 * size.bit_length()
    assert all((index + 1) << level <= size for level, index in asked)
    proof = consistency_proof(data.draw(st.integers(1, size)), size, read)
    assert len(proof) <= size.bit_length() + 1
    assert len(asked) <= 5 * size.bit_length()
    assert all((index + 1) << level <= size for level, index in asked)


def test_what_no_tree_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(3, 3, reader(LEAVES))
    with pytest.raises(ValueError, match="does not grow"):
        consistency_proof(4, 3, reader(LEAVES))
    assert whole_subtrees(0, 7) == [(2, 0), (1, 2), (0, 6)]
