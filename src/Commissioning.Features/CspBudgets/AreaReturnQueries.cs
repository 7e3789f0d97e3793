using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area's return with all that its people, or the office, need to act on it.</summary>
public static class AreaReturnQueries
{
    /// <summary>A return as it was certified.</summary>
    public sealed record Version
    {
        public required int Number { get; init; }
        public required string ContentJson { get; init; }
        public required string CertifiedByName { get; init; }
        public required DateTime CertifiedAt { get; init; }

        public ReturnContent Content => JsonSerializer.Deserialize<ReturnContent>(ContentJson, JsonSerializerOptions.Web)!;
    }

    /// <param name="WhyNotChange">Null: its figures and lines may be changed now.</param>
    /// <param name="WhyNotCertify">What is in the way of certifying it; empty: this person may certify it now.</param>
    public sealed record AreaReturn(
        QuarterlyReturnQueries.Detail Detail,
        IReadOnlyList<Version> Versions,
        Refusal? WhyNotChange,
        IReadOnlyList<Refusal> WhyNotCertify,
        IReadOnlyList<AreaStatement.Project> Projects
    );

    /// <param name="Alike">By line: the spending it looks like, which asks for a reason.</param>
    /// <param name="SameAmount">By line: spending of the same amount that is already in the ledger, which is only a hint.</param>
    /// <param name="ProjectLeft">By project: what of its approved amount is not spent.</param>
    /// <param name="Changes">What changed since the version before; empty: the first, or nothing.</param>
    public sealed record OfficeReturn(
        QuarterlyReturnQueries.Detail Detail,
        IReadOnlyList<Version> Versions,
        IReadOnlyDictionary<Guid, string> Alike,
        IReadOnlyDictionary<Guid, string> SameAmount,
        IReadOnlyDictionary<Guid, Money> ProjectLeft,
        IReadOnlyList<string> Changes
    );

    public static async Task<AreaReturn> OfAreaAsync(Work work, Actor actor, FinancialYear year, Guid area, ReturnPeriod period)
    {
        var detail = await QuarterlyReturnQueries.MineAsync(work, actor, year, area, period);
        var sent = detail.Cell.Return;
        return new(
            detail,
            sent is null ? [] : await VersionsAsync(work, sent.Id),
            await SaveQuarterlyReturn.WhyNotNowAsync(work, year, period, sent?.Status),
            sent is null ? [] : await CertifyQuarterlyReturn.WhyNotAsync(work, actor, detail),
            await ProjectsAsync(work, year, area)
        );
    }

    public static async Task<OfficeReturn> OfOfficeAsync(Work work, Actor actor, Guid id)
    {
        var detail = await QuarterlyReturnQueries.OfOfficeAsync(work, actor, id);
        var versions = await VersionsAsync(work, id);
        var area = detail.Cell.Line.AreaId;
        var posted = await AlikeSpending.FindAsync(work, detail.Year, area, TransactionKind.Expenditure);
        var (alike, same) = (new Dictionary<Guid, string>(), new Dictionary<Guid, string>());
        foreach (var (line, i) in detail.Open.Select((line, i) => (line, i)))
        {
            if (posted.FirstOrDefault(one => AlikeSpending.IsAlike(one, line.SpentOn, line.Amount, line.What)) is { } twin)
                alike[line.Id] = twin.ToString();
            else if (detail.Open.Take(i).FirstOrDefault(one => Key(one) == Key(line)) is { } earlier)
                alike[line.Id] = $"line {earlier.Place} of this return";
            else if (posted.FirstOrDefault(one => one.Amount == line.Amount) is { } equal)
                same[line.Id] = equal.ToString();
        }
        return new(
            detail,
            versions,
            alike,
            same,
            (await ProjectsAsync(work, detail.Year, area)).ToDictionary(project => project.Id, project => project.Amount - project.Spent),
            versions.Count > 1 ? ReturnContent.Changes(versions[1].Content, versions[0].Content) : []
        );
    }

    /// <summary>A version of a return of the person's own area; for the office, of any.</summary>
    public static async Task<(QuarterlyReturnQueries.ReturnRow Return, Version Version, Version? Before)> VersionAsync(
        Work work,
        Actor actor,
        bool ownOnly,
        Guid id,
        int number
    )
    {
        var sent = await QuarterlyReturnQueries.FindAsync(work, id);
        if (ownOnly)
            await QuarterlyReturnQueries.DemandOwnAsync(work, actor, sent.AreaId);
        var versions = await VersionsAsync(work, id);
        return (
            sent,
            versions.FirstOrDefault(one => one.Number == number) ?? throw new NotFoundException("No such version"),
            versions.FirstOrDefault(one => one.Number == number - 1)
        );
    }

    private static (DateOnly, Money, string) Key(QuarterlyReturnQueries.Line line) =>
        AlikeSpending.Key(line.SpentOn, line.Amount, line.What);

    private static async Task<IReadOnlyList<AreaStatement.Project>> ProjectsAsync(Work work, FinancialYear year, Guid area) =>
        (await AreaStatement.ProjectsAsync(work, year, area)).Where(project => project.Status == ProjectStatus.Approved).ToList();

    /// <summary>The latest first.</summary>
    private static Task<IReadOnlyList<Version>> VersionsAsync(Work work, Guid id) =>
        work.QueryAsync<Version>(
            """
            select   v.Number, v.ContentJson, v.CertifiedAt, p.DisplayName as CertifiedByName
            from     CspReturnVersion v
            join     Person p on p.Id = v.CertifiedBy
            where    v.ReturnId = @id
            order by v.Number desc
            """,
            new { id }
        );
}
