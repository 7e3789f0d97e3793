using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Changes a draft round's details. A published round is frozen.</summary>
public sealed class SaveRound(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, int version, RoundDetails details) =>
        db.ChangeAsync(
            actor,
            AuditAction.RoundChanged,
            round,
            async work =>
            {
                var before = await RoundReader.GetSetupAsync(work, round);
                if (RoundRules.WhyCannotChange(before.Round) is { } frozen)
                    return frozen;
                if (WhyTooLong(details) is { Count: > 0 } wide)
                    return Result.Of(wide);
                await work.ExecuteOneAsync(UpdateSql, Row(round, Guid.Empty, details, work.Now, version));
                await ReplaceListsAsync(work, round, details);
                var now = await RoundReader.GetSetupAsync(work, round);
                work.Note(RoundChanges.Details(before, now).ToString());
                return RoundRules.WhyDatesAreWrong(now.Round) is [var refusal, ..] ? refusal : Result.Done;
            }
        );

    internal static IReadOnlyList<Refusal> WhyTooLong(RoundDetails details) =>
        [
            .. TextLimit.WhyTooLong([(details.Name, 200, nameof(RoundDetails.Name))]),
            .. details.BudgetYear.Length > 7
                ? [new Refusal("Enter the budget year as 2026-27", nameof(RoundDetails.BudgetYear))]
                : Array.Empty<Refusal>(),
            .. details.OtherFund?.Length > 500
                ? [new Refusal("Shorten this to 500 characters", nameof(RoundDetails.OtherFund))]
                : Array.Empty<Refusal>(),
        ];

    internal static async Task InsertAsync(Work work, Guid round, Guid fund, RoundDetails details)
    {
        await work.ExecuteAsync(InsertSql, Row(round, fund, details, work.Now, 1));
        await work.ExecuteAsync(
            "insert into RoundTally (RoundId, Drafts, Submitted, Withdrawn, Requested, LastNumber, Awards, Awarded) values (@round, 0, 0, 0, 0, 0, 0, 0)",
            new { round }
        );
        await SaveGuidance.InsertAsync(work, round, details.Texts);
        await ReplaceListsAsync(work, round, details);
    }

    private static async Task ReplaceListsAsync(Work work, Guid round, RoundDetails details)
    {
        await work.ExecuteAsync("delete from RoundPriority where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into RoundPriority (Id, RoundId, Position, Name) values (@Id, @round, @Position, @Name)",
            details.Priorities.Select(
                (name, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        Name = name,
                    }
            )
        );
        await work.ExecuteAsync("delete from RoundZone where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into RoundZone (Id, RoundId, Position, Name) values (@Id, @round, @Position, @Name)",
            details.Zones.Select(
                (name, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        Name = name,
                    }
            )
        );
    }

    private static object Row(Guid round, Guid fund, RoundDetails details, DateTime now, int version) =>
        new
        {
            Id = round,
            FundId = fund,
            details.Name,
            details.BudgetYear,
            details.Pot,
            details.MaximumGrant,
            details.MinimumGrant,
            details.OpensAt,
            details.ClosesAt,
            details.ScoringClosesAt,
            details.DecisionExpectedOn,
            details.ProjectsStartOn,
            details.ProjectsEndBy,
            details.AcceptWithinDays,
            details.Guidance,
            details.Conditions,
            details.LegalPower,
            details.ThresholdMethod,
            EligibleKinds = string.Join('\n', details.EligibleKinds),
            details.OtherFund,
            details.Policy,
            CreatedAt = now,
            Version = version,
        };

    private const string InsertSql = """
        insert into Round (Id, FundId, Name, BudgetYear, Pot, MaximumGrant, MinimumGrant, OpensAt, ClosesAt, ScoringClosesAt, DecisionExpectedOn, ProjectsStartOn,
                           ProjectsEndBy, AcceptWithinDays, Guidance, Conditions, LegalPower, ThresholdMethod, EligibleKinds, OtherFund, Policy, CreatedAt, Version)
        values (@Id, @FundId, @Name, @BudgetYear, @Pot, @MaximumGrant, @MinimumGrant, @OpensAt, @ClosesAt, @ScoringClosesAt, @DecisionExpectedOn, @ProjectsStartOn,
                @ProjectsEndBy, @AcceptWithinDays, @Guidance, @Conditions, @LegalPower, @ThresholdMethod, @EligibleKinds, @OtherFund, @Policy, @CreatedAt, @Version)
        """;
    private const string UpdateSql = """
        update Round
        set    Name = @Name, BudgetYear = @BudgetYear, Pot = @Pot, MaximumGrant = @MaximumGrant, MinimumGrant = @MinimumGrant, OpensAt = @OpensAt, ClosesAt = @ClosesAt,
               ScoringClosesAt = @ScoringClosesAt, DecisionExpectedOn = @DecisionExpectedOn, ProjectsStartOn = @ProjectsStartOn, ProjectsEndBy = @ProjectsEndBy,
               AcceptWithinDays = @AcceptWithinDays, Guidance = @Guidance, Conditions = @Conditions, LegalPower = @LegalPower, ThresholdMethod = @ThresholdMethod, EligibleKinds = @EligibleKinds, OtherFund = @OtherFund,
               Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
