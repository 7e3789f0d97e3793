using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Makes a round from a file, or from an earlier round with its dates to be set; nothing is published, and no panel comes with it.</summary>
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
                if (await CreateRound.InsertAsync(work, round, content.Fund, content.Prefix, content.Details, content.Lists) is { } refusal)
                    return refusal;
                work.Note($"{content.Fund}, {content.Details.Name}, {content.Details.BudgetYear}");
                return Result.Made(round);
            }
        );
    }

    /// <summary>A new round of the same fund with everything of an earlier one but its panel; its dates are moved on by a year.</summary>
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

    /// <summary>The same UK wall-clock time a year on, whatever summer time does.</summary>
    private static DateTime Later(DateTime utc)
    {
        var london = LondonTime.ToLondon(utc).AddYears(1);
        return LondonTime.ToUtc(DateOnly.FromDateTime(london), TimeOnly.FromDateTime(london));
    }
}
