using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A second person approves an amendment, which makes it and tells everybody with a draft or a score sheet, or refuses
/// it.</summary>
public sealed class DecideAmendment(Db db, AssignAssessors assignAssessors, Office office)
{
    /// <summary>Whether a person with these rights may answer: money is approved by those who approve the ledger's.</summary>
    public static bool MayAnswer(AmendmentKind kind, Func<Permission, bool> may) =>
        kind == AmendmentKind.Pot ? may(Permission.ApproveLedger) : may(Permission.ManageRounds) || may(Permission.DecideRound);

    public async Task<Result> RunAsync(Actor actor, Guid amendment, bool approve, string? answer)
    {
        var found = await db.ReadAsync(work => AmendmentQueries.FindAsync(work, amendment));
        // The work of the assessor who is replaced must be there to be moved.
        if (found is { Kind: AmendmentKind.Assessor, Approved: null })
            await assignAssessors.EnsureAsync(found.RoundId);
        return await db.ChangeAsync(
            actor,
            approve ? AuditAction.AmendmentApproved : AuditAction.AmendmentRefused,
            found.RoundId,
            async work =>
            {
                var request = await AmendmentQueries.FindAsync(work, amendment);
                if (request.Approved is not null)
                    return new Refusal($"{request.AnsweredByName} has answered this already");
                if (AmendmentRules.WhyOwn(request.RequestedBy, actor.Id) is { } own)
                    return own;
                if (!approve && string.IsNullOrWhiteSpace(answer))
                    return new Refusal("Say why you refuse it", nameof(answer));
                if (TextLimit.WhyTooLong(answer, 1000, nameof(answer)) is { } wide)
                    return wide;
                var round = await RoundReader.GetAsync(work, request.RoundId);
                if (approve)
                {
                    if (await AmendmentQueries.WhyNotAsync(work, round, request) is [var refusal, ..])
                        return refusal with { Field = null };
                    if (await MakeAsync(work, actor, round, request) is { } stopped)
                        return stopped;
                }
                await AnswerAsync(work, actor, amendment, approve, answer);
                work.Note($"{request.InWords} Asked for by {request.RequestedByName}: {request.Reason}. {answer?.Trim()}");
                return Result.Done;
            }
        );
    }

    internal static Task AnswerAsync(Work work, Actor actor, Guid amendment, bool approved, string? answer) =>
        work.ExecuteOneAsync(
            "update RoundAmendment set Approved = @approved, AnsweredBy = @By, AnsweredAt = @Now, Answer = @Answer where Id = @amendment and Approved is null",
            new
            {
                amendment,
                approved,
                By = actor.Id,
                work.Now,
                Answer = string.IsNullOrWhiteSpace(answer) ? null : answer.Trim(),
            }
        );

