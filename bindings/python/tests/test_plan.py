"""Screening, plans, meals and the journal: the same calls as everywhere, and the same rules."""

import json

import pytest
from pocketcoach import CoachError, Intensity, ScreeningAnswers, ScreeningOutcome

from conftest import created, run

HEALTHY = ScreeningAnswers(active=True, intensity=Intensity.MODERATE)


def test_a_plan_needs_a_screening_and_an_approval(config):
    async def work():
        async with created(config) as coach:
            request = json.dumps({"goal": "health"})
            first = json.loads(await coach.call_tool("exercise-recommendations", "createWorkoutPlan", request))
            assert first["ok"] is False and first["refused_by"] == "SCREEN"
            assert (await coach.screen(HEALTHY)).outcome == ScreeningOutcome.READY
            second = json.loads(await coach.call_tool("exercise-recommendations", "createWorkoutPlan", request))
            assert second["ok"] is True
            assert (await coach.plan()).version is None, "it was not approved yet"
            (proposal,) = await coach.proposals()
            await coach.approve(proposal.id)
            return await coach.plan()

    plan = run(work())
    assert plan.sessions and "Week 1" in plan.text
    assert json.loads(plan.json)["version"] == plan.version == 1


def test_a_warning_sign_in_the_journal_lets_the_plan_rest(config):
    async def work():
        async with created(config) as coach:
            await coach.screen(HEALTHY)
            await coach.log_journal(json.dumps({"kind": "symptom", "text": "I have chest pain right now"}))
            request = json.dumps({"goal": "health"})
            report = json.loads(await coach.call_tool("exercise-recommendations", "createWorkoutPlan", request))
            with pytest.raises(CoachError.InvalidInput):
                await coach.log_journal("not json")
            return report

    assert run(work())["refused_by"] == "RED-FLAG"
