//! What `coach sync` takes.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum SyncCommand {
    /// Make an account on a server; shows the 24 recovery words once.
    Init {
        /// Address of the server, for example `https://sync.example.org`.
        #[arg(long, value_name = "URL")]
        server: String,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Let this device into your account: shows a code for a device that is in, and waits.
    Join {
        /// Address of the server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Let a new device in by the code that it shows; asks for the three words that it shows then.
    Pair {
        /// The code.
        code: String,
    },
    /// Sync now.
    Now {
        /// Go on until Ctrl-C: sync whenever another device has something new, and every five minutes.
        #[arg(long)]
        watch: bool,
    },
    /// How sync stands; asks nobody.
    Status,
    /// Sync now, and sum up older changes so that they can go, with the words of what you erased. They go once all your
    /// devices have found the sum to be right, each at its next sync.
    Trim,
    /// The devices of the account.
    Devices,
    /// Put a device out: it reads nothing that is written from now on.
    Revoke {
        /// Its id, or the first four digits or more.
        id: String,
    },
    /// Seal everything that is written from now on with a new key.
    Rotate,
    /// Bring the account back on this device with the 24 words, which are read from standard input.
    Recover {
        /// Address of the server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// The account's code in the recovery kit; with it, a wrong word can be named.
        #[arg(long, value_name = "CODE")]
        account: Option<String>,
        /// Name of this device for the others.
        #[arg(long)]
        name: Option<String>,
    },
    /// Erase the account on the server; what is on your devices stays.
    Erase {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}
