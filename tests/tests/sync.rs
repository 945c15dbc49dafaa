//! Sync as a whole: several stores and a relay, with a network that loses, repeats and delays, programs that crash, and
//! a relay that lies.

mod sync {
    mod family;
    mod malicious;
    mod network;
    mod secrecy;
    mod simulation;
}
