using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What the commands of a past round share: what it may say, and how its changes are told.</summary>
internal static class PastRoundWriting
{
    internal static Refusal? WhyClosed(PastRounds.PastRound round) =>
        round.BroughtInAt is { } at
            ? new($"This round was brought in at {LondonTime.DateAndTime(at)} by {round.BroughtInByName}. Undo that first.")
            : null;

    internal static async Task<IReadOnlyList<Refusal>> WhyNotAsync(Work work, Guid fund, Guid? id, PastRoundDetails details)
    {
        if (PastRoundRules.WhyWrong(details, LondonTime.DateOf(work.Now)) is { Count: > 0 } wrong)
            return wrong;
        // Two officers may begin the same round at once; the fund is held by whoever writes first.
        await work.ExecuteAsync("update Fund set Name = Name where Id = @fund", new { fund });
        return
            await work.ScalarAsync<int>(
                """
                select (select count(*) from PastRound where FundId = @fund and BudgetYear = @BudgetYear and lower(Name) = lower(@Name) and (@id is null or Id <> @id))
                     + (select count(*) from Round where FundId = @fund and BudgetYear = @BudgetYear and lower(Name) = lower(@Name))
                """,
                new
                {
                    fund,
                    id,
                    details.BudgetYear,
                    Name = details.Name.Trim(),
                }
            ) > 0
            ? [new($"This fund has a {details.Name.Trim()} of {details.BudgetYear} already", nameof(details.Name))]
            : [];
    }

    internal static object Columns(Work work, Actor actor, Guid id, Guid fund, int version, PastRoundDetails details) =>
        new
        {
            id,
            fund,
            version,
            Name = details.Name.Trim(),
            details.BudgetYear,
            details.OpenedOn,
            details.ClosedOn,
            details.DecidedOn,
            details.Pot,
            Bands = string.Join('\n', details.Bands.Select(band => Number(band))),
            ThresholdNumerator = (long?)details.Threshold?.Numerator,
            ThresholdDenominator = (long?)details.Threshold?.Denominator,
            details.CountsAsSubsidy,
            By = actor.Id,
            work.Now,
        };

    internal static string ChangesOf(PastRoundDetails? before, PastRoundDetails after) =>
        new Changes(isNew: before is null)
            .Add("Name", before?.Name, after.Name.Trim())
            .Add("Year", before?.BudgetYear, after.BudgetYear)
            .Add("Opened", Day(before?.OpenedOn), Day(after.OpenedOn))
            .Add("Closed", Day(before?.ClosedOn), Day(after.ClosedOn))
            .Add("Decided", Day(before?.DecidedOn), Day(after.DecidedOn))
            .Add("Pot", before?.Pot?.ToString(), after.Pot?.ToString())
            .Add("Bands", Bands(before), Bands(after))
            .Add("Threshold", before?.Threshold?.ToPercent(), after.Threshold?.ToPercent())
            .Add(
                "Counts as minimal financial assistance",
                before is null ? null
                    : before.CountsAsSubsidy ? "Yes"
                    : "No",
                after.CountsAsSubsidy ? "Yes" : "No"
            )
            .ToString();

    internal static string? Bands(PastRoundDetails? details) =>
        details is { Bands.Count: > 0 } ? string.Join(", ", details.Bands.Select(band => Number(band))) : null;

    private static string? Day(DateOnly? day) => day is { } on ? LondonTime.Date(on) : null;

    internal static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
