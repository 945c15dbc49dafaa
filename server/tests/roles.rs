//! Every route with every role, and with every kind of token that is none: what the table below says, and nothing else.
//! A route that the server describes and the table does not name fails.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod person;

use coach_server::{Limits, Relay, Serving, serve};
use person::{Client, Person};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Who may: anyone, a device's token of the relay, or these roles.
enum May {
    Anyone,
    Device,
    Roles(&'static [&'static str]),
}

use May::{Anyone, Device, Roles};

const OWNER: &[&str] = &["owner"];
const PEOPLE: &[&str] = &["owner", "trainer", "viewer"];
const READERS: &[&str] = &["owner", "trainer", "viewer", "service"];
const WRITERS: &[&str] = &["owner", "trainer", "service"];

/// Every route. Written by hand, and apart from the server's own table.
const TABLE: &[(&str, &str, May)] = &[
    ("POST", "/v1/accounts", Anyone),
    ("POST", "/v1/challenge", Anyone),
    ("POST", "/v1/login", Anyone),
    ("POST", "/v1/news/{question}", Anyone),
    ("GET", "/v1/rendezvous/{meeting}/{letter}", Anyone),
    ("PUT", "/v1/rendezvous/{meeting}/{letter}", Anyone),
    ("GET", "/v1/about", Anyone),
    ("GET", "/health", Anyone),
    ("GET", "/ready", Anyone),
    ("GET", "/metrics", Anyone),
    ("POST", "/v1/session/refresh", Anyone),
    ("POST", "/v1/session/service", Anyone),
    ("POST", "/v1/sync", Device),
    ("POST", "/v1/erase", Device),
    ("GET", "/v1/changes", Device),
    ("GET", "/v1/socket", Device),
    ("POST", "/v1/session", Device),
    ("DELETE", "/v1/session", Roles(&["owner", "trainer", "viewer", "admin"])),
    ("GET", "/v1/keys", Roles(OWNER)),
    ("POST", "/v1/keys", Roles(OWNER)),
    ("DELETE", "/v1/keys/{prefix}", Roles(OWNER)),
    ("GET", "/v1/shares", Roles(PEOPLE)),
    ("POST", "/v1/shares", Roles(OWNER)),
    ("DELETE", "/v1/shares/{id}", Roles(OWNER)),
    ("PUT", "/v1/shares/{id}/grants", Roles(OWNER)),
    ("DELETE", "/v1/shares/{id}/grants/{account}", Roles(OWNER)),
    ("GET", "/v1/audit", Roles(OWNER)),
    ("GET", "/v1/users/{id}", Roles(READERS)),
    ("PUT", "/v1/users/{id}", Roles(OWNER)),
    ("POST", "/v1/users/{id}/preferences", Roles(OWNER)),
    ("GET", "/v1/workouts/plans", Roles(READERS)),
    ("POST", "/v1/workouts/plans", Roles(WRITERS)),
    ("PUT", "/v1/workouts/plans/{id}", Roles(WRITERS)),
    ("GET", "/v1/workouts/plans/{id}/versions", Roles(READERS)),
    ("POST", "/v1/workouts/plans/{id}/versions", Roles(WRITERS)),
    ("GET", "/v1/workouts/sessions", Roles(READERS)),
    ("POST", "/v1/workouts/sessions", Roles(&["owner", "service"])),
    ("POST", "/v1/imports", Roles(&["owner", "service"])),
    ("GET", "/v1/imports/{id}", Roles(&["owner", "service"])),
    ("POST", "/v1/ai/chat", Roles(PEOPLE)),
    ("GET", "/v1/ai/personalities", Roles(READERS)),
    ("POST", "/v1/ai/modify-workout", Roles(PEOPLE)),
    ("GET", "/v1/ai/traces/{session_id}", Roles(PEOPLE)),
    ("GET", "/v1/analytics/user/{id}", Roles(READERS)),
    ("GET", "/v1/analytics/workouts", Roles(READERS)),
    ("GET", "/v1/analytics/ai-quality", Roles(PEOPLE)),
    ("GET", "/v1/admin/ledger", Roles(&["admin"])),
    ("GET", "/v1/admin/totals", Roles(&["admin"])),
    ("POST", "/v1/admin/jobs/revive", Roles(&["admin"])),
];

