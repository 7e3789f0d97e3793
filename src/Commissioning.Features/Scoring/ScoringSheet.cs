using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Scoring;

/// <summary>One marker's sheet for one bid. Somebody else's is not found; a conflicted bid stays shut.</summary>
public sealed class ScoringSheet(Db db, FileStore files)
{
    public sealed record Bid
    {
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string Town { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required CheckResult DueDiligence { get; init; }
    }

    /// <summary>Copy, criteria and marks are empty while the bid is shut.</summary>
    public sealed record View(
        Assignment Assignment,
        Round Round,
        Bid Bid,
        Refusal? WhyShut,
        ApplicationCopy? Copy,
        IReadOnlyList<Gate> Gates,
        IReadOnlyList<GateMark> GateMarks,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<Anchor> Anchors,
        IReadOnlyList<Mark> Marks,
        UnsealRequest? Unseal
    );

    public Task<View> GetAsync(Actor actor, Guid assignment) =>
        db.ReadAsync(async work =>
        {
            var found = await FindAsync(work, actor, assignment);
            var round = await RoundReader.GetAsync(work, found.RoundId);
            var bid = await work.FindAsync<Bid>(BidSql, new { found.ApplicationId });
            if (ScoringRules.WhyCannotOpen(found) is { } shut)
                return new View(found, round, bid, shut, null, [], [], [], [], [], null);
            var copy = (await BidCopy.GetAsync(work, found.ApplicationId)).Copy;
            if (ScoringRules.HidesApplicant(round, found))
            {
                bid = bid with { Organisation = ScoringRules.Hidden, Town = "" };
                copy = copy with
                {
                    Organisation = new()
                    {
                        Name = ScoringRules.Hidden,
                        Kind = copy.Organisation.Kind,
                        AddressLine = ScoringRules.Hidden,
                        Town = "",
                        Postcode = "",
                        Area = copy.Organisation.Area,
                        Phone = "",
                    },
                    Profile = [],
                    Documents = [],
                    DeclaredName = null,
                };
            }
            return new View(
                found,
                round,
                bid,
                null,
                copy,
                await RoundReader.GatesAsync(work, found.RoundId),
                await GateMarksAsync(work, assignment),
                await RoundReader.CriteriaAsync(work, found.RoundId),
                await RoundReader.AnchorsAsync(work, found.RoundId),
                await MarksAsync(work, assignment),
                await UnsealSheet.LatestAsync(work, assignment)
            );
        });

    public async Task<StoredFile> OpenDocumentAsync(Actor actor, Guid assignment, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                var found = await FindAsync(work, actor, assignment);
                if (ScoringRules.WhyCannotOpen(found) is not null)
                    throw new NotFoundException("This bid is shut for this marker");
                if (ScoringRules.HidesApplicant(await RoundReader.GetAsync(work, found.RoundId), found))
                    throw new NotFoundException("This round hides who applies until the scores are sealed");
                return await ApplicationDocuments.FileIdAsync(work, found.ApplicationId, document);
            })
        );

    internal static Task<Assignment> FindAsync(Work work, Actor actor, Guid assignment) =>
        work.FindAsync<Assignment>(
            "select Id, RoundId, ApplicationId, ScorerId, Position, Conflict, SealedAt, Version from ScoringAssignment where Id = @assignment and ScorerId = @Scorer",
            new { assignment, Scorer = actor.Id }
        );

    private static async Task<IReadOnlyList<Mark>> MarksAsync(Work work, Guid assignment) =>
        (
            await work.QueryAsync<MarkRow>(
                "select CriterionId, Points, Reason from Score where AssignmentId = @assignment",
                new { assignment }
            )
        )
            .Select(row => new Mark(row.CriterionId, row.Points, row.Reason))
            .ToList();

    private static async Task<IReadOnlyList<GateMark>> GateMarksAsync(Work work, Guid assignment) =>
        (await work.QueryAsync<GateRow>("select GateId, Passed, Reason from GateMark where AssignmentId = @assignment", new { assignment }))
            .Select(row => new GateMark(row.GateId, row.Passed, row.Reason))
            .ToList();

    private const string BidSql = """
        select a.Reference, a.ProjectName, o.Name as Organisation, o.Town, a.Status, a.DueDiligence
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.Id = @ApplicationId
        """;

    private sealed record GateRow
    {
        public required Guid GateId { get; init; }
        public bool? Passed { get; init; }
        public required string Reason { get; init; }
    }

    private sealed record MarkRow
    {
        public required Guid CriterionId { get; init; }
        public int? Points { get; init; }
        public required string Reason { get; init; }
    }
}
