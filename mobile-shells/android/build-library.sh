#!/bin/sh
# Builds the library for phones into app/jniLibs, and the Kotlin bindings. Needs the Android NDK (ANDROID_NDK_HOME),
# the Rust targets (rustup target add aarch64-linux-android x86_64-linux-android) and cargo-ndk (cargo install cargo-ndk).
set -eu
cd "$(dirname "$0")/../.."
# Devices with pages of 16 KiB load only libraries that are aligned to them.
export RUSTFLAGS="${RUSTFLAGS:-} -C link-arg=-Wl,-z,max-page-size=16384"
cargo ndk --target arm64-v8a --target x86_64 --platform 26 --output-dir mobile-shells/android/app/jniLibs \
    build --locked --release -p coach-ffi
cargo xtask bindings generate --language kotlin