struct World {
    client: Client,
    /// Ana, who shares; her trainer, her viewer; who runs the server.
    people: BTreeMap<&'static str, Person>,
    tokens: BTreeMap<&'static str, String>,
    end: CancellationToken,
    _folder: tempfile::TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let people: BTreeMap<&str, Person> = [
            ("owner", Person::new(1)),
            ("trainer", Person::new(2)),
            ("viewer", Person::new(3)),
            ("admin", Person::new(4)),
            ("stranger", Person::new(5)),
        ]
        .into();
        let relay = Relay::open(folder.path(), Limits::default()).unwrap();
        let relay = relay.with_admins(vec![people["admin"].account]);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::new(format!("http://{}", listener.local_addr().unwrap()));
        let end = CancellationToken::new();
        let serving = Serving {
            strangers_per_minute: u32::MAX,
            members_per_minute: u32::MAX,
            shared_plane: true,
            ..Serving::default()
        };
        tokio::spawn(serve(Arc::new(relay), listener, serving, end.clone()));
        let mut world = World { client, people, tokens: BTreeMap::new(), end, _folder: folder };
        for (role, asked) in [
            ("owner", "owner"),
            ("trainer", "trainer"),
            ("viewer", "viewer"),
            ("admin", "admin"),
            ("stranger", "trainer"),
        ] {
            world.client.begin(&world.people[role]).await;
            let token = world.session(role, asked).await;
            world.tokens.insert(role, token);
        }
        let device = world.client.token(&world.people["owner"]).await;
        world.tokens.insert("device", device);
        let scopes = ["read:profile", "read:workouts", "write:workouts", "read:analytics"];
        let key =
            world.ask("POST", "/v1/keys", "owner", json!({"label": "watch", "scopes": scopes, "seconds": 600})).await;
        let key = key.1["key"].as_str().unwrap().to_owned();
        let token = world.ask("POST", "/v1/session/service", "", json!({ "key": key })).await.1;
        world.tokens.insert("service", token["access_token"].as_str().unwrap().to_owned());
        world.tokens.insert("key", key);
        world
    }

    async fn session(&self, who: &str, role: &str) -> String {
        self.opened(who, role).await["access_token"].as_str().unwrap().to_owned()
    }

    async fn opened(&self, who: &str, role: &str) -> Value {
        let device = self.client.token(&self.people[who]).await;
        let body = json!({ "role": role }).to_string().into_bytes();
        let (status, answer) = self.client.post("/v1/session", body, Some(&device)).await;
        assert_eq!(status, 201);
        serde_json::from_slice(&answer).unwrap()
    }

    fn name(&self, who: &str) -> String {
        self.people[who].account.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    async fn ask(&self, method: &str, path: &str, who: &str, body: Value) -> (u16, Value) {
        let (status, text) = self.ask_with(method, path, self.tokens.get(who).map(String::as_str), body).await;
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    async fn ask_with(&self, method: &str, path: &str, token: Option<&str>, body: Value) -> (u16, String) {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.client.http.request(method, format!("{}{path}", self.client.url)).body(body.to_string());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Shares one item of each kind, and gives their names by kind.
    async fn shared(&self) -> BTreeMap<&'static str, String> {
        let mut names = BTreeMap::new();
        for kind in ["profile", "plan", "session", "summary"] {
            let with = json!([
                {"account": self.name("trainer"), "role": "trainer"},
                {"account": self.name("viewer"), "role": "viewer"},
            ]);
            let offer = json!({"kind": kind, "document": {"secret": "CANARY", "duration_s": 60}, "with": with});
            let (status, answer) = self.ask("POST", "/v1/shares", "owner", offer).await;
            assert_eq!(status, 201, "{answer}");
            names.insert(kind, answer["id"].as_str().unwrap().to_owned());
        }
        names
    }

    /// A path with names of Ana's in it, and a body that makes sense.
    fn sample(&self, method: &str, template: &str, names: &BTreeMap<&str, String>, fresh: usize) -> (String, Value) {
        let user = self.name("owner");
        let path = template
            .replace("{meeting}/{letter}", &format!("{}/0", "ab".repeat(16)))
            .replace("{prefix}", &"00".repeat(8))
            .replace("{account}", &self.name("trainer"))
            .replace("{session_id}", "one");
        let path = match template {
            "/v1/imports/{id}" => path.replace("{id}", &"0".repeat(32)),
            _ if template.starts_with("/v1/users") || template.starts_with("/v1/analytics") => {
                path.replace("{id}", &user)
            }
            _ => path.replace("{id}", &names["plan"]),
        };
        let body = match (method, template) {
            ("POST", "/v1/session") => json!({"role": "owner"}),
            ("POST", "/v1/session/refresh") => json!({"refresh_token": "pcr_no"}),
            ("POST", "/v1/session/service") => json!({"key": "pck_no"}),
            ("POST", "/v1/keys") => json!({"label": "a", "scopes": ["read:profile"], "seconds": 60}),
            ("POST", "/v1/shares") => json!({"kind": "session", "document": {}}),
            ("PUT", "/v1/shares/{id}/grants") => json!({"account": self.name("trainer"), "role": "trainer"}),
            ("POST", "/v1/workouts/plans") => json!({"user": user, "document": {}}),
            ("POST", "/v1/workouts/plans/{id}/versions") => json!({"document": {"v": 1}}),
            ("POST", "/v1/imports") => json!({"id": format!("{fresh:032x}"), "kind": "session", "documents": [{}]}),
            _ => json!({"message": "hello"}),
        };
        (path, body)
    }
}

fn described() -> BTreeSet<(String, String)> {
    let description: Value = serde_json::from_str(&coach_server::openapi_json()).unwrap();
    let paths = description["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().keys().map(move |method| (method.to_uppercase(), path.clone()))
        })
        .collect()
}

