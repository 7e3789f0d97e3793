using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Makes a past round, changes what is known of it, types the control totals of its workbook, and removes it while nothing of it is
/// brought in.</summary>
public sealed class SavePastRound(Db db)
{
    public Task<Result<Guid>> CreateAsync(Actor actor, Guid fund, PastRoundDetails details)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.PastRoundMade,
            id,
            async work =>
            {
                if (await work.FindOrDefaultAsync<string>("select Name from Fund where Id = @fund", new { fund }) is not { } fundName)
                    return new Refusal("Choose the fund", nameof(fund));
                if (await WhyNotAsync(work, fund, null, details) is { Count: > 0 } wrong)
                    return Result.Of<Guid>(wrong);
                await work.ExecuteAsync(
                    """
                    insert into PastRound (Id, FundId, Name, BudgetYear, OpenedOn, ClosedOn, DecidedOn, Pot, Bands, ThresholdNumerator, ThresholdDenominator, CountsAsSubsidy, MadeBy, MadeAt, Version)
                    values (@id, @fund, @Name, @BudgetYear, @OpenedOn, @ClosedOn, @DecidedOn, @Pot, @Bands, @ThresholdNumerator, @ThresholdDenominator, @CountsAsSubsidy, @By, @Now, 1)
                    """,
                    Columns(work, actor, id, fund, 0, details)
                );
                work.Note(fundName);
                work.Note(ChangesOf(null, details));
                return Result.Made(id);
            }
        );
    }

    /// <summary>Also once it is brought in: its days and pot may come to light later.</summary>
    public Task<Result> ChangeAsync(Actor actor, Guid id, int version, PastRoundDetails details) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundChanged,
            id,
            async work =>
            {
                var before = await PastRounds.GetAsync(work, id);
                if (before.PublishedAt is not null)
                    return new Refusal("The public reads this round. Take it down before you change it.");
                if (await WhyNotAsync(work, before.FundId, id, details) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    """
                    update PastRound
                    set    Name = @Name, BudgetYear = @BudgetYear, OpenedOn = @OpenedOn, ClosedOn = @ClosedOn, DecidedOn = @DecidedOn, Pot = @Pot, Bands = @Bands,
                           ThresholdNumerator = @ThresholdNumerator, ThresholdDenominator = @ThresholdDenominator, CountsAsSubsidy = @CountsAsSubsidy, Version = Version + 1
                    where  Id = @id and Version = @version
                    """,
                    Columns(work, actor, id, before.FundId, version, details)
                );
                // A row without a day of its own has the round's.
                await work.ExecuteAsync(
                    "update PastApplication set DecidedOn = @DecidedOn where PastRoundId = @id and (DecidedOn is null or DecidedOn = @Before)",
                    new
                    {
                        id,
                        details.DecidedOn,
                        Before = before.DecidedOn,
                    }
                );
                work.Note(ChangesOf(before.Details, details));
                return Result.Done;
            }
        );

    /// <summary>Control totals, typed from the office's own paper before the workbook is read.</summary>
    public Task<Result> TotalsAsync(Actor actor, Guid id, int version, PastTotals totals) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastTotalsTyped,
            id,
            async work =>
            {
                var before = await PastRounds.GetAsync(work, id);
                if (WhyClosed(before) is { } closed)
                    return closed;
                if (PastRoundRules.WhyTotalsAreWrong(totals) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                await work.ExecuteOneAsync(
                    """
                    update PastRound
                    set    TotalApplications = @Applications, TotalFunded = @Funded, TotalAsked = @Asked, TotalAwarded = @Awarded, TotalPaid = @Paid, TotalReturned = @Returned, Version = Version + 1
                    where  Id = @id and Version = @version
                    """,
                    new
                    {
                        id,
                        version,
                        totals.Applications,
                        totals.Funded,
                        totals.Asked,
                        totals.Awarded,
                        totals.Paid,
                        totals.Returned,
                    }
                );
                work.Note(
                    new Changes(isNew: !before.HasTotals)
                        .Add("Applications", Number(before.TotalApplications), Number(totals.Applications))
                        .Add("Funded", Number(before.TotalFunded), Number(totals.Funded))
                        .Add("Asked", before.TotalAsked?.ToString(), totals.Asked?.ToString())
                        .Add("Awarded", before.TotalAwarded?.ToString(), totals.Awarded?.ToString())
                        .Add("Paid", before.TotalPaid?.ToString(), totals.Paid?.ToString())
                        .Add("Returned", before.TotalReturned?.ToString(), totals.Returned?.ToString())
                        .ToString()
                );
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.PastRoundRemoved,
            id,
            async work =>
            {
                await work.HoldAsync("PastRound", id);
                var round = await PastRounds.GetAsync(work, id);
                if (WhyClosed(round) is { } closed)
                    return closed;
                await work.ExecuteAsync("delete from PastArea where PastRoundId = @id", new { id });
                await work.ExecuteAsync("delete from PastMatch where PastRoundId = @id", new { id });
                await work.ExecuteOneAsync("delete from PastRound where Id = @id", new { id });
                await ReadPastWorkbook.DeleteFileAsync(work, round.FileId);
                work.Note(round.FullName);
                return Result.Done;
            }
        );

    internal static Refusal? WhyClosed(PastRounds.PastRound round) =>
        round.BroughtInAt is { } at
            ? new($"This round was brought in at {LondonTime.DateAndTime(at)} by {round.BroughtInByName}. Undo that first.")
            : null;

    private static async Task<IReadOnlyList<Refusal>> WhyNotAsync(Work work, Guid fund, Guid? id, PastRoundDetails details)
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

    private static object Columns(Work work, Actor actor, Guid id, Guid fund, int version, PastRoundDetails details) =>
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

    private static string ChangesOf(PastRoundDetails? before, PastRoundDetails after) =>
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

    private static string? Bands(PastRoundDetails? details) =>
        details is { Bands.Count: > 0 } ? string.Join(", ", details.Bands.Select(band => Number(band))) : null;

    private static string? Day(DateOnly? day) => day is { } on ? LondonTime.Date(on) : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
