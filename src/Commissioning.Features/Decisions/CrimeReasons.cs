using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>What each project does and why it reduces crime: one sentence an application, drafted from its own words and written by an
/// officer before the recommendation, which keeps it (RecommendationLine.CrimeReason). The decision maker reads it beside the line, and the
/// published record of a grant must say it (SI 2011/3050, R62).</summary>
public sealed class CrimeReasons(Db db)
{
    /// <param name="Wording">Empty: in the application's own words again.</param>
    /// <param name="Version">0: no officer has written one.</param>
    public sealed record Text(Guid Application, string? Wording, int Version);

    public sealed record ReasonRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Wording { get; init; }
        public required int Version { get; init; }
    }

    /// <param name="Written">By an officer; null: the application's own words stand.</param>
    public sealed record CrimeReason(FundingLineQueries.RankedLine Line, string Draft, ReasonRow? Written)
    {
        public bool Recommended => Line.Fitted.Result == FitResult.Fund;
    }

    public sealed record CrimeReasonsPage(Round Round, IReadOnlyList<CrimeReason> Reasons, Refusal? WhyNot);

    public Task<CrimeReasonsPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var line = await FundingLineQueries.GetAsync(work, round);
            var written = await WrittenAsync(work, round);
            return new CrimeReasonsPage(
                line.Round,
                line.Lines.Select(one => new CrimeReason(
                        one,
                        DraftOf(one),
                        written.GetValueOrDefault(one.Fitted.Application.ApplicationId)
                    ))
                    .OrderBy(one => !one.Recommended)
                    .ToList(),
                WhyNot(line.Round)
            );
        });

    /// <returns>The versions as saved, in the order of the texts.</returns>
    public Task<Result> SaveAsync(Actor actor, Guid round, IReadOnlyList<Text> texts) =>
        db.ChangeAsync(
            actor,
            AuditAction.CrimeReasonsWritten,
            round,
            async work =>
            {
                if (WhyNot(await Funds.RoundReader.GetAsync(work, round)) is { } refusal)
                    return refusal;
                var refusals = TextLimit.WhyTooLong(
                    texts.Select((text, i) => (text.Wording, CrimeReasonRules.Longest, Refusal.At(nameof(texts), i, nameof(Text.Wording))))
                );
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var references = (
                    await work.QueryAsync<Named>(
                        "select Id, Reference from Application where RoundId = @round and Status <> 'Draft'",
                        new { round }
                    )
                ).ToDictionary(one => one.Id, one => one.Reference);
                var written = await WrittenAsync(work, round);
                var changes = new Changes();
                for (var i = 0; i < texts.Count; i++)
                {
                    var text = texts[i];
                    if (!references.TryGetValue(text.Application, out var reference))
                        throw new NotFoundException("No such application in this round");
                    var before = written.GetValueOrDefault(text.Application);
                    var wording = string.IsNullOrWhiteSpace(text.Wording) ? null : text.Wording.Trim();
                    if (wording == before?.Wording)
                        continue;
                    if (text.Version != (before?.Version ?? 0))
                        return new Refusal(
                            $"A colleague wrote about {reference} meanwhile: {before?.Wording ?? "the application's own words stand"}",
                            Refusal.At(nameof(texts), i, nameof(Text.Wording))
                        );
                    changes.Add(reference, before?.Wording, wording);
                    await WriteAsync(work, actor, text.Application, wording, (before?.Version ?? 0) + 1);
                }
                work.Note(changes.ToString());
                return Result.Done;
            }
        );

    /// <summary>What officers wrote, by application.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, ReasonRow>> WrittenAsync(Work work, Guid round) =>
        (
            await work.QueryAsync<ReasonRow>(
                "select c.ApplicationId, c.Wording, c.Version from CrimeReason c join Application a on a.Id = c.ApplicationId where a.RoundId = @round",
                new { round }
            )
        ).ToDictionary(row => row.ApplicationId);

    /// <summary>As the paper says it.</summary>
    internal static string Of(IReadOnlyDictionary<Guid, ReasonRow> written, FundingLineQueries.RankedLine line) =>
        written.GetValueOrDefault(line.Fitted.Application.ApplicationId)?.Wording ?? $"Draft, from the application: {DraftOf(line)}";

    private static string DraftOf(FundingLineQueries.RankedLine line) =>
        CrimeReasonRules.Draft(line.Summary, line.Fitted.Application.Priority);

    private static Refusal? WhyNot(Round round) =>
        round is { IsRecommended: true, RecommendedAt: { } at }
            ? new($"The recommendation was made at {LondonTime.DateAndTime(at)}, so its sentences can no longer be changed")
            : null;

    private static async Task WriteAsync(Work work, Actor actor, Guid application, string? wording, int version)
    {
        await work.ExecuteAsync("delete from CrimeReason where ApplicationId = @application", new { application });
        if (wording is not null)
            await work.ExecuteAsync(
                "insert into CrimeReason (ApplicationId, Wording, SavedBy, SavedAt, Version) values (@application, @wording, @By, @Now, @version)",
                new
                {
                    application,
                    wording,
                    By = actor.Id,
                    work.Now,
                    version,
                }
            );
    }

    private sealed record Named
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
    }
}