    private async Task<Refusal?> MakeAsync(Work work, Actor actor, Round round, RoundAmendment request)
    {
        switch (request.Kind)
        {
            case AmendmentKind.LaterDates:
                await MoveDatesAsync(work, round, request);
                break;
            case AmendmentKind.Assessor:
                if (request.ScoringClosesAt is not null)
                    await MoveDatesAsync(work, round, request);
                await JoinAsync(work, round with { ScoringClosesAt = request.ScoringClosesAt ?? round.ScoringClosesAt }, request);
                break;
            case AmendmentKind.Pot:
                if (
                    LedgerRequestRules.WhyAboveLimit(
                        request.Amount!.Value,
                        (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { actor.Id })).Select(
                            Enum.Parse<Role>
                        ),
                        await LedgerLimits.AllAsync(work)
                    ) is
                    { } above
                )
                    return above;
                if (
                    await RoundPot.SetAsideAsync(
                        work,
                        actor,
                        round.BudgetYear,
                        round.FullName,
                        request.Amount!.Value,
                        request.FundingSource
                    ) is
                    { } closed
                )
                    return closed;
                await work.ExecuteOneAsync(
                    "update Round set Pot = Pot + @Amount, Version = Version + 1 where Id = @RoundId",
                    new { request.Amount, request.RoundId }
                );
                work.Note(new Changes().Add("Pot", round.Pot, round.Pot + request.Amount!.Value).ToString());
                break;
            case AmendmentKind.Priorities:
                await work.ExecuteOneAsync(
                    "update Round set Policy = @Policy, Version = Version + 1 where Id = @RoundId and Version = @Version",
                    new
                    {
                        request.RoundId,
                        round.Version,
                        Policy = round.Policy with
                        {
                            MostPriorities = request.MostPriorities!.Value,
                        },
                    }
                );
                work.Note(
                    new Changes()
                        .Add("Priorities that an application may serve", round.Policy.MostPriorities, request.MostPriorities.Value)
                        .ToString()
                );
                break;
            case AmendmentKind.Withdrawal:
                if (await RoundPot.GiveUpAsync(work, actor, round.BudgetYear, round.FullName, round.Pot) is { } locked)
                    return locked;
                await work.ExecuteOneAsync(
                    "update Round set WithdrawnAt = @Now, Version = Version + 1 where Id = @RoundId and WithdrawnAt is null",
                    new { work.Now, request.RoundId }
                );
                var closing = new
                {
                    request.Id,
                    request.RoundId,
                    By = actor.Id,
                    work.Now,
                    Why = "The round was withdrawn",
                };
                // Nothing waits any more in a round that is withdrawn.
                var waiting = 0;
                foreach (var sql in CloseWaitingSql)
                    waiting += await work.ExecuteAsync(sql, closing);
                work.Note($"{waiting} requests that waited are closed");
                break;
            case AmendmentKind.LateApplication:
                await work.ExecuteOneAsync(
                    "update Application set ClosesAt = @ClosesAt, Version = Version + 1 where Id = @ApplicationId and Status = 'Draft'",
                    new { request.ClosesAt, request.ApplicationId }
                );
                break;
        }
        await AmendmentMessages.TellAsync(work, round, request, office);
        return null;
    }

    private static async Task MoveDatesAsync(Work work, Round round, RoundAmendment request)
    {
        var closes = request.Kind == AmendmentKind.LaterDates ? request.ClosesAt : null;
        await work.ExecuteOneAsync(
            "update Round set ClosesAt = @ClosesAt, ScoringClosesAt = @ScoringClosesAt, Version = Version + 1 where Id = @RoundId and ClosesAt = @ClosedBefore and ScoringClosesAt = @ScoringBefore",
            new
            {
                request.RoundId,
                ClosesAt = closes ?? round.ClosesAt,
                ScoringClosesAt = request.ScoringClosesAt ?? round.ScoringClosesAt,
                ClosedBefore = round.ClosesAt,
                ScoringBefore = round.ScoringClosesAt,
            }
        );
        // Reminders count towards the new times.
        if (closes is not null)
            await work.ExecuteAsync(
                "delete from ApplicationReminder where ApplicationId in (select a.Id from Application a where a.RoundId = @RoundId)",
                new { request.RoundId }
            );
        if (request.ScoringClosesAt is not null)
            await work.ExecuteAsync("update PanelMember set RemindedAt = null where RoundId = @RoundId", new { request.RoundId });
        work.Note(
            new Changes()
                .Add("Closes", round.ClosesAt, closes ?? round.ClosesAt)
                .Add("Scoring closes", round.ScoringClosesAt, request.ScoringClosesAt ?? round.ScoringClosesAt)
                .ToString()
        );
    }

    private async Task JoinAsync(Work work, Round round, RoundAmendment request)
    {
        var (id, assessor) = (request.RoundId, request.AssessorId!.Value);
        // Where the work is shared out, an added assessor gets the applications that come later, and what the office moves to them.
        var shared = round.Policy.AssessorsPerApplication is not null || request.ReplacesId is not null;
        await work.ExecuteOneAsync(
            JoinSql,
            new
            {
                Round = id,
                assessor,
                request.ReplacesId,
                work.Now,
                Shared = shared,
            }
        );
        if (request.ReplacesId is not { } replaced)
        {
            await MoveSheets.TellAsync(work, round, assessor, 0, office);
            return;
        }
        await work.ExecuteOneAsync(
            "update PanelMember set LeftAt = coalesce(LeftAt, @Now) where RoundId = @Round and PersonId = @replaced",
            new
            {
                Round = id,
                replaced,
                work.Now,
            }
        );
        var moved = await MoveSheets.MoveAsync(work, id, replaced, assessor, "");
        await RecuseAssessor.TellAsync(work, round, replaced, "the rest of this round", office);
        await MoveSheets.TellAsync(work, round, assessor, moved, office);
        work.Note($"{moved} sheets moved");
    }

    private static readonly string[] CloseWaitingSql =
    [
        "update RoundAmendment set Approved = 0, AnsweredBy = @By, AnsweredAt = @Now, Answer = @Why where RoundId = @RoundId and Approved is null and Id <> @Id",
        "update OverAllocation set Approved = 0, AnsweredBy = @By, AnsweredAt = @Now where RoundId = @RoundId and AnsweredAt is null",
        "update CorrectionRequest set Granted = 0, Answer = @Why, AnsweredBy = @By, AnsweredAt = @Now where Granted is null and AssignmentId in (select s.Id from ScoringAssignment s where s.RoundId = @RoundId)",
        "update ChangeRequest set ClosedBy = @By, ClosedAt = @Now, CloseReason = @Why where AnsweredAt is null and ClosedAt is null and ApplicationId in (select a.Id from Application a where a.RoundId = @RoundId)",
    ];
    private const string JoinSql = """
        insert into PanelMember (RoundId, PersonId, Assigned, AssignedTo, Conflicted, Submitted, JoinedAt, Replaces)
        select @Round, r.PersonId, 0, case when @Shared = 1 then t.LastNumber else 0 end, 0, 0, @Now, @ReplacesId
        from   PersonRole r
        join   RoundTally t on t.RoundId = @Round
        where  r.PersonId = @assessor and r.Role = 'PanelMember'
        """;
}
