using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Creates a round from a file, or from an earlier round with its dates to be set. Nothing is published, and the panel is not
/// copied.</summary>
public sealed class ImportRound(Db db)
{
    public Task<Result<Guid>> RunAsync(Actor actor, RoundFile.Content content)
    {
        var round = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.RoundImported,
            round,
            async work =>
            {
                // A file may have the names that kinds of organisation had when it was written.
                var kinds = await OfficeSettings.KindsAsync(work);
                if (WhyKindsAreUnknown(content, kinds) is { Count: > 0 } unknown)
                    return Result.Of<Guid>(unknown);
                var details = content.Details with { EligibleKinds = content.Details.EligibleKinds.Select(kinds.NameNow).ToList() };
                var lists = content.Lists with
                {
                    Documents = content
                        .Lists.Documents.Select(document =>
                            document with
                            {
                                Settings = document.Settings with
                                {
                                    NotNeededFrom = document.Settings.NotNeededFrom.Select(kinds.NameNow).ToList(),
                                },
                            }
                        )
                        .ToList(),
                };
                if (await CreateRound.InsertAsync(work, round, content.Fund, content.Prefix, details, lists) is { } refusal)
                    return refusal;
                work.Note(content.Fund);
                work.Note(RoundChanges.New(await RoundReader.GetSetupAsync(work, round)).ToString());
                return Result.Made(round);
            }
        );
    }

    /// <summary>Copies everything of an earlier round of the fund except its panel; dates move by a year.</summary>
    public async Task<Result<Guid>> CopyAsync(Actor actor, Guid earlier, string? name)
    {
        if (name?.Trim() is not { Length: > 0 and <= 200 } given)
            return new Refusal("Enter the new round's name, for example Round 3", nameof(name));
        var (content, faults) = RoundFile.Read(RoundFile.Write(await db.ReadAsync(work => RoundReader.GetSetupAsync(work, earlier))));
        if (content is null)
            return new Refusal($"The earlier round cannot be copied: {faults[0].Sentence}");
        var details = content.Details;
        return await RunAsync(
            actor,
            content with
            {
                Details = details with
                {
                    Name = given,
                    BudgetYear = Domain.Calendar.FinancialYear.Parse(details.BudgetYear)?.Next.ToString() ?? details.BudgetYear,
                    OpensAt = Later(details.OpensAt),
                    ClosesAt = Later(details.ClosesAt),
                    ScoringClosesAt = Later(details.ScoringClosesAt),
                    DecisionExpectedOn = details.DecisionExpectedOn.AddYears(1),
                    ProjectsStartOn = details.ProjectsStartOn.AddYears(1),
                    ProjectsEndBy = details.ProjectsEndBy.AddYears(1),
                },
            }
        );
    }

    /// <summary>A kind that the office does not know would let nobody of it apply, and ask a document of all.</summary>
    private static IReadOnlyList<Refusal> WhyKindsAreUnknown(RoundFile.Content content, OrganisationKinds kinds) =>
        content
            .Details.EligibleKinds.Select((kind, i) => ($"eligibleKinds[{i}]", kind))
            .Concat(
                content.Lists.Documents.SelectMany(
                    (document, at) =>
                        document.Settings.NotNeededFrom.Select((kind, i) => ($"documents[{at}].settings.notNeededFrom[{i}]", kind))
                )
            )
            .Where(one => kinds.Find(one.kind) is null)
            .Select(one => new Refusal(
                $"{one.Item1}: the office has no kind of organisation called \"{one.kind}\". Add it in Settings, or use one of these: {string.Join(", ", kinds.OpenNames)}"
            ))
            .ToList();

    /// <summary>The same UK wall-clock time a year later, in summer or winter time.</summary>
    private static DateTime Later(DateTime utc)
    {
        var london = LondonTime.ToLondon(utc).AddYears(1);
        return LondonTime.ToUtc(DateOnly.FromDateTime(london), TimeOnly.FromDateTime(london));
    }
}
