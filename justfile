# What a developer types. `just` alone lists it.

_list:
    @just --list

# Everything that must hold before a change lands
ci:
    .ci/run

# All tests
test *args:
    cargo test --locked {{args}}

# The lints, as strict as in the gate
lint:
    cargo clippy --all-targets --locked -- -D warnings

# Format the code
fmt:
    cargo fmt --all

# The library's documentation
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Check the example: `just check`, or other sources: `just check some/folder`
check *paths="corpus/":
    cargo run --release --locked -- check {{paths}}

# How well traps are passed over and true conflicts are found: precision, recall, and every case that goes wrong
score:
    cargo test --locked --test traps -- --nocapture