#[test]
fn every_route_has_a_row() {
    let rows: BTreeSet<_> = TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(rows.len(), TABLE.len(), "a row twice");
    assert_eq!(described(), rows);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_may_what_the_table_says() {
    let world = World::new().await;
    let (mut asked, mut names) = (0, world.shared().await);
    for (number, (method, template, may)) in TABLE.iter().enumerate() {
        for (at, who) in ["", "device", "owner", "trainer", "viewer", "admin", "service", "key"].into_iter().enumerate()
        {
            if (*method, *template) == ("DELETE", "/v1/session") && world.tokens.contains_key(who) && who != "service" {
                // Tried in the test of sessions, since it ends the one that is used here.
                continue;
            }
            // A stream of hints has no end to wait for.
            if who == "device" && *template == "/v1/changes" {
                continue;
            }
            let (path, body) = world.sample(method, template, &names, 100 * number + at);
            let (status, answer) = world.ask(method, &path, who, body).await;
            let told = format!("{who} {method} {path}: {status} {answer}");
            let acts_as = if who == "key" { "service" } else { who };
            match may {
                Anyone => assert!(status != 403, "{told}"),
                Device if who == "device" => assert!(status != 401 && status != 403, "{told}"),
                Device => assert_eq!(status, 401, "{told}"),
                Roles(_) if ["", "device"].contains(&who) => assert_eq!(status, 401, "{told}"),
                Roles(roles) if !roles.contains(&acts_as) => {
                    assert_eq!((status, answer["code"].as_str()), (403, Some("role")), "{told}")
                }
                Roles(_) => {
                    let hub = template.starts_with("/v1/ai/") && !template.ends_with("personalities")
                        || template.ends_with("ai-quality");
                    // A key and an import of that name are not there.
                    let absent = template.contains("{prefix}") || *template == "/v1/imports/{id}";
                    let expected = if hub {
                        421..=421
                    } else if absent {
                        404..=404
                    } else {
                        200..=204
                    };
                    assert!(expected.contains(&status), "{told}");
                }
            }
            if *method == "DELETE" && status == 204 {
                // What this took is there again for the next.
                names = world.shared().await;
            }
            asked += 1;
        }
    }
    assert!(asked > 350, "{asked}");
    world.end.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_tenants_names_are_names_of_nothing() {
    let world = World::new().await;
    let names = world.shared().await;
    let nothing = "f".repeat(32);
    // The trainer and the viewer of someone else, an owner and a program of someone else.
    let theirs = world.session("stranger", "owner").await;
    let viewing = world.session("stranger", "viewer").await;
    let key = json!({"label": "x", "scopes": ["read:profile", "read:workouts", "write:workouts", "read:analytics"], "seconds": 60});
    let (_, key) = world.ask_with("POST", "/v1/keys", Some(&theirs), key).await;
    let key = serde_json::from_str::<Value>(&key).unwrap()["key"].as_str().unwrap().to_owned();
    let mut compared = 0;
    for token in [&world.tokens["stranger"], &theirs, &viewing, &key] {
        for (method, template, may) in TABLE {
            if !matches!(may, Roles(_)) || !template.contains("{id}") || *template == "/v1/imports/{id}" {
                continue;
            }
            let (path, body) = world.sample(method, template, &names, 7);
            let own = if path.contains(&names["plan"]) { names["plan"].clone() } else { world.name("owner") };
            let real = world.ask_with(method, &path, Some(token), body.clone()).await;
            let made_up = world.ask_with(method, &path.replace(&own, &nothing), Some(token), body).await;
            // The same to the byte, whether there is such a thing or not.
            assert_eq!(real, made_up, "{method} {path}");
            assert!([403, 404].contains(&real.0), "{method} {path}: {real:?}");
            compared += 1;
        }
        for path in ["/v1/workouts/plans", "/v1/workouts/sessions", "/v1/analytics/workouts", "/v1/shares"] {
            for path in [path.to_owned(), format!("{path}?user={}", world.name("owner"))] {
                let (_, text) = world.ask_with("GET", &path, Some(token), Value::Null).await;
                assert!(!text.contains("CANARY") && !text.contains("duration_s\":60"), "{path}: {text}");
            }
        }
        // A plan for her by someone who is nobody to her looks like one for nobody.
        let plan = |user: &str| json!({"user": user, "document": {}});
        let real = world.ask_with("POST", "/v1/workouts/plans", Some(token), plan(&world.name("owner"))).await;
        let made_up = world.ask_with("POST", "/v1/workouts/plans", Some(token), plan(&nothing)).await;
        assert_eq!(real, made_up);
        assert!([403, 404].contains(&real.0), "{real:?}");
    }
    assert!(compared >= 40, "{compared}");
    // Sharing says nothing of whether there is such an account.
    let offer =
        |account: &str| json!({"kind": "plan", "document": {}, "with": [{"account": account, "role": "viewer"}]});
    let (real, _) = world.ask("POST", "/v1/shares", "owner", offer(&world.name("stranger"))).await;
    let (made_up, _) = world.ask("POST", "/v1/shares", "owner", offer(&nothing)).await;
    assert_eq!((real, made_up), (201, 201));
    world.end.cancel();
}

/// A token with another head, body or signature, in base64 without padding.
fn forged(token: &str, head: Option<Value>, change: impl Fn(&mut Value), signature: Option<&[u8]>) -> String {
    use base64::Engine as _;
    let code = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let parts: Vec<&str> = token.split('.').collect();
    let mut body: Value = serde_json::from_slice(&code.decode(parts[1]).unwrap()).unwrap();
    change(&mut body);
    let head = head.map_or_else(|| parts[0].to_owned(), |head| code.encode(head.to_string()));
    let signature = signature.map_or_else(|| parts[2].to_owned(), |signature| code.encode(signature));
    format!("{head}.{}.{signature}", code.encode(body.to_string()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_that_are_expired_forged_downgraded_or_replayed_are_refused_everywhere_and_all_the_same() {
    use base64::Engine as _;
    let world = World::new().await;
    let owner = &world.tokens["owner"];
    let head: Value = {
        let code = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        serde_json::from_slice(&code.decode(owner.split('.').next().unwrap()).unwrap()).unwrap()
    };
    let with = |alg: &str| json!({"alg": alg, "typ": "JWT", "kid": head["kid"]});
    let ended = world.opened("owner", "owner").await;
    let ended_token = ended["access_token"].as_str().unwrap().to_owned();
    assert_eq!(world.ask_with("DELETE", "/v1/session", Some(&ended_token), Value::Null).await.0, 204);
    let reused = world.opened("owner", "owner").await;
    let renew = |token: &Value| json!({"refresh_token": token["refresh_token"]});
    assert_eq!(world.ask("POST", "/v1/session/refresh", "", renew(&reused)).await.0, 200);
    let (status, again) = world.ask("POST", "/v1/session/refresh", "", renew(&reused)).await;
    assert_eq!(status, 401, "{again}");
    let key = &world.tokens["key"];
    let bad: Vec<(&str, String)> = vec![
        ("expired", forged(owner, None, |body| body["exp"] = json!(1), None)),
        ("longer", forged(owner, None, |body| body["exp"] = json!(9_999_999_999_i64), None)),
        ("another role", forged(owner, None, |body| body["role"] = json!("admin"), None)),
        ("another account", forged(owner, None, |body| body["sub"] = json!("00".repeat(16)), None)),
        ("none", forged(owner, Some(with("none")), |_| (), Some(b""))),
        ("None", forged(owner, Some(with("None")), |_| (), Some(b""))),
        ("HS256", forged(owner, Some(with("HS256")), |_| (), Some(&[7; 32]))),
        ("another key", forged(owner, Some(json!({"alg": "EdDSA", "typ": "JWT", "kid": "00"})), |_| (), None)),
        ("ended session", ended_token),
        ("replayed renewal", reused["access_token"].as_str().unwrap().to_owned()),
        ("a renewal as a token", reused["refresh_token"].as_str().unwrap().to_owned()),
        ("a device's token", world.tokens["device"].clone()),
        ("a changed key", format!("{}{}", &key[..key.len() - 1], if key.ends_with('0') { '1' } else { '0' })),
        ("a key without a secret", key[..21].to_owned()),
        ("nonsense", "x".repeat(3000)),
    ];
    let names = BTreeMap::from([("plan", "a".repeat(32))]);
    for (method, template, may) in TABLE {
        if !matches!(may, Roles(_)) {
            continue;
        }
        let (path, body) = world.sample(method, template, &names, 1);
        let nobody = world.ask_with(method, &path, None, body.clone()).await;
        assert_eq!(nobody.0, 401, "{method} {path}");
        for (kind, token) in &bad {
            let answer = world.ask_with(method, &path, Some(token), body.clone()).await;
            // Whose role would not do either is told so by their token alone.
            let alive = ["ended session", "replayed renewal"].contains(kind) && answer.0 == 403;
            assert!(alive || answer == nobody, "{kind}: {method} {path}: {answer:?}");
        }
    }
    // A key that was taken back is good for nothing, nor is the token it gave.
    let prefix = &key[4..20];
    assert_eq!(world.ask("DELETE", &format!("/v1/keys/{prefix}"), "owner", Value::Null).await.0, 204);
    for who in ["key", "service"] {
        assert_eq!(world.ask("GET", "/v1/workouts/plans", who, Value::Null).await.0, 401, "{who}");
    }
    world.end.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_does_what_its_scopes_say_and_no_more() {
    let world = World::new().await;
    world.shared().await;
    let routes = [
        ("read:profile", "GET", format!("/v1/users/{}", world.name("owner"))),
        ("read:workouts", "GET", "/v1/workouts/plans".to_owned()),
        ("write:workouts", "POST", "/v1/workouts/sessions".to_owned()),
        ("read:analytics", "GET", "/v1/analytics/workouts".to_owned()),
    ];
    for (scope, _, _) in &routes {
        let asked = json!({"label": "one", "scopes": [scope], "seconds": 60});
        let (status, key) = world.ask("POST", "/v1/keys", "owner", asked).await;
        assert_eq!(status, 201);
        let key = key["key"].as_str().unwrap();
        for (needs, method, path) in &routes {
            let (status, text) = world.ask_with(method, path, Some(key), json!({})).await;
            assert_eq!(status < 300, needs == scope, "{scope}: {method} {path}: {status} {text}");
        }
        let (_, listed) = world.ask("GET", "/v1/keys", "owner", Value::Null).await;
        assert!(!listed.to_string().contains(&key[21..]), "a secret is shown once");
    }
    for wrong in [
        json!({"label": "", "scopes": ["read:profile"], "seconds": 60}),
        json!({"label": "a", "scopes": [], "seconds": 60}),
        json!({"label": "a", "scopes": ["admin"], "seconds": 60}),
        json!({"label": "a", "scopes": ["read:profile"], "seconds": 59}),
        json!({"label": "a", "scopes": ["read:profile"], "seconds": 400 * 86_400}),
        json!({"label": "a", "scopes": ["read:profile"], "seconds": 60, "role": "admin"}),
    ] {
        assert_eq!(world.ask("POST", "/v1/keys", "owner", wrong).await.0, 400);
    }
    world.end.cancel();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_offered_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::open(folder.path(), Limits::default()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::new(format!("http://{}", listener.local_addr().unwrap()));
    let end = CancellationToken::new();
    tokio::spawn(serve(Arc::new(relay), listener, Serving::default(), end.clone()));
    for path in ["/v1/shares", "/v1/workouts/plans", "/v1/session", "/v1/admin/totals"] {
        assert_eq!(client.status(path).await, 404, "{path}");
    }
    end.cancel();
}
