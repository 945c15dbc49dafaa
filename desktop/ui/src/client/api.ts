// Written by `npm run types` from core/web/openapi.json; do not edit.

export interface paths {
    "/v1/ai/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One turn with the coach: its result as JSON, or its events as they happen with `Accept: text/event-stream`. Giving
         *     the request up cancels the turn; what was shown stays in the conversation, marked as cancelled.
         */
        post: operations["chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ai/modify-workout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Proposes a change of the plan; the proposal waits for the person. */
        post: operations["modify_workout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ai/personalities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The coaches that the person may choose among. */
        get: operations["personalities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ai/traces/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the turns of a conversation did, span by span, newest first. */
        get: operations["session_traces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ai/turns/{turn_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps what the person thought of the reply of a turn. */
        put: operations["give_feedback"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/ai-quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the coach does over its latest turns. */
        get: operations["ai_quality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/user/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last days at a glance. */
        get: operations["user_analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/analytics/workouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Training over a period: load, workouts with totals, strength. */
        get: operations["workout_analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chart/{metric}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A metric over local days for a picture: columns, with as many points as can be seen. */
        get: operations["chart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to write a watermarked sample year of a made-up person. */
        post: operations["demo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong on this machine. */
        get: operations["doctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/foods/barcode/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product with a barcode: the one that is kept here, else that of Open Food Facts where the person allows it. */
        get: operations["product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/foods/catalogues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Number of foods that are kept, by the short name of their catalogue. */
        get: operations["catalogues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/foods/catalogues/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes the foods of a catalogue, and tells how many there were; logged meals keep their figures. */
        delete: operations["forget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/foods/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether products may be looked up by their barcode, and where. */
        get: operations["lookups"];
        /** Allows looking products up, or no longer. */
        put: operations["set_lookups"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server lives. Needs no token. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a file as the body and begins to import it. The file is kept while the import runs and removed after it;
         *     importing the same again adds nothing, and goes on where a cancelled import ended.
         */
        post: operations["import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports and sample years since the server began, latest first. */
        get: operations["jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a piece of work has come. */
        get: operations["job"];
        put?: never;
        post?: never;
        /** Cancels a piece of work and answers when it has ended. What was kept so far stays. */
        delete: operations["cancel_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a piece of work has come, as it goes: server-sent events named `job`, the last one with its end. Closing the
         *     stream does not cancel the work.
         */
        get: operations["job_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The journal over local days, newest first. */
        get: operations["journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/clearance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down that something is cleared. */
        post: operations["log_clearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/habit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down that a habit was kept. */
        post: operations["log_habit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/meal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a meal: what was understood, with its figures. */
        post: operations["log_meal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/measurement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a measurement, for example body weight in kilograms. */
        post: operations["log_measurement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/mood": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down how the person feels. */
        post: operations["log_mood"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/pain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes pain down. */
        post: operations["log_pain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes one strength set. */
        post: operations["log_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/symptom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a symptom down. */
        post: operations["log_symptom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an entry out of the journal again, with the figures that it brought. */
        delete: operations["remove_entry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters and times in the OpenMetrics text form, which Prometheus reads. */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every metric that there can be. */
        get: operations["metric_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that answer. */
        get: operations["models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the file of a model as the body and begins to install it: what it is is told from its content, and a file that
         *     is no model is refused.
         */
        post: operations["import_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The services for which there are keys. The keys themselves are never shown. */
        get: operations["service_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/keys/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps the key for a service: `openai`, `anthropic` or one of the person's servers. */
        put: operations["set_service_key"];
        post?: never;
        /** Forgets the key for a service. */
        delete: operations["remove_service_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bounds of models elsewhere. */
        get: operations["model_limits"];
        /** Sets the bounds of models elsewhere. The budget holds at once, the time from the next start on. */
        put: operations["set_model_limits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/local": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models of the catalogue and those on this device, smallest need of memory first. Asks nobody. */
        get: operations["local_models"];
        put?: never;
        /** Begins to fetch a model. Goes on where an earlier one was left; the work tells how far it has come. */
        post: operations["pull_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/local/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a model from this device. */
        delete: operations["remove_model"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/local/{name}/bench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Loads a model, lets it read some 600 tokens and write at most 96, and says how long that took. Takes its time. */
        post: operations["bench_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/local/{name}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to compare the file of a model with the hash that it was installed with. */
        post: operations["verify_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the order in which models are asked; none for the built-in coach alone. It holds from the next start on. */
        put: operations["set_model_order"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person's own servers of models, by name. */
        get: operations["model_servers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/servers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Adds a server of models, in place of an earlier one of the name. Nobody is asked yet. */
        put: operations["set_model_server"];
        post?: never;
        /** Forgets a server of models and its key. */
        delete: operations["remove_model_server"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read or wrote what, newest first. */
        get: operations["audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases the database and its key for good, and ends the server. */
        post: operations["delete_everything"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything out, as it is read. A stream that ends without its last chunk is not whole. */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/interventions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the safety rules did, newest first. */
        get: operations["interventions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the event log, newest first: kinds and authors, never values. */
        get: operations["event_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/outbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest requests that left this device, newest first. */
        get: operations["outbound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/outbound/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every byte of the body of a request that left. */
        get: operations["outbound_body"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would leave for a message, to the byte; `null` when nothing would. Nothing is sent or kept. */
        post: operations["preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the person shares with models elsewhere, category by category. */
        get: operations["shares"];
        /** Shares categories with models elsewhere, or no longer. It holds from the next request on. */
        put: operations["share"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Writes that wait for the person. */
        get: operations["proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carries a proposal out. */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns a proposal down. */
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/proposals/{id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts a proposal right before it is approved: its tool reads and checks the arguments anew, and the proposal that it
         *     answers with takes the place of this one. Nothing is written.
         */
        post: operations["revise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/query/{metric}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of a metric over local days, merged over sources, every row. */
        get: operations["query"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the database answers. */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/screening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest screening with what was cleared since; `null` before the first. */
        get: operations["screening"];
        put?: never;
        /** Screens the person by their answers; plans follow it from now on. */
        post: operations["screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/screening/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions of the screening, in the order in which they are asked. */
        get: operations["screening_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks for words in conversations, the journal and notes of workouts, the most telling finds first. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names of the servers, the coach's own first. */
        get: operations["servers"];
        put?: never;
        /** Keeps a further server with tools approved as they were shown. It is used from the next start on. */
        post: operations["add_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/servers/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connects to a further server and shows its tools, without keeping anything. */
        post: operations["discover_server"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/servers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets a further server. */
        delete: operations["remove_server"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every conversation, newest first. */
        get: operations["sessions"];
        put?: never;
        /** Begins a conversation. */
        post: operations["new_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Calls a conversation something. */
        put: operations["name_session"];
        post?: never;
        /** Erases a conversation with everything that was said in it, on every device. */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/branch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a conversation with the first messages of another one, which stays as it is. */
        post: operations["branch_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was said in a conversation, in order, with the figures that stand behind each reply. */
        get: operations["session_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A setting of the interface, for example `theme`. */
        get: operations["setting"];
        /** Keeps a setting of the interface. */
        put: operations["set_setting"];
        post?: never;
        /** Forgets a setting of the interface. */
        delete: operations["forget_setting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sleep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Nights and naps by the local day of waking. */
        get: operations["sleep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sleep/{wake_day}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stages of the nights and naps that ended on a local day, by time. */
        get: operations["sleep_stages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every source with its place in the order of each of its metrics. */
        get: operations["sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/order/{metric}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the order of sources for a metric, best first, and computes its figures again. */
        put: operations["set_source_order"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes everything of a source. */
        delete: operations["delete_source"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last days at a glance. */
        get: operations["summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How sync stands, as far as this device knows. Outside an account a problem says so. */
        get: operations["sync_status"];
        put?: never;
        /** Makes an account on a server, with this device in it. The recovery words are in this answer and nowhere else. */
        post: operations["sync_init"];
        /** Erases the account on the server, for all devices; what is on them stays. */
        delete: operations["sync_erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices of the account, as far as this device knows. */
        get: operations["sync_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Puts a device out of the account; answers with those that are known. */
        delete: operations["sync_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/enrolment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the enrolment has come that was begun last. */
        get: operations["sync_enrolment"];
        put?: never;
        post?: never;
        /** Gives the enrolment up. */
        delete: operations["sync_enrolment_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/enrolment/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the three words that the new device shows, and answers when it is in, or why it is not. */
        post: operations["sync_words"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to join an account beside a device that is in. The enrolment shows the code, then the three words. */
        post: operations["sync_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Syncs now. */
        post: operations["sync_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to let a device in by its code. The enrolment asks for the three words that it shows. */
        post: operations["sync_pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings an account back on this device with the 24 words. */
        post: operations["sync_recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a new epoch: what is written from now on has a new key. */
        post: operations["sync_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The day at a glance: readiness with its drivers, sleep, load, intake, activity, plan, freshness. */
        get: operations["today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tools, with the schemas of what they take and answer. */
        get: operations["tools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tools/{server}/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls a tool for the person. A write answers with a proposal that waits to be approved. */
        post: operations["call_tool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/traces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one turn did, span by span. */
        get: operations["trace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The person's profile. */
        get: operations["user"];
        /** Replaces the profile. A suspension after a red flag stays until it is cleared. */
        put: operations["set_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes preferences; answers with all of them. */
        post: operations["set_preferences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The current plan, or an earlier version, as the safety rules let it stand today. */
        get: operations["plan"];
        put?: never;
        /** Makes a plan and takes it as the current one. */
        post: operations["create_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans/current/export/{form}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that the current plan makes in a form. */
        get: operations["plan_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans/current/export/{form}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of these files. */
        get: operations["plan_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the plan on the person's own word, and makes a new version of it. */
        put: operations["change_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions of the plan. */
        get: operations["plan_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/plans/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every version of the plan, oldest first. */
        get: operations["plan_versions"];
        put?: never;
        /** Takes an earlier version back as a new one, reviewed by today's facts. */
        post: operations["restore_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workouts that began on local days `from` to `to`, without their tracks, oldest first. */
        get: operations["workouts"];
        put?: never;
        /** Writes a workout that the person did. */
        post: operations["log_workout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One workout with its sets and its track. */
        get: operations["workout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/sessions/{id}/heart-rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The heart rate of a workout, in as many points as can be seen. */
        get: operations["workout_heart_rate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/sessions/{id}/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The track of a workout in metres around its first point, in as many points as can be seen. */
        get: operations["workout_track"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workouts/sessions/{id}/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long the heart rate of a workout was in each zone of the person. */
        get: operations["workout_zones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live events.
         * @description A WebSocket with JSON text messages: `WsRequest` from the client, `WsMessage` from the server. The client offers the
         *     protocol `pocketcoach.v1` and, as browsers let it send no header, `bearer.TOKEN`. A workout that is going on when
         *     the connection closes is finished.
         */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One line of the audit. Holds names of tools and metrics, never values. */
        AccessEntry: {
            /** @description Who asked, for example `Max Power` or `mcp:stdio`. */
            actor: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Read, write or refused. */
            kind: components["schemas"]["AccessKind"];
            /** @description Scope or rule that applied. */
            scope: string;
            /** @description What, for example `fitness-wearables/getSleepData`. */
            subject: string;
        };
        /**
         * @description Read or write.
         * @enum {string}
         */
        AccessKind: "read" | "write" | "refused";
        /**
         * @description One agent, by its fixed name.
         * @enum {string}
         */
        AgentId: "Coach Selector" | "Max Power" | "Emma Encourage" | "Dr. Progress";
        /** @description How one agent does. */
        AgentQuality: {
            /** @description Fixed name. */
            agent: string;
            /**
             * Format: int64
             * @description Turns of it that ended without an answer.
             */
            failed: number;
            /**
             * Format: int64
             * @description Replies that the person called helpful.
             */
            helpful: number;
            /**
             * Format: double
             * @description Milliseconds that half of its turns took at most.
             */
            p50_ms: number;
            /**
             * Format: double
             * @description Milliseconds that 95 % of its turns took at most.
             */
            p95_ms: number;
            /**
             * Format: int64
             * @description Turns that it ended.
             */
            turns: number;
            /**
             * Format: int64
             * @description Replies that the person called unhelpful.
             */
            unhelpful: number;
        };
        /**
         * @description How the samples of a metric combine into one figure for a period.
         * @enum {string}
         */
        Aggregation: "sum" | "mean" | "last" | "state";
        /** @description How the coach does, over its latest turns. */
        AiQuality: {
            /** @description Agents, by name. */
            agents: components["schemas"]["AgentQuality"][];
            /**
             * Format: int64
             * @description Handoffs between agents in them.
             */
            handoffs: number;
            /** @description What the safety rules did lately, by rule. */
            interventions: {
                [key: string]: number;
            };
            /** @description Tools, by server and name. */
            tools: components["schemas"]["ToolQuality"][];
            /**
             * Format: int64
             * @description Turns that were looked at.
             */
            turns: number;
        };
        /**
         * @description Why a sample is marked and counts nowhere.
         * @enum {string}
         */
        ArtefactKind: "out_of_range" | "jump" | "single_above";
        /** @description One part of a session. */
        Block: {
            /**
             * Format: double
             * @description Metres of continuous work, if a distance is prescribed.
             */
            distance_m?: number | null;
            /** @description Id in the catalogue of exercises, if it is in there. */
            exercise?: string | null;
            heart_rate?: components["schemas"]["HeartRateTarget"] | null;
            /**
             * Format: double
             * @description Planned minutes, rests included.
             */
            minutes: number;
            /** @description Exercise or activity as the person reads it. */
            name: string;
            /** @description A word on how to do it or why, without figures. */
            note?: string | null;
            /** @description Which part of the session it is. */
            part?: components["schemas"]["Part"];
            rpe?: components["schemas"]["EffortTarget"] | null;
            /** @description Sets in order; empty for continuous work. */
            sets?: components["schemas"]["PlannedSet"][];
        };
        /** @description Where a conversation branches. */
        Branch: {
            /**
             * Format: int32
             * @description How many of its first messages the new conversation begins with.
             */
            messages: number;
        };
        /**
         * @description The width of a bucket; days and longer follow the person's local day.
         * @enum {string}
         */
        Bucket: "raw" | "hour" | "day" | "week" | "month";
        /** @description One bucket of a query, merged over sources. */
        BucketValue: {
            /**
             * Format: int64
             * @description Samples behind the value.
             */
            count: number;
            /**
             * Format: double
             * @description Highest sample, for means and raw samples.
             */
            max?: number | null;
            /**
             * Format: double
             * @description Lowest sample, for means and raw samples.
             */
            min?: number | null;
            /** @description Source names, joined by ` + ` where several contributed. */
            source: string;
            /** @description First local day, `YYYY-MM-DD`, or for raw samples and hours an RFC 3339 instant with its offset. */
            start: string;
            /** @description UCUM symbol. */
            unit: string;
            /**
             * Format: double
             * @description Sum, mean or last value, by the metric's aggregation, in its canonical unit.
             */
            value: number;
        };
        /** @description One model file of the catalogue. */
        CatalogueEntry: {
            /**
             * Format: int32
             * @description Longest context that the model was trained for, in tokens, where it is known.
             */
            context_tokens?: number | null;
            /** @description Where these facts are from. */
            facts: string;
            /** @description Family, for example `Qwen3`. */
            family: string;
            /** @description Name of the file. */
            file: string;
            /** @description What it is good for, in a sentence. */
            good_for: string;
            /** @description Name to call it by, for example `qwen3-1.7b`. */
            id: string;
            /**
             * Format: int64
             * @description Bytes that the cache grows by with each token at 16 bits, where they are known.
             */
            kv_bytes_per_token?: number | null;
            /** @description Terms of use. */
            licence: components["schemas"]["Licence"];
            /**
             * Format: int64
             * @description Memory in bytes that it takes with a context of 4,096 tokens; see `models/README.md` for how it is told.
             */
            memory_bytes?: number | null;
            /** @description Name for people. */
            name: string;
            /** @description What to know before choosing it. */
            notes: string;
            /**
             * Format: int64
             * @description Number of weights.
             */
            parameters: number;
            /** @description How the weights are stored, for example `Q4_K_M`. */
            quantisation: string;
            /** @description The cache of a conversation can go back to an earlier token; otherwise an edit reads everything again. */
            rolls_back: boolean;
            /** @description Hash, where it is known. */
            sha256?: string | null;
            /**
             * Format: int64
             * @description Length in bytes, where it is known.
             */
            size_bytes?: number | null;
            /** @description Layout of a conversation. */
            template: components["schemas"]["TemplateKind"];
            /** @description Form of a tool call. */
            tool_format: components["schemas"]["ToolFormat"];
            /** @description Where the file is, best first; each names a fixed revision. */
            urls: string[];
        };
        /** @description A food of a catalogue. */
        CatalogueFood: {
            /** @description Barcode of 8, 13 or 14 digits. */
            barcode?: string | null;
            /** @description Id among all foods, for example `off:4008400404127`; meals can be logged with it. */
            food: string;
            /** @description Name for people, with its brand. */
            name: string;
            /** @description Amounts in 100 g by name with unit, for example `energy_kcal`; what is not known is not in it. */
            per_100: {
                [key: string]: number;
            };
            /** @description The amounts are in 100 mL and not in 100 g. */
            per_millilitre: boolean;
            /** @description Grams of portions by their names, or millilitres. */
            portions: {
                [key: string]: number;
            };
            /** @description The catalogue, as its licence asks to be named. */
            source: string;
        };
        /**
         * @description A series in columns of one length, oldest first. Where there were more rows than asked for, the line looks the same
         *     with fewer, and `min` and `max` are those of all rows that a point stands for.
         */
        Chart: {
            /** @description How samples combine into a row. */
            aggregation: components["schemas"]["Aggregation"];
            /** @description Where each point lies, in milliseconds since 1970 UTC; days begin at the person's midnight. */
            at_ms: number[];
            /** @description Width of the rows that were used. */
            bucket: components["schemas"]["Bucket"];
            /**
             * Format: date
             * @description First local day, if the range was one of days.
             */
            from?: string | null;
            /** @description Highest samples, for means and raw samples; empty otherwise. */
            max: number[];
            /** @description Contract name of the metric. */
            metric: string;
            /** @description Lowest samples, for means and raw samples; empty otherwise. */
            min: number[];
            /**
             * Format: int64
             * @description Rows before any were left out.
             */
            rows: number;
            /** @description Who measured it. */
            sources: string[];
            /** @description Name for people. */
            title: string;
            /**
             * Format: date
             * @description Last local day, included.
             */
            to?: string | null;
            /** @description UCUM symbol of the values. */
            unit: string;
            /** @description Word that is shown behind a value, for example `bpm`. */
            unit_label: string;
            /** @description Values. */
            value: number[];
        };
        /** @description A message to the coach. */
        ChatRequest: {
            /** @description The coach who answers, by name or short name; the question decides when missing. */
            coach?: string | null;
            /** @description Conversation to go on with; a new one when missing. */
            session_id?: string | null;
            /** @description Writes that need no question, as `server/tool`. */
            standing_approvals?: string[];
            /** @description The person's words, at most 2,000 letters. */
            text: string;
        };
        /** @description One number of a reply and where it came from. */
        Citation: {
            /**
             * Format: date
             * @description First local day it covers, if it covers days.
             */
            from?: string | null;
            /** @description Metric or figure, for example `resting_hr`; `person` for the person's own words, a rule id for a rule's limit. */
            metric: string;
            /** @description Who measured or said it. */
            source: string;
            /** @description The number as the reply shows it, for example `7 h 12 min`. */
            text: string;
            /**
             * Format: date
             * @description Last local day it covers, included.
             */
            to?: string | null;
            /** @description UCUM symbol; empty for plain counts and dates. */
            unit: string;
            /**
             * Format: double
             * @description Value in `unit`.
             */
            value: number;
        };
        /** @description Something that no longer limits what is allowed. */
        Clearance: {
            /** @description A clinician said so; else the person did. */
            by_clinician: boolean;
            /** @description What was cleared. */
            of: components["schemas"]["ClearedWhat"];
        };
        /** @description What is cleared. */
        ClearanceEntry: {
            /** @enum {string} */
            of: "red_flag";
        } | {
            /** @description Id of the pain entry; all of them when missing. */
            id?: string | null;
            /** @enum {string} */
            of: "pain";
        } | {
            /** @description A clinician said so; the person alone cannot. */
            by_clinician: boolean;
            /** @enum {string} */
            of: "screening";
        };
        /** @description What a clearance is about. */
        ClearedWhat: {
            /** @description Id of the entry. */
            id: string;
            /** @enum {string} */
            what: "pain";
        } | {
            /** @enum {string} */
            what: "screening";
        } | {
            /** @enum {string} */
            what: "red_flag";
        };
        /** @description Bounds for models elsewhere. */
        CloudLimits: {
            /**
             * Format: int64
             * @description Seconds that an answer of theirs may take.
             */
            timeout_s: number;
            /**
             * Format: int64
             * @description Tokens that they may use a day, all together; `None` for no limit.
             */
            tokens_per_day?: number | null;
        };
        /**
         * @description One thing that happens during a turn, in order.
         *
         *     The text pieces since the last [`Fallback`](AgentEvent::Fallback) joined to the text before that model was asked
         *     are the reply of [`Finished`](AgentEvent::Finished). Nothing in a piece has an untraced number.
         */
        CoachEvent: {
            /** @description Agent in charge. */
            agent: components["schemas"]["AgentId"];
            /** @description Conversation. */
            session_id: string;
            /** @description Id of the turn's trace. */
            trace_id: string;
            /** @enum {string} */
            type: "run_started";
        } | {
            /** @description Who hands over. */
            from: components["schemas"]["AgentId"];
            /** @description Why, in the words of the agent that hands over; may be empty. */
            reason: string;
            /** @description Who takes over. */
            to: components["schemas"]["AgentId"];
            /** @enum {string} */
            type: "agent_changed";
        } | {
            /** @description Text. */
            text: string;
            /** @enum {string} */
            type: "text_delta";
        } | {
            /** @description Arguments as one JSON object. */
            arguments: unknown;
            /** @description Server. */
            server: string;
            /** @description Tool. */
            tool: string;
            /** @enum {string} */
            type: "tool_started";
        } | {
            /**
             * Format: double
             * @description Milliseconds that the call took.
             */
            duration_ms: number;
            /** @description It answered rather than failed. */
            ok: boolean;
            /** @description Server. */
            server: string;
            /** @description First line of the answer, at most 200 characters. */
            summary: string;
            /** @description Tool. */
            tool: string;
            /** @enum {string} */
            type: "tool_finished";
        } | {
            /** @description What. */
            intervention: components["schemas"]["Intervention"];
            /** @enum {string} */
            type: "intervention";
        } | {
            /** @description What would be written. */
            proposal: components["schemas"]["ProposalRow"];
            /** @enum {string} */
            type: "proposal";
        } | {
            /** @description Figures. */
            citations: components["schemas"]["Citation"][];
            /** @enum {string} */
            type: "citations";
        } | {
            /** @description Model. */
            model: string;
            /** @enum {string} */
            type: "usage";
            /** @description Tokens. */
            usage: components["schemas"]["Usage"];
        } | {
            /** @description Model that failed. */
            from: string;
            /** @description Why; reads after "failed to", without words of the person. */
            reason: string;
            /** @description Model that answers instead. */
            to: string;
            /** @enum {string} */
            type: "fallback";
        } | {
            /** @description What it came to. */
            result: components["schemas"]["TurnResult"];
            /** @enum {string} */
            type: "finished";
        } | {
            /** @description `cancelled`, `timeout`, `model` or `store`. */
            kind: string;
            /** @description What went wrong and what to do; reads after "failed to". */
            message: string;
            /** @enum {string} */
            type: "failed";
        };
        /**
         * @description How much a figure can be relied on.
         * @enum {string}
         */
        Confidence: "low" | "medium" | "high";
        /** @description What the person says to erase everything. */
        Confirmation: {
            /** @description `delete everything`. */
            confirm: string;
        };
        /** @description One conversation. */
        Conversation: {
            /** @description How its first question begins, at most 80 letters. */
            about?: string | null;
            /** @description Agent in charge, for example `Max Power`. */
            agent: string;
            /**
             * Format: int64
             * @description When it began, in milliseconds since 1970 UTC.
             */
            created_ms: number;
            /** @description Id. */
            id: string;
            /**
             * Format: int64
             * @description Number of messages.
             */
            messages: number;
            /** @description What the person calls it. */
            name?: string | null;
        };
        /**
         * @description One message of a conversation, as it is stored: the person's words, or the reply with what stands behind it.
         *
         *     A turn leaves two: what the person wrote, and what they were shown. Results of tools are not kept; what the reply
         *     quotes of them is, as citations.
         */
        ConversationMessage: components["schemas"]["Message"] & {
            /** @description One figure for each number of a reply. */
            citations?: components["schemas"]["Citation"][];
            /** @description What the safety envelope did. */
            interventions?: components["schemas"]["Intervention"][];
            /** @description Ids of the writes that the turn proposed. */
            proposals?: string[];
            /** @description How its turn ended. */
            status?: components["schemas"]["TurnStatus"];
            /** @description Turn it belongs to; also the id of the turn's trace. */
            turn_id: string;
        };
        /** @description Which sample year. */
        Demo: {
            /**
             * Format: int32
             * @description Days to write, ending today, 1 to 3650; 365 when missing.
             */
            days?: number | null;
            /**
             * Format: int32
             * @description Seed; the same seed gives the same year. 7 when missing.
             */
            seed?: number | null;
        };
        /** @description What was written. */
        DemoReport: {
            /**
             * Format: date
             * @description First day.
             */
            from: string;
            /**
             * Format: int64
             * @description Meals.
             */
            meals: number;
            /**
             * Format: int64
             * @description Samples that were not there before.
             */
            samples: number;
            /**
             * Format: int64
             * @description Seed.
             */
            seed: number;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
            /**
             * Format: int64
             * @description Workouts that were not there before.
             */
            workouts: number;
        };
        /** @description Everything that was looked at. */
        Diagnosis: {
            /** @description Findings in the order of the checks. */
            findings: components["schemas"]["Finding"][];
            /** @description Nothing is wrong. */
            ok: boolean;
            /** @description Version of PocketCoach. */
            version: string;
        };
        /**
         * @description Kinds of known disease that matter to the screening.
         * @enum {string}
         */
        Disease: "cardiovascular" | "metabolic" | "renal";
        /** @description A message that might be sent. */
        Draft: {
            /** @description The coach who would answer. */
            coach?: string | null;
            /** @description Conversation that it would go on with. */
            session_id?: string | null;
            /** @description The person's words. */
            text: string;
        };
        /** @description A range of perceived exertion (CR10, 0 to 10), both ends included. */
        EffortTarget: {
            /**
             * Format: double
             * @description Upper end.
             */
            high: number;
            /**
             * Format: double
             * @description Lower end.
             */
            low: number;
        };
        /** @description An enrolment as a face shows it. */
        Enrolment: {
            /** @description The code to be told to a device that is in. */
            code?: string | null;
            device?: components["schemas"]["SyncDevice"] | null;
            /** @description The code as a QR code: rows from the top, `1` for dark and `0` for light, without a margin. */
            picture: string[];
            problem?: components["schemas"]["Problem"] | null;
            report?: components["schemas"]["SyncReport"] | null;
            /** @description Which side this device is on. */
            side: components["schemas"]["EnrolmentSide"];
            /** @description What it waits for. */
            stage: components["schemas"]["EnrolmentStage"];
            /** @description The three words that the other device asks for. */
            words: string[];
        };
        /**
         * @description Which side of an enrolment this device is on.
         * @enum {string}
         */
        EnrolmentSide: "joins" | "lets_in";
        /**
         * @description What an enrolment waits for.
         * @enum {string}
         */
        EnrolmentStage: "begun" | "shows_code" | "shows_words" | "asks_words" | "done" | "failed";
        /** @description A new key. */
        Epoch: {
            /**
             * Format: int32
             * @description Number of the epoch.
             */
            epoch: number;
        };
        /**
         * @description A thing that an exercise needs.
         * @enum {string}
         */
        Equipment: "barbell" | "dumbbell" | "kettlebell" | "ez_bar" | "trap_bar" | "plate" | "rack" | "bench" | "cable" | "machine" | "smith" | "pull_up_bar" | "dip_bars" | "suspension" | "band" | "box" | "medicine_ball" | "stability_ball" | "ab_wheel" | "jump_rope" | "battle_rope" | "sled" | "landmine" | "sandbag" | "foam_roller" | "treadmill" | "bike" | "rower" | "cardio_machine" | "pool" | "punching_bag" | "tyre" | "sports_gear" | "climbing_rope";
        /** @description A word that it is meant. */
        EraseAccount: {
            /** @description `erase the account`. */
            confirm: string;
        };
        /** @description What went. */
        Erased: {
            /** @description Names of the files that were erased. */
            files: string[];
        };
        /** @description What the server erased. */
        ErasedAccount: {
            /**
             * Format: int64
             * @description Bytes.
             */
            bytes: number;
            /**
             * Format: int64
             * @description Sealed entries.
             */
            entries: number;
        };
        /** @description A race or the like. */
        Event: {
            /**
             * Format: date
             * @description Its local day.
             */
            date: string;
            /**
             * Format: double
             * @description Its length in metres, if it has one.
             */
            distance_m?: number | null;
        };
        /** @description One model that could not answer. */
        Fallback: {
            /** @description Model that failed. */
            from: string;
            /** @description Why; reads after "failed to", without words of the person. */
            reason: string;
            /** @description Model that answered instead. */
            to: string;
        };
        /** @description What the person thought of a reply. */
        Feedback: {
            /** @description It helped. */
            helpful: boolean;
            /** @description The person's own words, at most 1,000 letters. */
            note?: string | null;
        };
        /** @description One file of the exported plan. */
        FileInfo: {
            /** @description Size in bytes. */
            bytes: number;
            /** @description Name, the last part of the file's address. */
            name: string;
        };
        /** @description One thing that was looked at. */
        Finding: {
            /** @description What was found, and what to do where it is not as it should be. */
            detail: string;
            /** @description What was looked at, for example `database`. */
            name: string;
            /** @description It is as it should be. */
            ok: boolean;
        };
        /**
         * @description Whether a model fits.
         * @enum {string}
         */
        Fits: "yes" | "no" | "unknown";
        /** @description What a plan has to fit into. */
        Frame: {
            /** @description What there is to train with; empty for the body alone. */
            equipment: components["schemas"]["Equipment"][];
            /**
             * Format: int32
             * @description Most minutes of a session, warm-up, rests and cool-down included.
             */
            minutes: number;
            /**
             * @description Local time at which the first session of a run of days begins.
             * @example 18:00:00
             */
            start: string;
            /** @description Days a week on which the person trains, 1 to 7; `0` is Monday. In order, without repetition. */
            weekdays: number[];
        };
        /** @description What became free. */
        Freed: {
            /**
             * Format: int64
             * @description Bytes.
             */
            bytes: number;
        };
        /** @description How fresh a metric is. */
        Freshness: {
            /**
             * Format: date
             * @description First local day with data.
             */
            first_day: string;
            /**
             * Format: date
             * @description Last local day with data.
             */
            last_day: string;
            /** @description Contract name of the metric. */
            metric: string;
            /**
             * Format: int64
             * @description Samples of it, all sources together.
             */
            samples: number;
        };
        /** @description Something that was asked for and is not there. */
        Gap: {
            /** @description Why, in words, for example `insufficient: have 1 night, need 3`. */
            reason: string;
            /** @description What is missing, in words, for example `heart rate variability`. */
            what: string;
        };
        /**
         * @description What a plan is for.
         * @enum {string}
         */
        Goal: "strength" | "muscle" | "running" | "cycling" | "weight_loss" | "health" | "mixed";
        /** @description A habit that was kept. */
        Habit: {
            /**
             * Format: double
             * @description How much, if it is counted.
             */
            amount?: number | null;
            /** @description Name in the person's words, for example `stretching`. */
            name: string;
            /** @description Of what, for example `minutes`. */
            unit?: string | null;
        };
        /** @description A habit that was kept. */
        HabitEntry: {
            /**
             * Format: double
             * @description How much.
             */
            amount?: number | null;
            /** @description Its name. */
            name: string;
            /** @description Of what. */
            unit?: string | null;
        };
        /** @description One handoff between agents. */
        Handoff: {
            /** @description Who handed over. */
            from: components["schemas"]["AgentId"];
            /** @description Why; may be empty. */
            reason: string;
            /** @description Who took over. */
            to: components["schemas"]["AgentId"];
        };
        /** @description That the server lives. */
        Health: {
            /** @description `ok`. */
            status: string;
            /** @description Version of PocketCoach. */
            version: string;
        };
        /** @description A heart-rate range in whole bpm, both ends included. */
        HeartRateTarget: {
            /**
             * Format: int32
             * @description Upper end.
             */
            high_bpm: number;
            /**
             * Format: int32
             * @description Lower end.
             */
            low_bpm: number;
        };
        /** @description Time in one zone. */
        HeartZone: {
            /**
             * Format: double
             * @description Lowest heart rate of the zone, in beats a minute.
             */
            from_bpm: number;
            /**
             * Format: double
             * @description Seconds in it.
             */
            seconds: number;
            /**
             * Format: double
             * @description Heart rate at which the next zone begins, in beats a minute.
             */
            to_bpm: number;
            /** @description `light`, `moderate`, `vigorous` or `near_max`. */
            zone: string;
        };
        /** @description Time in each zone, or what the zones would need. */
        HeartZones: {
            /** @description What is missing, for the person. */
            missing?: string | null;
            /** @description From light to near-maximal; empty when something is missing. */
            zones: components["schemas"]["HeartZone"][];
        };
        /** @description One message as a face shows it. */
        HistoryMessage: components["schemas"]["ConversationMessage"] & {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /**
             * Format: int64
             * @description Position in the conversation, from 0.
             */
            index: number;
        };
        /** @description What an import did. `records = new + duplicates + skipped`. */
        ImportReport: {
            /** @description Records by metric or kind. */
            by_type: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Records that were there before.
             */
            duplicates: number;
            /** @description Format, for example `apple_health`. */
            format: string;
            /**
             * Format: date
             * @description First local day of what was read.
             */
            from?: string | null;
            /**
             * Format: int64
             * @description Records that were not there before.
             */
            new: number;
            /** @description The input ended early or was damaged; what was read is kept. */
            partial: boolean;
            /**
             * Format: int64
             * @description Records read.
             */
            records: number;
            /**
             * Format: double
             * @description Wall seconds.
             */
            seconds: number;
            /** @description Records left out, by reason. */
            skipped: components["schemas"]["SkipCount"][];
            /**
             * Format: date
             * @description Last local day of what was read.
             */
            to?: string | null;
            /**
             * Format: int64
             * @description Workouts that were not there before.
             */
            workouts: number;
        };
        /** @description A model that is on this device. */
        InstalledModel: {
            /** @description Architecture by its head, for example `qwen3`. */
            architecture?: string | null;
            /**
             * Format: int64
             * @description Longest context by its head, in tokens.
             */
            context_tokens?: number | null;
            /** @description Name of the file in the folder. */
            file: string;
            /** @description Address that it came from without its query, or name of the file that was imported. */
            from: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970.
             */
            installed_ms: number;
            /** @description Name to call it by. */
            name: string;
            /** @description Hash. */
            sha256: string;
            /**
             * Format: int64
             * @description Length in bytes.
             */
            size_bytes: number;
            /** @description Who says that this is the right file. */
            vouched_by: components["schemas"]["VouchedBy"];
        };
        /**
         * @description How hard the person wants to train.
         * @enum {string}
         */
        Intensity: "light" | "moderate" | "vigorous";
        /** @description What the envelope did, for the log and for the person. */
        Intervention: {
            /** @description `stopped`, `adjusted`, `warned`, `refused` or `removed`. */
            action: string;
            /** @description What was changed and why, in plain words. */
            detail: string;
            /** @description Rule that acted. */
            rule: components["schemas"]["Rule"];
        };
        /** @description A piece of long work. */
        Job: {
            demo?: components["schemas"]["DemoReport"] | null;
            /**
             * Format: int64
             * @description How much of `total` is done: bytes of the file for imports and models, days for the
             *     sample year.
             */
            done: number;
            /** @description Id. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["JobKind"];
            model?: components["schemas"]["InstalledModel"] | null;
            /** @description Name of the file or the model. */
            name?: string | null;
            /** @description What is being done, for example `reading records`. */
            phase: string;
            problem?: components["schemas"]["Problem"] | null;
            /**
             * Format: int64
             * @description Records read, for imports.
             */
            records: number;
            report?: components["schemas"]["ImportReport"] | null;
            /**
             * Format: double
             * @description Estimated seconds to go, once there is an estimate.
             */
            seconds_left?: number | null;
            /** @description Where it stands. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int64
             * @description How much there is to do; 0 until known.
             */
            total: number;
        };
        /**
         * @description What a piece of work is.
         * @enum {string}
         */
        JobKind: "import" | "demo" | "model";
        /**
         * @description Where a piece of work stands.
         * @enum {string}
         */
        JobState: "running" | "done" | "cancelled" | "failed";
        /**
         * @description A joint or part of the spine that an exercise loads.
         * @enum {string}
         */
        Joint: "neck" | "shoulder" | "elbow" | "wrist" | "upper_back" | "lower_back" | "hip" | "knee" | "ankle";
        /** @description What an entry is about. */
        JournalBody: (components["schemas"]["Meal"] & {
            /** @enum {string} */
            kind: "meal";
        }) | (components["schemas"]["Pain"] & {
            /** @enum {string} */
            kind: "pain";
        }) | (components["schemas"]["Symptom"] & {
            /** @enum {string} */
            kind: "symptom";
        }) | (components["schemas"]["Mood"] & {
            /** @enum {string} */
            kind: "mood";
        }) | (components["schemas"]["Habit"] & {
            /** @enum {string} */
            kind: "habit";
        }) | (components["schemas"]["Screening"] & {
            /** @enum {string} */
            kind: "screening";
        }) | (components["schemas"]["Clearance"] & {
            /** @enum {string} */
            kind: "clearance";
        });
        /** @description One entry of the journal. */
        JournalEntry: components["schemas"]["JournalBody"] & {
            /**
             * Format: int64
             * @description When it happened, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Stable id. */
            id: string;
            /**
             * Format: int32
             * @description Minutes east of UTC at the place.
             */
            offset_min: number;
        };
        /** @description A kept server. */
        KeptServer: {
            /** @description Its name. */
            name: string;
            /** @description Tools that are approved. */
            tools: number;
        };
        /**
         * @description Training experience.
         * @enum {string}
         */
        Level: "beginner" | "intermediate" | "advanced";
        /** @description Terms under which a model may be used. */
        Licence: {
            /** @description SPDX identifier, or the name where it has none. */
            name: string;
            /** @description Conditions beyond naming the makers: read the text before use. */
            restricted: boolean;
            /** @description Where the text is. */
            url: string;
        };
        /** @description Something that follows from it, for the person and the log. */
        LiveEvent: {
            /** @enum {string} */
            event: "began";
            /**
             * Format: double
             * @description Maximum heart rate that is used, in bpm.
             */
            maximum_bpm: number;
            /** @description Where it comes from. */
            maximum_source: components["schemas"]["MaximumSource"];
            scale?: components["schemas"]["ZoneScale"] | null;
            /**
             * Format: double
             * @description Heart rate above which the session stops, in bpm.
             */
            stop_above_bpm: number;
            /** @description Why there are no zones, and what would mend it. */
            text?: string | null;
        } | {
            /** @enum {string} */
            event: "zone";
            /**
             * Format: double
             * @description Heart rate in bpm.
             */
            heart_rate_bpm: number;
            /** @description The scale that it is measured on. */
            scale: components["schemas"]["ZoneScale"];
            /**
             * Format: int64
             * @description Time of the sample.
             */
            t_ms: number;
            /** @description The zone in words, with its scale and the talk test. */
            text: string;
            /** @description The zone. */
            zone: components["schemas"]["LiveZone"];
        } | {
            /** @enum {string} */
            event: "cue";
            /**
             * Format: int64
             * @description Time of the sample or tick.
             */
            t_ms: number;
            /** @description The words. */
            text: string;
        } | {
            /** @description What to do now; with a red flag, the emergency advice. */
            cool_down_text: string;
            /** @enum {string} */
            event: "stop";
            /** @description The entry for the audit log. */
            intervention: components["schemas"]["Intervention"];
            /** @description Why, in plain words. */
            reason: string;
            /** @description HR-STOP, or RED-FLAG for words. */
            rule: components["schemas"]["Rule"];
            /**
             * Format: int64
             * @description Time of the sample or tick that stopped it; `None` when words did.
             */
            t_ms?: number | null;
        } | {
            /** @enum {string} */
            event: "may_resume";
            /**
             * Format: double
             * @description The heart rate that has fallen low enough; `None` when it has not been seen for long, and effort is asked for.
             */
            heart_rate_bpm?: number | null;
            /**
             * Format: int64
             * @description Time of the sample or tick.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            event: "resumed";
            /**
             * Format: int64
             * @description Time of the confirmation.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            event: "not_resumed";
            /**
             * Format: int64
             * @description Time of the confirmation.
             */
            t_ms: number;
            /** @description The words. */
            text: string;
            /** @description Why. */
            why: components["schemas"]["NotResumed"];
        } | {
            /** @enum {string} */
            event: "pain";
            /** @description The exercise stops (PAIN-3). */
            exercise_stopped: boolean;
            /** @description What was told, with the question to ask. */
            report: components["schemas"]["PainReport"];
        } | {
            /** @enum {string} */
            event: "gap";
            /**
             * Format: int64
             * @description Time without a valid heart rate, in milliseconds.
             */
            silent_ms: number;
            /**
             * Format: int64
             * @description Time of the sample or tick.
             */
            t_ms: number;
            /** @description The words. */
            text: string;
            /** @description The last readings lay above the stop. */
            was_above: boolean;
        } | {
            /** @enum {string} */
            event: "seen_again";
            /**
             * Format: int64
             * @description Time without a valid heart rate, in milliseconds.
             */
            silent_ms: number;
            /**
             * Format: int64
             * @description Time of the sample.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            event: "artefact";
            /** @description Why. */
            kind: components["schemas"]["ArtefactKind"];
            /**
             * Format: int64
             * @description Time of the sample.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            event: "missing";
            /** @description What is wrong with it. */
            kind: components["schemas"]["MissingKind"];
            /**
             * Format: int64
             * @description Time as the sample has it.
             */
            t_ms: number;
        } | {
            /**
             * Format: int64
             * @description Change in milliseconds.
             */
            by_ms: number;
            /** @enum {string} */
            event: "clock_changed";
            /**
             * Format: int64
             * @description Time of the sample.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            event: "finished";
            /** @description What it came to. */
            summary: components["schemas"]["LiveSummary"];
            /**
             * Format: int64
             * @description Time on the device's clock.
             */
            t_ms: number;
        };
        /** @description Something that happened during a session. */
        LiveInput: {
            /**
             * Format: double
             * @description Heart rate in bpm; `None` when the sensor had none.
             */
            heart_rate_bpm?: number | null;
            /** @enum {string} */
            input: "sample";
            /**
             * Format: int64
             * @description Time of the sample on the sensor's clock, in milliseconds.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            input: "said";
            /** @description The words. */
            text: string;
        } | {
            /** @enum {string} */
            input: "tick";
            /**
             * Format: int64
             * @description Time on the device's clock, in milliseconds.
             */
            t_ms: number;
        } | {
            /**
             * Format: int32
             * @description How hard it feels right now, 0 to 10; needed when the heart rate is not seen.
             */
            effort?: number | null;
            /** @enum {string} */
            input: "confirm";
            /**
             * Format: int64
             * @description Time on the device's clock, in milliseconds.
             */
            t_ms: number;
        } | {
            /** @enum {string} */
            input: "finish";
            /**
             * Format: int64
             * @description Time on the device's clock, in milliseconds.
             */
            t_ms: number;
        };
        /** @description What a session came to. Marked and missing samples count in none of its figures. */
        LiveSummary: {
            /**
             * Format: int64
             * @description Marked samples.
             */
            artefacts: number;
            /**
             * Format: int64
             * @description Time of the last sample on the sensor's clock, in milliseconds.
             */
            end_ms?: number | null;
            /**
             * Format: double
             * @description Seconds in them.
             */
            gap_seconds: number;
            /**
             * Format: int64
             * @description Times of at least 10 s without a valid heart rate.
             */
            gaps: number;
            /** @description Interventions, in order. */
            interventions: components["schemas"]["Intervention"][];
            /**
             * Format: double
             * @description Highest valid sample in bpm; `None` without any.
             */
            max_bpm?: number | null;
            /**
             * Format: double
             * @description Mean of the valid samples in bpm; `None` without any.
             */
            mean_bpm?: number | null;
            /**
             * Format: int64
             * @description Samples without a usable value or time.
             */
            missing: number;
            /**
             * Format: int64
             * @description Valid samples.
             */
            samples: number;
            scale?: components["schemas"]["ZoneScale"] | null;
            /**
             * Format: int64
             * @description Time of the first sample on the sensor's clock, in milliseconds.
             */
            start_ms?: number | null;
            /** @description Time in each zone, from the lowest; empty when effort was steered without heart rate. */
            zones: components["schemas"]["ZoneTime"][];
        };
        /**
         * @description Intensity of a heart rate, on one scale.
         * @enum {string}
         */
        LiveZone: "rest" | "light" | "moderate" | "vigorous" | "near_max";
        /** @description One model: of the catalogue, on this device, or both. */
        LocalModel: {
            catalogue?: components["schemas"]["CatalogueEntry"] | null;
            /** @description Whether it fits into the memory of this device. */
            fits: components["schemas"]["Fits"];
            installed?: components["schemas"]["InstalledModel"] | null;
            /** @description Its file is on this device. */
            is_installed: boolean;
            /**
             * Format: int64
             * @description Memory in bytes that it takes with a context of 4,096 tokens, where it is known.
             */
            memory_bytes?: number | null;
            /** @description Name to call it by. */
            name: string;
            /**
             * Format: int64
             * @description Length of its file in bytes, where it is known.
             */
            size_bytes?: number | null;
        };
        /** @description One entry of the event log, as a person may see it. */
        LogEntryInfo: {
            /** @description Who caused it. */
            actor: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Hash of the entry in hexadecimal. */
            hash: string;
            /** @description Kinds of the operations in it, for example `profile.set`. */
            kinds: string[];
            /**
             * Format: int64
             * @description Position in this device's log, from 1.
             */
            sequence: number;
        };
        /** @description What was written. */
        LoggedEntry: {
            /** @description The entry with its figures. */
            entry: unknown;
            /** @description What it is, for example `body_mass` or `workout`. */
            kind: string;
            /** @description One line for the person. */
            text: string;
        };
        /**
         * @description Where a maximum heart rate comes from, the surest first.
         * @enum {string}
         */
        MaximumSource: "given" | "observed" | "age" | "age_on_beta_blocker" | "lowest";
        /** @description One tool as a face lists it. */
        McpTool: {
            /** @description What it does. */
            description: string;
            /** @description JSON Schema of the arguments. */
            input_schema: unknown;
            /** @description Name. */
            name: string;
            /** @description JSON Schema of the structured result. */
            output_schema: unknown;
            /** @description Changes nothing. */
            read_only: boolean;
            /** @description Scope that a caller needs. */
            scope: string;
            /** @description Server. */
            server: string;
            /** @description Title for people. */
            title: string;
        };
        /** @description A meal as it is stored. */
        Meal: {
            /** @description What was eaten. */
            items: components["schemas"]["MealItem"][];
            slot?: components["schemas"]["MealSlot"] | null;
            /** @description The person's own words. */
            text: string;
        };
        /** @description A meal in the person's words. */
        MealEntry: {
            /** @description When, as a local date and time or with an offset; now when missing. */
            at?: string | null;
            /** @description Id of a logged meal that this one replaces or corrects. */
            replaces?: string | null;
            /** @description What was eaten and drunk. */
            text: string;
        };
        /** @description One food of a meal, with the figures that were used for it. */
        MealItem: {
            /** @description How the grams came about, for example `2 × 1 large (50 g)`. */
            amount: string;
            /** @description What was taken for granted because the words did not say it, in words. */
            assumed?: string[];
            /** @description Id of the food. */
            food: string;
            /**
             * Format: double
             * @description Grams.
             */
            grams: number;
            /** @description Name of the food for people. */
            name: string;
            /**
             * @description Amounts in this item by metric id (`energy_in` in kcal, `protein`, `carbs`, `fat`, `fibre`, `sugar` in g,
             *     `sodium` in mg and so on). What is not known is not in it.
             */
            nutrients: {
                [key: string]: number;
            };
            /** @description Where the figures come from, for example `USDA SR Legacy 01123`. */
            source: string;
            /** @description The words that named it. */
            words: string;
        };
        /**
         * @description When in the day a meal was eaten.
         * @enum {string}
         */
        MealSlot: "breakfast" | "lunch" | "dinner" | "snack";
        /** @description A measurement that the person took now. */
        Measurement: {
            /** @description Metric, for example `body_mass`. */
            metric: string;
            /**
             * Format: double
             * @description Value in the metric's canonical unit.
             */
            value: number;
        };
        /** @description One message of a conversation. */
        Message: {
            /** @enum {string} */
            role: "system";
            /** @description Text. */
            text: string;
        } | {
            /** @enum {string} */
            role: "user";
            /** @description Text. */
            text: string;
        } | {
            /** @description Agent that spoke, for example `Max Power`. */
            agent: string;
            /** @enum {string} */
            role: "assistant";
            /** @description Text, empty when only tools were called. */
            text: string;
            /** @description Calls in order. */
            tool_calls?: components["schemas"]["ToolCall"][];
        } | {
            /** @description Id of the call that is answered. */
            call_id: string;
            /** @description The answer, or an object with `error` when it failed. */
            content: unknown;
            /** @description The tool failed. */
            is_error?: boolean;
            /** @description Tool name. */
            name: string;
            /** @enum {string} */
            role: "tool";
        };
        /** @description One metric of the canonical table. */
        MetricInfo: {
            /** @description How its samples combine. */
            aggregation: components["schemas"]["Aggregation"];
            /** @description Name in the contract, for example `resting_hr`. */
            id: string;
            /** @description Name for people, in lower case. */
            title: string;
            /** @description UCUM symbol of its values. */
            unit: string;
            /** @description Word that is shown behind a value, for example `bpm`. */
            unit_label: string;
        };
        /**
         * @description What is wrong with a sample that counts as missing.
         * @enum {string}
         */
        MissingKind: "no_value" | "duplicate" | "out_of_order";
        /**
         * @description How a service is spoken to.
         * @enum {string}
         */
        ModelApi: "chat" | "responses" | "messages";
        /** @description An order of models. */
        ModelOrder: {
            /** @description `builtin`, `llama:NAME`, `openai:NAME`, `anthropic:NAME` or `server:NAME/MODEL`, first choice first. */
            order: string[];
        };
        /** @description A server of the person's that speaks as OpenAI or Anthropic do. */
        ModelServer: {
            /** @description How it is spoken to. */
            api: components["schemas"]["ModelApi"];
            /**
             * @description It runs on this machine and sends nothing on, so that asking it is not leaving. Only for addresses of this
             *     machine.
             */
            on_this_machine?: boolean;
            /** @description Base address. */
            url: string;
        };
        /** @description What a model did on this device. */
        ModelSpeed: {
            /**
             * Format: double
             * @description Seconds until it was loaded.
             */
            load_s: number;
            /** @description Name of the model. */
            name: string;
            /**
             * Format: int64
             * @description Tokens that were read.
             */
            prompt_tokens: number;
            /**
             * Format: double
             * @description Tokens read in a second.
             */
            prompt_tokens_per_s: number;
            /**
             * Format: int64
             * @description Tokens that were written.
             */
            written_tokens: number;
            /**
             * Format: double
             * @description Tokens written in a second, after the first.
             */
            written_tokens_per_s: number;
        };
        /** @description The models that answer. */
        Models: {
            /** @description Name of the model that is asked first. */
            active: string;
            /** @description The order that the person set; the built-in coach stands behind the last of them. */
            order: string[];
        };
        /** @description How the person felt. */
        Mood: {
            /** @description The person's own words. */
            note?: string | null;
            /**
             * Format: int32
             * @description From 1 (very low) to 5 (very good).
             */
            score: number;
        };
        /** @description How the person feels. */
        MoodEntry: {
            /** @description The person's own words. */
            note?: string | null;
            /**
             * Format: int32
             * @description From 1 (very low) to 5 (very good).
             */
            score: number;
        };
        /** @description A new account. */
        NewAccount: {
            /** @description What this device is called in the account. */
            device: string;
            /** @description Address of the server. */
            server: string;
        };
        /** @description The code of a device that wants in. */
        NewDevice: {
            /** @description The code that it shows. */
            code: string;
        };
        /** @description A key for a service. It goes in and never comes out. */
        NewKey: {
            /**
             * Format: password
             * @description The key.
             */
            key: string;
        };
        /** @description A further server with the tools that the person approves. */
        NewServer: {
            /** @description Name to call it by. */
            name: string;
            /** @description The hash of each tool as it was shown; a tool that is not in here, or was changed since, is not approved. */
            pins: {
                [key: string]: string;
            };
            /** @description Its address. */
            url: string;
        };
        /** @description A conversation that has begun. */
        NewSession: {
            /** @description Its id. */
            id: string;
        };
        /**
         * @description Why a stopped session does not go on.
         * @enum {string}
         */
        NotResumed: "red_flag" | "still_high" | "unseen" | "effort_needed";
        /** @description One request that left. */
        OutboundEntry: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /**
             * Format: int64
             * @description Bytes of its body.
             */
            bytes: number;
            /** @description Ids of the categories that it may hold. */
            categories: string[];
            /**
             * Format: int64
             * @description Number, for its body.
             */
            id: number;
            /**
             * Format: int64
             * @description Tokens read, estimated where the service does not tell.
             */
            input_tokens: number;
            /** @description Name of the model. */
            model: string;
            /** @description `answered`, the kind of failure, or `under way`. */
            outcome: string;
            /**
             * Format: int64
             * @description Tokens written.
             */
            output_tokens: number;
            /** @description SHA-256 of its body in hexadecimal digits. */
            sha256: string;
            /** @description Address that it went to. */
            url: string;
        };
        /**
         * @description What the screening comes to.
         * @enum {string}
         */
        Outcome: "ready" | "capped" | "clinician_first";
        /** @description Pain that the person told of. Soreness of muscles is not pain. */
        Pain: {
            /** @description The exercise at which it hurt, as the person wrote it. */
            exercise?: string | null;
            joint?: components["schemas"]["Joint"] | null;
            /** @description The person's own words. */
            note?: string | null;
            /** @description Where, in the person's words. */
            place: string;
            /**
             * Format: int32
             * @description How strong, 0 to 10; missing until the person has given a number, and then taken for 3 or more.
             */
            score?: number | null;
        };
        /** @description Something that hurts. */
        PainEntry: {
            /** @description Exercise at which it hurts. */
            exercise?: string | null;
            /** @description The person's own words. */
            note?: string | null;
            /** @description Where, for example `left knee`. */
            place: string;
            /**
             * Format: int32
             * @description How strong, 0 to 10.
             */
            score?: number | null;
        };
        /**
         * @description What hurts by the person's words.
         * @enum {string}
         */
        PainKind: "pain" | "soreness" | "unclear";
        /** @description Pain or soreness that a person told of. */
        PainReport: {
            /** @description The exercise at which it hurts, in the person's words. */
            exercise_words?: string | null;
            joint?: components["schemas"]["Joint"] | null;
            /** @description Pain, soreness, or not clear. */
            kind: components["schemas"]["PainKind"];
            /** @description Where, in the person's words; empty when they did not say. */
            place: string;
            /** @description The one question to ask next, if something is missing. */
            question?: string | null;
            /**
             * Format: int32
             * @description How strong, 0 to 10, if told.
             */
            score?: number | null;
            side?: components["schemas"]["Side"] | null;
        };
        /**
         * @description Which part of a session a block is.
         * @enum {string}
         */
        Part: "warm_up" | "main" | "cool_down";
        /** @description A coach that the person may choose. */
        Personality: {
            /** @description Short name, for example `progress`. */
            flag: string;
            /** @description Fixed name, for example `Dr. Progress`. */
            name: string;
            /** @description Style in one word. */
            style: string;
        };
        /** @description A training plan over weeks. */
        Plan: {
            event?: components["schemas"]["Event"] | null;
            /**
             * Format: int32
             * @description Number of the first deload week, from 1 to 4; every fourth one after it is a deload too.
             */
            first_deload: number;
            /** @description What it has to fit into, for later changes. */
            frame: components["schemas"]["Frame"];
            /** @description What it is for. */
            goal: components["schemas"]["Goal"];
            /** @description Stable id. */
            id: string;
            /** @description Why this version was made, for people. */
            reason: string;
            /** @description Sessions in order of date and time. */
            sessions: components["schemas"]["PlannedSession"][];
            /**
             * Format: date
             * @description First day of the first week; weeks are counted from here, seven days each.
             */
            start: string;
            /** @description Title for the person. */
            title: string;
            /**
             * Format: int32
             * @description Number of weeks.
             */
            weeks: number;
        };
        /** @description One difference between two versions of a plan. */
        PlanChange: {
            /**
             * Format: date
             * @description Its local day, the new one if it moved.
             */
            date?: string | null;
            /** @description How it was, in words; `None` for what is new. */
            from?: string | null;
            /** @description Id of the session; `None` for what is of the plan as a whole. */
            session?: string | null;
            /** @description How it is, in words; `None` for what is gone. */
            to?: string | null;
            /** @description What differs, for example `session`, `start`, `Back squat` or `Back squat, set 2`. */
            what: string;
        };
        /**
         * @description A change of the plan: the arguments of the tool `modifyWorkout`.
         * @example {
         *       "change": "less_time",
         *       "minutes": 25
         *     }
         */
        PlanEdit: {
            /**
             * @description `too_hard`, `too_easy`, `no_equipment`, `pain`, `less_time`, `swap`, `move`, `skip`, `missed`, `illness`,
             *     `travel`, `goal`, `days` or `deload`.
             */
            change: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What a plan is asked to be; everything that is missing gets a default. */
        PlanRequest: {
            /**
             * Format: int32
             * @description Training days a week, 1 to 7.
             */
            days?: number | null;
            /** @description What there is to train with: ids, `gym`, `home`, `hotel` or `none`. */
            equipment?: string[] | null;
            /** @description `strength`, `muscle`, `running`, `cycling`, `weight_loss`, `health` or `mixed`; default by the profile's goal. */
            goal?: string | null;
            /**
             * Format: int32
             * @description Most minutes of a session, 15 to 120.
             */
            minutes?: number | null;
            /**
             * Format: date
             * @description First day.
             */
            start?: string | null;
            /** @description Local time at which sessions begin, `HH:MM`. */
            start_time?: string | null;
            /** @description Training days by name instead, for example `mon`. */
            weekdays?: string[] | null;
            /**
             * Format: int32
             * @description Number of weeks, 1 to 26.
             */
            weeks?: number | null;
        };
        /** @description One version of the plan, without its sessions. */
        PlanVersionInfo: {
            /** @description Who made it. */
            actor: string;
            /**
             * Format: int64
             * @description When it was made, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /**
             * Format: int32
             * @description Number, from 1 for the oldest.
             */
            number: number;
            /** @description Why it was made. */
            reason: string;
            /** @description Number of sessions. */
            sessions: number;
            /** @description Title. */
            title: string;
            /**
             * Format: int32
             * @description Number of weeks.
             */
            weeks: number;
        };
        /** @description A plan as a face shows it. */
        PlanView: {
            /** @description What the safety envelope changed by today's facts. */
            interventions: components["schemas"]["Intervention"][];
            plan?: components["schemas"]["Plan"] | null;
            suspended?: components["schemas"]["Intervention"] | null;
            /** @description The plan in words. */
            text: string;
            /**
             * Format: int32
             * @description Number of its version, from 1.
             */
            version?: number | null;
        };
        /** @description One planned training session. */
        PlannedSession: {
            /** @description Parts in order, warm-up and cool-down included. */
            blocks: components["schemas"]["Block"][];
            /**
             * Format: date
             * @description Local day.
             */
            date: string;
            /** @description A session of a deload week. */
            deload?: boolean;
            /** @description The exercise for which a look at the form is asked, by name. */
            form_check?: string | null;
            /** @description Stable id within the plan. */
            id: string;
            /**
             * @description Local time of its start; without one it may lie anywhere in its day.
             * @example 18:00:00
             */
            start?: string | null;
            /** @description Title for the person. */
            title: string;
        };
        /** @description One set as it is planned. */
        PlannedSet: {
            /**
             * Format: int32
             * @description Repetitions, for each side of one-sided exercises.
             */
            reps?: number | null;
            /**
             * Format: double
             * @description Seconds of rest after it.
             */
            rest_s?: number;
            /**
             * Format: double
             * @description Effort on the CR10 scale at which it ends.
             */
            rpe?: number | null;
            /**
             * Format: double
             * @description Seconds, for holds and intervals.
             */
            seconds?: number | null;
            /** @description A warm-up set, left out of volume. */
            warmup?: boolean;
            /**
             * Format: double
             * @description External load in kilograms, as the exercise counts it (in all, in each hand, or added), if one is prescribed.
             */
            weight_kg?: number | null;
        };
        /** @description How the person wants to be shown things. What is missing stays as it is. */
        Preferences: {
            /** @description ISO 3166 country code, for the emergency number. */
            country?: string | null;
            /** @description IANA time zone, for example `Europe/Berlin`. */
            time_zone?: string | null;
            units?: components["schemas"]["UnitSystem"] | null;
        };
        /** @description What would leave for a question, to the byte. */
        Preview: {
            /** @description The body; it is JSON in UTF-8. */
            body: string;
            /** @description Bytes of the body. */
            bytes: number;
            /** @description Ids of the categories that it may hold. */
            categories: string[];
            /** @description Model that would be asked. */
            model: string;
            /** @description SHA-256 of the body in hexadecimal digits. */
            sha256: string;
            /** @description Address that it would go to. */
            url: string;
        };
        /** @description A problem document (RFC 9457), served as `application/problem+json`. */
        Problem: {
            /**
             * @description The last part of the type: `set_up`, `locked`, `busy`, `storage`, `invalid_input`, `not_found`, `refused`,
             *     `unavailable`, `cancelled` and `closed` are the coach's own; `unauthorized`, `foreign_host`, `foreign_origin`,
             *     `malformed`, `method_not_allowed`, `media_type`, `too_large` and `too_slow` are those of HTTP; `internal` is a
             *     breakdown, told by the desktop app alone.
             */
            code: string;
            /** @description One sentence for the person: what failed and what to do. */
            detail: string;
            /** @description Trying the same again later can succeed. */
            retryable: boolean;
            /** @description Safety rule that refused, for example `SCREEN`. */
            rule?: string | null;
            /**
             * Format: int32
             * @description Status of the answer.
             */
            status: number;
            /** @description The kind of problem in a few words. */
            title: string;
            /** @description `urn:pocketcoach:problem:` and the code: programs react to this. */
            type: string;
        };
        /** @description Whether products may be looked up by their barcode, and where. */
        ProductLookups: {
            /** @description The person allowed it: each look-up tells the service which product it is about, and nothing else. */
            allowed?: boolean;
            /** @description Address of a mirror of Open Food Facts; the association's own server when missing. */
            server?: string | null;
        };
        /** @description What the person said about themselves. Every field may be missing, and a formula says when it lacks one. */
        Profile: {
            /**
             * Format: date
             * @description Date of birth.
             */
            birth_date?: string | null;
            /** @description Conditions such as `pregnancy`, `beta_blocker`, `diabetes`. */
            conditions?: string[];
            /** @description ISO 3166 country code, for the emergency number; told from the time zone when missing. */
            country?: string | null;
            /**
             * Format: double
             * @description Functional threshold power on the bicycle in watts (50 to 600): what can be held for about an hour.
             */
            ftp_w?: number | null;
            /** @description Goal in the person's words. */
            goal?: string | null;
            /**
             * Format: double
             * @description Height in centimetres.
             */
            height_cm?: number | null;
            level?: components["schemas"]["Level"] | null;
            /**
             * Format: double
             * @description Measured or given maximum heart rate in bpm (120 to 230).
             */
            max_hr_bpm?: number | null;
            /** @description Name to be called by. */
            name?: string | null;
            /**
             * Format: double
             * @description Measured or given resting heart rate in bpm (20 to 150).
             */
            resting_hr_bpm?: number | null;
            sex?: components["schemas"]["Sex"] | null;
            /** @description IANA time zone, for "today"; the system's when missing. */
            time_zone?: string | null;
            /** @description Units of replies. */
            units?: components["schemas"]["UnitSystem"];
            /**
             * Format: double
             * @description Weight in kilograms, as said at set-up; measured weights are samples.
             */
            weight_kg?: number | null;
        };
        /** @description A write that waits for the person. */
        ProposalRow: {
            /** @description Who proposes. */
            actor: string;
            /** @description Arguments that will be used when it is approved. */
            arguments: unknown;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Id. */
            id: string;
            /** @description State. */
            state: components["schemas"]["ProposalState"];
            /** @description What will be written, in plain words. */
            summary: string;
            /** @description Server and tool, for example `progress-tracking/logWorkout`. */
            tool: string;
        };
        /**
         * @description State of a proposal.
         * @enum {string}
         */
        ProposalState: "open" | "approved" | "rejected";
        /** @description What to fetch. */
        Pull: {
            /** @description Name to install it under; the catalogue's, or that of the file, when missing. */
            name?: string | null;
            /** @description SHA-256 that the file must have, as 64 hexadecimal digits. */
            sha256?: string | null;
            /** @description Take what comes where no hash is known, and hold on to its hash from then on. */
            trust_first_download?: boolean;
            /** @description Name in the catalogue, or an address. */
            what: string;
        };
        /** @description A question of the screening, in our own words. */
        Question: {
            /** @description Name in data. */
            id: string;
            /** @description How it is answered. */
            kind: components["schemas"]["QuestionKind"];
            /** @description The question. */
            text: string;
            /** @description Why it is asked. */
            why: string;
        };
        /**
         * @description How a question is answered.
         * @enum {string}
         */
        QuestionKind: "yes_no" | "disease" | "sign" | "intensity";
        /** @description Whether the coach can be used. */
        Ready: {
            /** @description Model that answers. */
            model: string;
            /** @description The database answers. */
            ready: boolean;
        };
        /** @description An account that is back. */
        RecoveredAccount: {
            /** @description The first sync. */
            report: components["schemas"]["SyncReport"];
            /**
             * Format: int64
             * @description When the account was last changed, in milliseconds since 1970 UTC, by the clock of who changed it. A person who
             *     knows of a later change knows that the server keeps it back.
             */
            state_of_ms: number;
        };
        /** @description What brings an account back. */
        Recovery: {
            /** @description The account's code, which helps to find a wrong word. */
            account?: string | null;
            /** @description What this device is called in the account. */
            device: string;
            /** @description Address of the server. */
            server: string;
            /**
             * Format: password
             * @description The 24 words.
             */
            words: string;
        };
        /** @description What went with a source. */
        Removed: {
            /**
             * Format: int64
             * @description Records.
             */
            records: number;
        };
        /** @description An earlier version to take back. */
        Restore: {
            /**
             * Format: int32
             * @description Its number.
             */
            version: number;
        };
        /** @description Other arguments for a proposal. */
        Revision: {
            /** @description All arguments of the tool, as an object. */
            arguments: Record<string, never>;
        };
        /** @description One point of a track. */
        RoutePoint: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /**
             * Format: double
             * @description Metres above sea level, NaN when not given.
             */
            elevation_m?: number | null;
            /**
             * Format: double
             * @description Degrees north, -90 to 90.
             */
            latitude: number;
            /**
             * Format: double
             * @description Degrees east, -180 to 180.
             */
            longitude: number;
        };
        /**
         * @description The rules of the envelope, by the ids that verdicts, audit entries and replies name.
         * @enum {string}
         */
        Rule: "HR-CAP" | "HR-STOP" | "LOAD-STEP" | "REST-24" | "VOLUME-20" | "DELOAD-4" | "SPIKE-RUN" | "BEGINNER" | "PAIN-3" | "RED-FLAG" | "SCREEN" | "ENERGY" | "SCOPE" | "GROUNDED" | "INJECT";
        /** @description Answers with what they come to. */
        Screening: {
            /** @description The answers. */
            answers: components["schemas"]["ScreeningAnswers"];
            cap?: components["schemas"]["Intensity"] | null;
            /** @description What they come to. */
            outcome: components["schemas"]["Outcome"];
            /** @description Why, one sentence each. */
            reasons: string[];
        };
        /** @description Answers to the screening. */
        ScreeningAnswers: {
            /** @description At least 30 minutes of moderate activity on at least 3 days a week for the last 3 months. */
            active: boolean;
            /** @description A clinician cleared the person for such training within the last 12 months. */
            cleared?: boolean;
            /** @description Known diseases. */
            diseases?: components["schemas"]["Disease"][];
            /** @description How hard the person wants to train. */
            intensity: components["schemas"]["Intensity"];
            /** @description Signs or symptoms that suggest such a disease, in the words of the questionnaire, for example `chest_pain`. */
            signs?: string[];
        };
        /** @description Something that was said or written down. */
        SearchHit: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Id of the conversation, the entry or the workout. */
            id: string;
            /** @description `message`, `workout`, or the kind of a journal entry such as `meal` or `pain`. */
            kind: string;
            /** @description `person`, or the coach who said it. */
            said_by: string;
            /** @description The words around what was found, with `…` where text was left out. */
            snippet: string;
            /** @description The whole text. */
            text: string;
        };
        /**
         * @description A further server that speaks streamable HTTP. Programs are added on the command line alone: what a page sends must
         *     not start one.
         */
        ServerAddress: {
            /** @description Name to call it by. */
            name: string;
            /** @description `https://…`, or `http://…` on this device. */
            url: string;
        };
        /** @description A service for which there is a key. The key itself is never shown. */
        ServiceKey: {
            /** @description It is in the platform's keyring, rather than in the encrypted database. */
            in_keyring: boolean;
            /** @description Name of the service. */
            service: string;
        };
        /** @description What a conversation is to be called. */
        SessionName: {
            /** @description At most 100 letters; none takes the name away. */
            name: string;
        };
        /** @description One set of a strength exercise. */
        SetEntry: {
            /** @description Exercise in the person's words. */
            exercise: string;
            /**
             * Format: int32
             * @description Repetitions.
             */
            reps: number;
            /**
             * Format: double
             * @description Effort on the CR10 scale, if given.
             */
            rpe?: number | null;
            /** @description A warm-up set. */
            warmup: boolean;
            /**
             * Format: double
             * @description Load in kilograms; 0 for body weight alone.
             */
            weight_kg: number;
        };
        /** @description A setting of the interface. */
        Setting: {
            /** @description Any JSON value of at most 16 kB; `null` when it was not set. */
            value: unknown;
        };
        /**
         * @description Sex as it matters to formulas.
         * @enum {string}
         */
        Sex: "female" | "male" | "other";
        /** @description A category with what the person decided about it. */
        Share: {
            /** @description Id of the category. */
            category: string;
            /** @description What it covers. */
            covers: string;
            /** @description Whether it is shared. */
            shared: boolean;
        };
        /** @description A decision about what is shared. */
        Sharing: {
            /** @description Ids of categories, or `all`. */
            categories: string[];
            /** @description Share them, or no longer. */
            shared: boolean;
        };
        /** @description A figure as a tool shows it: a citation with a name for programs and a label for people. */
        ShownFigure: components["schemas"]["Citation"] & {
            confidence?: components["schemas"]["Confidence"] | null;
            /** @description Words for people, for example `average time asleep`. */
            label: string;
            /** @description Name in snake case, unique within one answer, for example `asleep_mean`. */
            name: string;
        };
        /**
         * @description Side of the body.
         * @enum {string}
         */
        Side: "left" | "right" | "both";
        /** @description One reason why records were skipped. */
        SkipCount: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Reason in snake case, for example `unknown_unit`. */
            reason: string;
        };
        /** @description One night or nap, from the samples of one source. */
        SleepSession: {
            /**
             * Format: double
             * @description Seconds asleep: the union of the asleep, light, deep and REM stages.
             */
            asleep_s: number;
            /**
             * Format: double
             * @description Seconds awake between falling asleep and the final waking.
             */
            awake_s: number;
            /**
             * Format: double
             * @description Seconds of deep sleep, if stages are told apart.
             */
            deep_s?: number | null;
            /**
             * Format: int64
             * @description Last moment in bed or asleep, in milliseconds since 1970 UTC.
             */
            end_ms: number;
            /**
             * Format: double
             * @description Seconds in bed, if told.
             */
            in_bed_s?: number | null;
            /**
             * Format: double
             * @description Seconds of light sleep, if stages are told apart.
             */
            light_s?: number | null;
            /** @description A short sleep beside the main one of the day. */
            nap: boolean;
            /**
             * Format: int32
             * @description Minutes east of UTC at waking.
             */
            offset_min: number;
            /**
             * Format: double
             * @description Seconds of REM sleep, if stages are told apart.
             */
            rem_s?: number | null;
            /** @description Name of the source that was used. */
            source: string;
            /**
             * Format: int64
             * @description First moment in bed or asleep, in milliseconds since 1970 UTC.
             */
            start_ms: number;
            /**
             * Format: date
             * @description Local date of the final waking.
             */
            wake_day: string;
        };
        /**
         * @description A stage of sleep. The discriminant is the value of a `sleep_stage` sample.
         * @enum {string}
         */
        SleepStage: "unknown" | "in_bed" | "awake" | "asleep" | "light" | "deep" | "rem" | "out_of_bed";
        /** @description A stretch of one stage of sleep. */
        SleepStretch: {
            /**
             * Format: int64
             * @description End, in milliseconds since 1970 UTC.
             */
            end_ms: number;
            /**
             * Format: int32
             * @description Minutes east of UTC.
             */
            offset_min: number;
            /** @description Stage. */
            stage: components["schemas"]["SleepStage"];
            /**
             * Format: int64
             * @description Start, in milliseconds since 1970 UTC.
             */
            start_ms: number;
        };
        /** @description Who recorded something. */
        Source: {
            /** @description Kind, told from product type, device or name. */
            kind: components["schemas"]["SourceKind"];
            /** @description Name as the source gives it, for example `Ana’s Apple Watch`; Unicode spaces and apostrophes are kept. */
            name: string;
        };
        /** @description One source with its place in the priority order. */
        SourceInfo: {
            /** @description Kind. */
            kind: components["schemas"]["SourceKind"];
            /**
             * Format: date
             * @description Last local day with data.
             */
            last_day?: string | null;
            /** @description Contract names of its metrics. */
            metrics: string[];
            /** @description Name. */
            name: string;
            /**
             * Format: int64
             * @description Samples of it.
             */
            samples: number;
            /**
             * Format: int64
             * @description Workouts of it.
             */
            workouts: number;
        };
        /**
         * @description What kind of thing recorded a sample; the default priority follows this order, manual entries first.
         * @enum {string}
         */
        SourceKind: "manual" | "watch" | "band" | "ring" | "phone" | "scale" | "other" | "unknown";
        /** @description An order of sources. */
        SourceOrder: {
            /** @description Names, best first. */
            sources: string[];
        };
        /** @description A source with the metrics for which the person set an order. */
        SourceView: components["schemas"]["SourceInfo"] & {
            /** @description Its place in the order of each of its metrics, from 1. */
            priority: {
                [key: string]: number;
            };
        };
        /** @description One span of a trace. */
        SpanRow: {
            /** @description Names and counts, never health values or words of the person. */
            attributes: unknown;
            /**
             * Format: int64
             * @description Length in microseconds.
             */
            duration_us: number;
            /**
             * Format: int64
             * @description Id within the trace.
             */
            id: number;
            /** @description Kind and name, for example `execute_tool getSleepData`. */
            name: string;
            /**
             * Format: int64
             * @description Enclosing span.
             */
            parent?: number | null;
            /**
             * Format: int64
             * @description Start, in microseconds since the trace began.
             */
            start_us: number;
            /** @description `ok` or the kind of error. */
            status: string;
        };
        /** @description What the envelope did, as stored. */
        StoredIntervention: components["schemas"]["Intervention"] & {
            /** @description Who proposed what was changed. */
            actor: string;
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
        };
        /** @description A stored workout with its id. */
        StoredWorkout: components["schemas"]["Workout"] & {
            /** @description Ids of the same workout from other sources (same kind, start within 2 minutes, duration within 10 %). */
            also: string[];
            /** @description Stable id, made from the workout's identity. */
            id: string;
        };
        /** @description One set of a strength exercise. */
        StrengthSet: {
            /** @description Exercise as the person or app wrote it, for example `back squat`. */
            exercise: string;
            /** @description The set was attempted and not completed. */
            missed?: boolean;
            /**
             * Format: int32
             * @description Repetitions.
             */
            reps: number;
            /**
             * Format: double
             * @description Rating of perceived exertion (CR10), if given.
             */
            rpe?: number | null;
            /** @description A warm-up set, left out of strength figures. */
            warmup?: boolean;
            /**
             * Format: double
             * @description External load in kilograms; 0 for body weight alone.
             */
            weight_kg: number;
        };
        /** @description A period at a glance. */
        Summary: {
            /** @description Activity. */
            activity: components["schemas"]["ToolAnswer"];
            /** @description How fresh each metric is. */
            freshness: components["schemas"]["Freshness"][];
            /**
             * Format: date
             * @description First local day.
             */
            from: string;
            /** @description Heart rate. */
            heart_rate: components["schemas"]["ToolAnswer"];
            /** @description Training load. */
            load: components["schemas"]["ToolAnswer"];
            /** @description Sleep. */
            sleep: components["schemas"]["ToolAnswer"];
            /**
             * Format: date
             * @description Last local day, included.
             */
            to: string;
            /** @description Workouts. */
            workouts: components["schemas"]["ToolAnswer"];
        };
        /** @description A symptom in the person's words. */
        Symptom: {
            /**
             * Format: int32
             * @description How strong, 0 to 10, if given.
             */
            severity?: number | null;
            /** @description The person's own words. */
            text: string;
        };
        /** @description A symptom. */
        SymptomEntry: {
            /**
             * Format: int32
             * @description How strong, 0 to 10.
             */
            severity?: number | null;
            /** @description The person's own words. */
            text: string;
        };
        /** @description A new account. The words are shown once and kept nowhere. */
        SyncAccount: {
            /** @description The account's code, which helps to find a wrong word. */
            account: string;
            /** @description A page to print or to write down. */
            kit: string;
            /** @description The 24 words that bring everything back. */
            recovery_words: string[];
            /** @description Address of the server. */
            server: string;
        };
        /** @description Something that does not hold, or that is the person's to decide. Devices are named by their id in hexadecimal. */
        SyncAlert: {
            /** @enum {string} */
            alert: "rolled_back";
        } | {
            /** @enum {string} */
            alert: "kept_back";
            /** @description Author of what is kept back. */
            device: string;
        } | {
            /** @enum {string} */
            alert: "account_kept_back";
        } | {
            /** @enum {string} */
            alert: "other_account_log";
        } | {
            /** @enum {string} */
            alert: "forged";
            /** @description Whose name is on it. */
            device: string;
            /**
             * Format: int64
             * @description Sequence number.
             */
            seq: number;
        } | {
            /** @enum {string} */
            alert: "two_histories";
            /** @description The device. */
            device: string;
            /**
             * Format: int64
             * @description Sequence number.
             */
            seq: number;
        } | {
            /** @enum {string} */
            alert: "copied";
            /** @description Its new id. */
            device: string;
        } | {
            /** @enum {string} */
            alert: "damaged_data";
        } | {
            /** @enum {string} */
            alert: "unreadable";
        } | {
            /** @enum {string} */
            alert: "not_kept";
        } | {
            /** @enum {string} */
            alert: "quota";
        } | {
            /** @enum {string} */
            alert: "too_large";
        } | {
            /** @enum {string} */
            alert: "newer";
        } | {
            /** @enum {string} */
            alert: "put_out";
        } | {
            /** @enum {string} */
            alert: "not_let_in";
        } | {
            /** @enum {string} */
            alert: "erased";
        } | {
            /** @enum {string} */
            alert: "dropped_untold";
            /** @description Whose they are. */
            device: string;
        } | {
            /** @enum {string} */
            alert: "snapshot_missing";
        } | {
            /** @enum {string} */
            alert: "snapshot_differs";
            /** @description Who made it. */
            device: string;
        } | {
            /** @enum {string} */
            alert: "endless";
        };
        /** @description What a sync did. */
        SyncCounts: {
            /** @description What the person should know. */
            alerts: components["schemas"]["SyncAlert"][];
            /**
             * Format: int64
             * @description Blobs that other devices offer and the relay does not have yet.
             */
            blobs_missing: number;
            /**
             * Format: int64
             * @description Blobs that were fetched and merged.
             */
            blobs_received: number;
            /**
             * Format: int64
             * @description Blobs of data beside the log that were sent.
             */
            blobs_sent: number;
            /**
             * Format: int64
             * @description Entries of other devices that were taken.
             */
            received: number;
            /**
             * Format: int32
             * @description Questions asked.
             */
            round_trips: number;
            /**
             * Format: int64
             * @description Entries of this and other devices that the relay took.
             */
            sent: number;
        };
        /** @description A device of the account, for people. */
        SyncDevice: {
            /**
             * Format: int64
             * @description When it was let in, in milliseconds since 1970 UTC.
             */
            added_ms: number;
            /**
             * Format: int64
             * @description Its entries that are here.
             */
            entries: number;
            /** @description Id in hexadecimal. */
            id: string;
            /** @description Its name, when the key for it is here. */
            name?: string | null;
            /** @description It was put out. */
            revoked: boolean;
            /** @description It is this one. */
            this: boolean;
        };
        /** @description What a sync did, and what to know about it. */
        SyncReport: components["schemas"]["SyncCounts"] & {
            /** @description What the safety envelope did to the plan and the targets after changes of other devices came in. */
            interventions: string[];
            /** @description The sentences for the person, in the order of the alerts. */
            words: string[];
        };
        /** @description How sync stands. */
        SyncStatus: {
            /** @description The account's code. */
            account: string;
            /** @description What it found, and first whether this device is out of the account. */
            alerts: components["schemas"]["SyncAlert"][];
            /** @description This device's id in hexadecimal. */
            device: string;
            /** @description Devices that are in. */
            devices: number;
            /**
             * Format: int32
             * @description Number of the epoch.
             */
            epoch: number;
            /**
             * Format: int64
             * @description When the last sync was, in milliseconds since 1970 UTC; `None` for never.
             */
            last_sync_ms?: number | null;
            /**
             * Format: int64
             * @description Entries since then, of all devices.
             */
            log_entries: number;
            /**
             * Format: int64
             * @description Entries and operations in quarantine.
             */
            quarantined: number;
            /** @description Address of the server. */
            server: string;
            /**
             * Format: int64
             * @description When the state was summed up that chains begin with, in milliseconds since 1970 UTC by the clock of who did;
             *     `None` for never. The server holds no entry from before.
             */
            trimmed_ms?: number | null;
            /**
             * Format: int64
             * @description Entries that the server has not confirmed.
             */
            unsent: number;
            /**
             * Format: int64
             * @description Data beside the log that the server does not have yet.
             */
            unsent_blobs: number;
            /** @description Ids of devices that have not confirmed the snapshot that is offered, in hexadecimal. */
            waiting_for: string[];
        };
        /**
         * @description How a model lays out a conversation. The engine renders the file's own template; this says what to expect.
         * @enum {string}
         */
        TemplateKind: "chatml" | "llama3" | "gemma" | "gemma4" | "granite";
        /** @description The day at a glance. The tools' own answers, so that every figure comes with its source and gaps. */
        Today: {
            /**
             * Format: date
             * @description Local day.
             */
            date: string;
            /** @description Activity so far. */
            day: components["schemas"]["ToolAnswer"];
            /** @description How fresh each metric is. */
            freshness: components["schemas"]["Freshness"][];
            /** @description What was eaten, against the targets. */
            intake: components["schemas"]["ToolAnswer"];
            /** @description Training load. */
            load: components["schemas"]["ToolAnswer"];
            /** @description Planned sessions. */
            plan: components["schemas"]["PlannedSession"][];
            /** @description Readiness with its drivers. */
            readiness: components["schemas"]["ToolAnswer"];
            /** @description The night that ended on this day. */
            sleep: components["schemas"]["ToolAnswer"];
        };
        /**
         * @description What a tool of the coach answers, as far as all of them agree. Each adds fields of its own, which its output schema
         *     in the list of tools describes; a tool that failed answers with `error` alone.
         */
        ToolAnswer: {
            error?: components["schemas"]["ToolFailure"] | null;
            /** @description Figures, most important first. */
            figures?: components["schemas"]["ShownFigure"][] | null;
            /**
             * Format: date
             * @description First local day that was looked at.
             */
            from?: string | null;
            /** @description Gaps; a tool without any figure has at least one. */
            missing?: components["schemas"]["Gap"][] | null;
            /**
             * Format: date
             * @description Last local day that was looked at, included.
             */
            to?: string | null;
        };
        /** @description One tool call that a model proposes. */
        ToolCall: {
            /** @description Arguments as one JSON object. */
            arguments: unknown;
            /** @description Id within the conversation. */
            id: string;
            /** @description Tool name, for example `getSleepData` or `transfer_to_max_power`. */
            name: string;
        };
        /** @description What a tool call came to. */
        ToolCallReport: {
            /**
             * Format: double
             * @description Milliseconds that the call took.
             */
            duration_ms: number;
            /** @description Cursor for the rest of a long answer. */
            next_cursor?: string | null;
            /** @description The tool answered; otherwise `text` says what to do. */
            ok: boolean;
            /** @description Id of the safety rule that refused the call. */
            refused_by?: string | null;
            /** @description The structured answer. */
            result: unknown;
            /** @description Server that answered. */
            server: string;
            /** @description The answer in words. */
            text: string;
            /** @description Tool. */
            tool: string;
        };
        /** @description Why a tool failed. */
        ToolFailure: {
            /** @description Kind of failure, for example `arguments`. */
            kind: string;
            /** @description What went wrong and what to do; begins with "failed to". */
            message: string;
        };
        /**
         * @description How a model writes a call of a tool.
         * @enum {string}
         */
        ToolFormat: "llama3_json" | "hermes" | "qwen_xml" | "minicpm5" | "gemma4" | "lfm2" | "none";
        /** @description How one tool does. */
        ToolQuality: {
            /**
             * Format: int64
             * @description Calls of it.
             */
            calls: number;
            /**
             * Format: int64
             * @description Calls that it did not answer.
             */
            failed: number;
            /**
             * Format: double
             * @description Milliseconds that half of its calls took at most.
             */
            p50_ms: number;
            /**
             * Format: double
             * @description Milliseconds that 95 % of its calls took at most.
             */
            p95_ms: number;
            /** @description Server. */
            server: string;
            /** @description Tool. */
            tool: string;
        };
        /** @description One trace: what a turn did. */
        TraceRow: {
            /**
             * Format: int64
             * @description When the turn began, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /** @description Id. */
            id: string;
            /** @description Conversation. */
            session_id: string;
            /** @description Spans, parents before children. */
            spans: components["schemas"]["SpanRow"][];
        };
        /**
         * @description The track of a workout on a plane, in columns of one length, in order of time. Where there were more points than asked
         *     for, the line looks the same with fewer.
         */
        Track: {
            /** @description When, in milliseconds since 1970 UTC. */
            at_ms: number[];
            /** @description Metres east of the first point. */
            east_m: number[];
            /** @description Metres above sea level, where they were recorded. */
            elevation_m: (number | null)[];
            /** @description Metres north of the first point. */
            north_m: number[];
            /**
             * Format: int64
             * @description Points that the device recorded.
             */
            rows: number;
        };
        /** @description What a turn came to. */
        TurnResult: {
            /** @description One figure for each number of the reply. */
            citations: components["schemas"]["Citation"][];
            /** @description Agent in charge after the turn. */
            coach: components["schemas"]["AgentId"];
            /** @description Models that could not answer, in order. */
            fallbacks?: components["schemas"]["Fallback"][];
            /** @description Handoffs in order. */
            handoffs: components["schemas"]["Handoff"][];
            /** @description What the safety envelope did. */
            interventions: components["schemas"]["Intervention"][];
            /** @description Model that answered; empty when a rule answered instead of any model. */
            model: string;
            /** @description Writes that wait for the person. */
            proposals: components["schemas"]["ProposalRow"][];
            /** @description What the person reads; never empty. */
            reply: string;
            /** @description Conversation. */
            session_id: string;
            /** @description Tool calls in order. */
            tool_calls: components["schemas"]["TurnToolCall"][];
            /** @description Id of the turn's trace. */
            trace_id: string;
            /** @description Tokens of the whole turn. */
            usage: components["schemas"]["Usage"];
        };
        /**
         * @description How the turn of a message ended.
         * @enum {string}
         */
        TurnStatus: "complete" | "stopped" | "cancelled" | "failed";
        /** @description One tool call of a turn. */
        TurnToolCall: {
            /** @description Arguments as the model gave them. */
            arguments: unknown;
            /**
             * Format: double
             * @description Milliseconds that the call took.
             */
            duration_ms: number;
            /** @description It answered rather than failed. */
            ok: boolean;
            /** @description Server; empty when no server has the tool. */
            server: string;
            /** @description Tool. */
            tool: string;
        };
        /** @description The words of the new device. */
        TypedWords: {
            /** @description The three words, with spaces between them. */
            words: string;
        };
        /**
         * @description Units that replies are written in; storage is always metric.
         * @enum {string}
         */
        UnitSystem: "metric" | "imperial";
        /** @description How to reach a further server. */
        UpstreamConfig: {
            /** @description Streamable HTTP: `https://…`, or `http://…` on this device. */
            url: string;
        } | {
            /**
             * @description A child process that speaks MCP over its standard input and output. It gets no environment but `PATH`, `HOME`
             *     and the like, so that no key of ours reaches it.
             */
            command: {
                /** @description Arguments. */
                arguments: string[];
                /** @description Program. */
                program: string;
            };
        };
        /** @description A further server with what it offers. */
        UpstreamView: {
            /** @description How to reach it. */
            config: components["schemas"]["UpstreamConfig"];
            /** @description Name that the person gave it. */
            name: string;
            /** @description Hash of each tool's description and schemas, as they were shown. */
            pins: {
                [key: string]: string;
            };
            /** @description Names and descriptions of its tools. */
            tools: {
                [key: string]: string;
            };
        };
        /** @description Tokens read and written; 0 for models that do not count. */
        Usage: {
            /**
             * Format: int64
             * @description Tokens read.
             */
            input_tokens: number;
            /**
             * Format: int64
             * @description Tokens written.
             */
            output_tokens: number;
        };
        /**
         * @description Who says that a file is the right one.
         * @enum {string}
         */
        VouchedBy: "catalogue" | "person" | "first_download";
        /** @description One workout. Identity is the origin's id, else (source, kind, start, end). */
        Workout: {
            /**
             * Format: double
             * @description Seconds without pauses.
             */
            active_s: number;
            /** @description Parts of a multisport workout. */
            activities?: components["schemas"]["WorkoutActivity"][];
            /** @description Device description, if given. */
            device?: string | null;
            /**
             * Format: double
             * @description Metres, if measured.
             */
            distance_m?: number | null;
            /**
             * Format: int64
             * @description End, in milliseconds since 1970 UTC.
             */
            end_ms: number;
            /**
             * Format: double
             * @description Active energy in kcal, if measured.
             */
            energy_active_kcal?: number | null;
            /**
             * Format: double
             * @description Resting energy in kcal, if measured.
             */
            energy_basal_kcal?: number | null;
            /** @description Pauses, laps, segments and markers. */
            events?: components["schemas"]["WorkoutEvent"][];
            /**
             * Format: double
             * @description Highest heart rate in bpm, if measured.
             */
            heart_rate_max_bpm?: number | null;
            /**
             * Format: double
             * @description Mean heart rate in bpm, if measured.
             */
            heart_rate_mean_bpm?: number | null;
            /**
             * Format: double
             * @description Lowest heart rate in bpm, if measured.
             */
            heart_rate_min_bpm?: number | null;
            /** @description Kind in snake case, for example `running` or `traditional_strength_training`. */
            kind: components["schemas"]["WorkoutKind"];
            /** @description Further metadata. */
            metadata?: {
                [key: string]: string;
            };
            /** @description The person's own words. */
            note?: string | null;
            /**
             * Format: int32
             * @description Minutes east of UTC where it took place.
             */
            offset_min: number;
            /** @description The origin's own id, if it gives one. */
            origin?: string | null;
            /** @description The track, if there is one. */
            route?: components["schemas"]["RoutePoint"][];
            /**
             * Format: double
             * @description Rating of perceived exertion on the CR10 scale (0 to 10), if given.
             */
            rpe?: number | null;
            /** @description Strength sets. */
            sets?: components["schemas"]["StrengthSet"][];
            /** @description Who recorded it. */
            source: components["schemas"]["Source"];
            /**
             * Format: int64
             * @description Start, in milliseconds since 1970 UTC.
             */
            start_ms: number;
            /** @description Further statistics by metric name, in the metric's canonical unit. */
            statistics?: components["schemas"]["WorkoutStatistic"][];
        };
        /** @description One part of a multisport workout. */
        WorkoutActivity: {
            /**
             * Format: double
             * @description Seconds without pauses.
             */
            active_s: number;
            /**
             * Format: int64
             * @description End, in milliseconds since 1970 UTC.
             */
            end_ms: number;
            /** @description Kind in snake case. */
            kind: components["schemas"]["WorkoutKind"];
            /**
             * Format: int64
             * @description Start, in milliseconds since 1970 UTC.
             */
            start_ms: number;
        };
        /** @description Training over a period, as the tools tell it. */
        WorkoutAnalytics: {
            /**
             * Format: date
             * @description First local day.
             */
            from: string;
            /** @description Training load by day. */
            load: components["schemas"]["ToolAnswer"];
            /** @description Strength by exercise. */
            strength: components["schemas"]["ToolAnswer"];
            /**
             * Format: date
             * @description Last local day, included.
             */
            to: string;
            /** @description Workouts with totals by kind. */
            workouts: components["schemas"]["ToolAnswer"];
        };
        /** @description One workout. */
        WorkoutEntry: {
            /**
             * Format: double
             * @description Metres, if any.
             */
            distance_m?: number | null;
            /**
             * Format: double
             * @description Length in seconds.
             */
            duration_s: number;
            /** @description Kind in snake case, for example `running`. */
            kind: string;
            /** @description The person's own words. */
            note?: string | null;
            /**
             * Format: double
             * @description Effort on the CR10 scale, if given.
             */
            rpe?: number | null;
            /** @description Strength sets, if any. */
            sets: components["schemas"]["SetEntry"][];
            /** @description Start as an RFC 3339 instant or a local date and time; now minus the duration when missing. */
            start?: string | null;
        };
        /** @description Something that happened during a workout. */
        WorkoutEvent: {
            /**
             * Format: int64
             * @description When, in milliseconds since 1970 UTC.
             */
            at_ms: number;
            /**
             * Format: double
             * @description Length in seconds, 0 for a moment.
             */
            duration_s: number;
            /** @description `pause`, `resume`, `lap`, `segment`, `marker`, `motion_paused`, `motion_resumed` or the source's own word. */
            kind: string;
        };
        /** @description What was done in a workout; `other:NAME` keeps kinds that are not in the list. */
        WorkoutKind: string;
        /** @description One statistic of a workout. */
        WorkoutStatistic: {
            /**
             * Format: double
             * @description Highest value.
             */
            max?: number | null;
            /**
             * Format: double
             * @description Mean over the workout.
             */
            mean?: number | null;
            /** @description Contract name of the metric, or the source's name when it is not known. */
            metric: string;
            /**
             * Format: double
             * @description Lowest value.
             */
            min?: number | null;
            /**
             * Format: double
             * @description Sum over the workout.
             */
            sum?: number | null;
            /** @description UCUM symbol of the values. */
            unit: string;
        };
        /** @description What the server says on `/v1/ws`, as JSON text. */
        WsMessage: {
            /** @enum {string} */
            type: "changed";
            /**
             * Format: int64
             * @description Writes since the server began.
             */
            writes: number;
        } | {
            /** @enum {string} */
            type: "live_started";
        } | {
            /** @description What. */
            event: components["schemas"]["LiveEvent"];
            /** @enum {string} */
            type: "live";
        } | {
            /** @description Why. */
            problem: components["schemas"]["Problem"];
            /** @enum {string} */
            type: "problem";
        };
        /** @description What a client says on `/v1/ws`, as JSON text. */
        WsRequest: {
            /** @description Id of the planned session that is gone through, if it is one: what comes is then told by the clock. */
            session?: string | null;
            /** @enum {string} */
            type: "live_start";
        } | {
            /** @description What. */
            input: components["schemas"]["LiveInput"];
            /** @enum {string} */
            type: "live_input";
        };
        /**
         * @description The one scale that the zones of a session are measured on; the two are never mixed.
         * @enum {string}
         */
        ZoneScale: "reserve" | "maximum";
        /** @description Time in one zone. */
        ZoneTime: {
            /**
             * Format: double
             * @description Seconds; a reading stands until the next one, but no longer than 10 s.
             */
            seconds: number;
            /** @description The zone. */
            zone: components["schemas"]["LiveZone"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    chat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnResult"];
                    "text/event-stream": components["schemas"]["CoachEvent"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    modify_workout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolCallReport"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    personalities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Personality"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_traces: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceRow"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    give_feedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                turn_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Feedback"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ai_quality: {
        parameters: {
            query?: {
                /** @description Most rows, newest first; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AiQuality"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_analytics: {
        parameters: {
            query?: {
                /** @description Days, today included; 7 when missing. */
                days?: number;
            };
            header?: never;
            path: {
                /** @description `me` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workout_analytics: {
        parameters: {
            query?: {
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkoutAnalytics"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chart: {
        parameters: {
            query?: {
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
                /** @description Width of a row; by the length of the range when missing. */
                bucket?: "auto" | "raw" | "hour" | "day" | "week" | "month";
                /** @description Name of one source; merged over all when missing. */
                source?: string;
                /** @description Most points; 2,000 when missing. */
                max_points?: number;
            };
            header?: never;
            path: {
                /** @example heart_rate */
                metric: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chart"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    demo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Demo"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    doctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagnosis"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogueFood"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    catalogues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: number;
                    };
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": number;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductLookups"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_lookups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductLookups"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductLookups"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import: {
        parameters: {
            query?: {
                /** @description Name of the file, to be shown. */
                name?: string;
                /** @description Its format; told from the content when missing. */
                format?: "auto" | "apple_health" | "fooddata_central";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    journal: {
        parameters: {
            query?: {
                /** @description `meal`, `pain`, `symptom`, `mood`, `habit`, `screening` or `clearance`; all of them when missing. */
                kind?: string;
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_clearance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearanceEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_habit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HabitEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_meal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MealEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_measurement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Measurement"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_mood: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoodEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_pain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PainEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_symptom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SymptomEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metric_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricInfo"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Models"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_model: {
        parameters: {
            query: {
                /** @description Name of the file. */
                file: string;
                /** @description Name to install the model under; told from the file's when missing. */
                name?: string;
                /** @description SHA-256 that the file must have, as 64 hexadecimal digits. */
                sha256?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    service_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceKey"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_service_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceKey"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_service_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    model_limits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudLimits"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_model_limits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloudLimits"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudLimits"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    local_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalModel"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pull_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pull"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Freed"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bench_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelSpeed"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_model: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_model_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelOrder"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOrder"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    model_servers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: components["schemas"]["ModelServer"];
                    };
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_model_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelServer"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_model_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    audit: {
        parameters: {
            query?: {
                /** @description Most rows, newest first; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessEntry"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_everything: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirmation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description `json` when missing. */
                format?: "json" | "csv" | "fhir";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON lines, CSV or FHIR ndjson. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/fhir+ndjson": string;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    interventions: {
        parameters: {
            query?: {
                /** @description Most rows, newest first; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredIntervention"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    event_log: {
        parameters: {
            query?: {
                /** @description Most rows, newest first; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogEntryInfo"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    outbound: {
        parameters: {
            query?: {
                /** @description Most rows, newest first; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboundEntry"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    outbound_body: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The body as it left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"] | null;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shares: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    share: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalRow"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalRow"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalRow"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    query: {
        parameters: {
            query?: {
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
                /** @description Width of a row; `day` when missing. */
                bucket?: "raw" | "hour" | "day" | "week" | "month";
                /** @description Name of one source; merged over all when missing. */
                source?: string;
            };
            header?: never;
            path: {
                /** @example steps */
                metric: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BucketValue"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    screening: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Screening"] | null;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    screen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScreeningAnswers"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Screening"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    screening_questions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Question"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Words; the last one may be the beginning of one. */
                text: string;
                /** @description Most finds; 50 when missing. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchHit"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    servers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewServer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptServer"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discover_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServerAddress"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamView"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_server: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    new_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSession"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    name_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionName"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    branch_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Branch"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryMessage"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setting"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_setting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setting"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_setting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sleep: {
        parameters: {
            query?: {
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SleepSession"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sleep_stages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                wake_day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SleepStretch"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceView"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_source_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example steps */
                metric: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceOrder"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removed"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    summary: {
        parameters: {
            query?: {
                /** @description Days, today included; 7 when missing. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncStatus"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_init: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncAccount"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseAccount"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedAccount"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncDevice"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncDevice"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_enrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_enrolment_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_words: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TypedWords"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_join: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncReport"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_pair: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDevice"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_recover: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recovery"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveredAccount"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Epoch"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    today: {
        parameters: {
            query?: {
                /** @description Local day; today when missing. */
                date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tools: {
        parameters: {
            query?: {
                /** @description One server; all of them when missing. */
                server?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["McpTool"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    call_tool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server: string;
                tool: string;
            };
            cookie?: never;
        };
        /** @description The tool's arguments. */
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolCallReport"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    trace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceRow"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `me` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `me` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Profile"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `me` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preferences"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan: {
        parameters: {
            query?: {
                /** @description Number of an earlier version; the current one when missing. */
                version?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan_files: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                form: "json" | "ics" | "fit" | "zwo";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileInfo"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                form: "json" | "ics" | "fit" | "zwo";
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, or `current` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan_diff: {
        parameters: {
            query: {
                /** @description Number of the earlier version. */
                from: number;
                /** @description Number of the later version. */
                to: number;
            };
            header?: never;
            path: {
                /** @description Id, or `current` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChange"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    plan_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, or `current` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersionInfo"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id, or `current` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Restore"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workouts: {
        parameters: {
            query?: {
                /** @description First local day; 29 days before the last when missing. */
                from?: string;
                /** @description Last local day, included; today when missing. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredWorkout"][];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_workout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkoutEntry"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedEntry"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredWorkout"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workout_heart_rate: {
        parameters: {
            query?: {
                /** @description Most points; 2,000 when missing. */
                max_points?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chart"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workout_track: {
        parameters: {
            query?: {
                /** @description Most points; 2,000 when missing. */
                max_points?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Track"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workout_zones: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartZones"];
                };
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection speaks WebSocket from here on. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong, and what to do. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
