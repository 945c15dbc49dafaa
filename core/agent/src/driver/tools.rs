//! Tool calls: those that only read at once, those that may write one after another.

use super::{Around, Driver, OnEvent, Watch};
use crate::run::{AgentRun, PlannedCall, ToolAnswer};
use coach_mcp::{CallContext, CallError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

impl Driver {
    /// Makes the calls and gives each answer to the turn as it comes. When the person cancels, the turn is cancelled
    /// and what is still running is dropped; when the time is over, what is still running has failed.
    #[expect(clippy::too_many_arguments, reason = "all of it belongs to one turn and none of it to the driver")]
    pub(super) async fn call_tools(
        &self,
        run: &mut AgentRun,
        around: &Around,
        calls: Vec<PlannedCall>,
        left: Duration,
        watch: &Watch,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) {
        let (writes, reads): (Vec<_>, Vec<_>) = calls.into_iter().partition(|call| call.writes);
        let stop = cancel.child_token();
        let _stop = stop.clone().drop_guard();
        // Tools work in place, so each gets a task of its own; dropping the set ends them.
        let mut reading: JoinSet<ToolAnswer> =
            reads.into_iter().map(|call| self.call(call, around, watch, &stop).in_current_span()).collect();
        let mut writes = writes.into_iter();
        let time_is_over = tokio::time::sleep(left);
        tokio::pin!(time_is_over);
        loop {
            let next = async {
                match reading.join_next().await {
                    Some(answer) => Some(answer.ok()),
                    None => match writes.next() {
                        Some(call) => Some(Some(self.call(call, around, watch, &stop).await)),
                        None => None,
                    },
                }
            };
            let answer = tokio::select! {
                biased;
                () = cancel.cancelled() => return run.cancelled(watch.now_us()),
                answer = next => answer,
                () = &mut time_is_over => break,
            };
            let Some(answer) = answer else { break };
            // A task that ended abnormally has no answer; its call is answered below.
            let Some(answer) = answer else { continue };
            run.tool_answer(&around.surroundings, answer, watch.now_us());
            if run.is_over() {
                return;
            }
            run.take_events().into_iter().for_each(&mut *on_event);
        }
        for call in run.waiting_calls() {
            let result = Err(CallError::Cancelled(call.tool));
            let answer = ToolAnswer { call_id: call.call_id, result, started_us: watch.now_us() };
            run.tool_answer(&around.surroundings, answer, watch.now_us());
        }
    }

    /// One call, as a future that stands on its own.
    fn call(
        &self,
        call: PlannedCall,
        around: &Around,
        watch: &Watch,
        cancel: &CancellationToken,
    ) -> impl Future<Output = ToolAnswer> + Send + 'static {
        let mut context = CallContext::coach(call.agent.name());
        context.cancel = cancel.clone();
        if call.may_stand {
            context.standing = around.standing.clone();
        }
        let router = self.router.clone();
        let started_us = watch.now_us();
        let span = tracing::info_span!("execute_tool", server = %call.server, tool = %call.tool, key = %call.key);
        async move {
            let result = router.call(&context, Some(&call.server), &call.tool, call.arguments).await;
            ToolAnswer { call_id: call.call_id, result, started_us }
        }
        .instrument(span)
    }
}
