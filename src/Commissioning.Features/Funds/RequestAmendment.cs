using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Asks for a published round to be amended, or for a late application to be accepted. Nothing changes until a second person
/// approves it.</summary>
public sealed class RequestAmendment(Db db)
{
    public sealed record Command(AmendmentKind Kind, string? Reason)
    {
        public DateTime? ClosesAt { get; init; }
        public DateTime? ScoringClosesAt { get; init; }
        public Guid? Assessor { get; init; }
        public Guid? Replaces { get; init; }
        public Money? Amount { get; init; }
        public string? FundingSource { get; init; }
        public int? MostPriorities { get; init; }
        public Guid? Application { get; init; }
    }

    public Task<Result> RunAsync(Actor actor, Guid round, Command command) =>
        db.ChangeAsync(
            actor,
            AuditAction.AmendmentRequested,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var refusals = WhyIncomplete(command);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var amendment = new RoundAmendment
                {
                    Id = Guid.CreateVersion7(),
                    RoundId = round,
                    Kind = command.Kind,
                    Reason = command.Reason!.Trim(),
                    ClosesAt = command.ClosesAt,
                    ScoringClosesAt = command.ScoringClosesAt,
                    ClosedAtBefore = command is { Kind: AmendmentKind.LaterDates, ClosesAt: not null } ? details.ClosesAt : null,
                    ScoringBefore = command.ScoringClosesAt is null ? null : details.ScoringClosesAt,
                    AssessorId = command.Assessor,
                    ReplacesId = command.Replaces,
                    Amount = command.Amount,
                    FundingSource = command.FundingSource?.Trim(),
                    MostPriorities = command.MostPriorities,
                    ApplicationId = command.Application,
                    RequestedBy = actor.Id,
                    RequestedAt = work.Now,
                };
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from RoundAmendment where RoundId = @RoundId and Kind = @Kind and Approved is null and (Kind <> 'Assessor' or AssessorId = @AssessorId) and (Kind <> 'LateApplication' or ApplicationId = @ApplicationId)",
                        amendment
                    ) > 0
                )
                    return new Refusal(
                        "The same change is already waiting for a second person, under Changes to a published round. The person who asked can take it back there."
                    );
                if (
                    command is { Kind: AmendmentKind.LateApplication, Application: { } draft }
                    && await work.ScalarAsync<int>(
                        "select count(*) from Application where Id = @draft and RoundId = @round",
                        new { draft, round }
                    ) == 0
                )
                    throw new NotFoundException("No such application in this round");
                if (await AmendmentQueries.WhyNotAsync(work, details, amendment) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteAsync(InsertSql, amendment);
                work.Note($"{(await AmendmentQueries.FindAsync(work, amendment.Id)).InWords} {amendment.Reason}");
                return Result.Done;
            }
        );

    private static List<Refusal> WhyIncomplete(Command command)
    {
        var refusals = new List<Refusal>();
        if (command.Kind == AmendmentKind.Assessor && command.Assessor is null)
            refusals.Add(new("Choose who joins the panel", nameof(Command.Assessor)));
        if (command.Kind == AmendmentKind.Pot && command.Amount is not { Pence: > 0 })
            refusals.Add(new("Enter how much is added, such as 5,000.00", nameof(Command.Amount)));
        if (command.Kind == AmendmentKind.Pot && command.FundingSource?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Say in up to 200 characters where the money comes from", nameof(Command.FundingSource)));
        if (command.Kind == AmendmentKind.LateApplication && command.ClosesAt is null)
            refusals.Add(new("Enter until when the application may be sent", "until"));
        if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 })
            refusals.Add(new("Say why, in up to 1,000 characters", nameof(Command.Reason)));
        return refusals;
    }

    internal const string InsertSql = """
        insert into RoundAmendment (Id, RoundId, Kind, Reason, ClosesAt, ScoringClosesAt, ClosedAtBefore, ScoringBefore, AssessorId, ReplacesId, Amount, FundingSource, MostPriorities, ApplicationId, RequestedBy, RequestedAt, Approved)
        values (@Id, @RoundId, @Kind, @Reason, @ClosesAt, @ScoringClosesAt, @ClosedAtBefore, @ScoringBefore, @AssessorId, @ReplacesId, @Amount, @FundingSource, @MostPriorities, @ApplicationId, @RequestedBy, @RequestedAt, @Approved)
        """;
}
