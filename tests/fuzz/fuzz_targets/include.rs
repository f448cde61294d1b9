//! The target `include` for libFuzzer; what must hold is in `tests/src/fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| cognito_cdk_tests::fuzzing::run("include", input));
