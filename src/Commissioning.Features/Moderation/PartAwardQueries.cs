using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Part awards: the reduced budget lines, and the applicant's confirmation that the project still works. Until then the full
/// amount counts (R54).</summary>
public static class PartAwardQueries
{
    public sealed record Proposal
    {
        public required Guid ApplicationId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required DateTime ProposedAt { get; init; }
        public bool? Confirmed { get; init; }
        public string? Answer { get; init; }
        public DateTime? AnsweredAt { get; init; }
    }

    /// <param name="Offered">Amounts by budget line.</param>
    public sealed record PartAwardsPage(
        Round Round,
        string Reference,
        string ProjectName,
        IReadOnlyList<BudgetLine> Budget,
        Proposal? Proposed,
        IReadOnlyDictionary<Guid, Money> Offered,
        Refusal? WhyNot
    );

    /// <summary>For the applicant's own people; not found where nothing was proposed.</summary>
    public static async Task<PartAwardsPage> GetMineAsync(Work work, Actor actor, Guid application)
    {
        await ApplicationReader.FindMineAsync(work, actor, application);
        return await GetAsync(work, application) is { Proposed: not null } view
            ? view
            : throw new NotFoundException("No part of a grant was proposed");
    }

    public static async Task<PartAwardsPage> GetAsync(Work work, Guid application)
    {
        var submitted = await work.FindAsync<PartAwardApplication>(
            "select RoundId, Reference, ProjectName, Status from Application where Id = @application and Number is not null",
            new { application }
        );
        var round = await RoundReader.GetAsync(work, submitted.RoundId);
        var decided =
            await work.ScalarAsync<int>("select count(*) from DecisionLine where ApplicationId = @application", new { application }) > 0;
        var offered = await work.QueryAsync<PartAwardLine>(
            "select BudgetLineId, Amount from PartAwardLine where ApplicationId = @application",
            new { application }
        );
        return new(
            round,
            submitted.Reference,
            submitted.ProjectName,
            await ApplicationReader.BudgetAsync(work, application),
            await work.FindOrDefaultAsync<Proposal>(
                "select ApplicationId, Amount, Reason, ProposedAt, Confirmed, Answer, AnsweredAt from PartAward where ApplicationId = @application",
                new { application }
            ),
            offered.ToDictionary(part => part.BudgetLineId, part => part.Amount),
            RoundRules.WhyWithdrawn(round) is { } withdrawn ? withdrawn
                : submitted.Status != ApplicationStatus.Submitted ? new("This application was withdrawn")
                : decided ? new("This application is decided, so change the amount of the award instead")
                : round.IsRecommended ? new Refusal("The recommendation is made, so you can no longer change amounts")
                : null
        );
    }

    private sealed record PartAwardApplication
    {
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required ApplicationStatus Status { get; init; }
    }

    private sealed record PartAwardLine
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Amount { get; init; }
    }
}
