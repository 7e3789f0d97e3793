using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The files of other funders' grants: those in use, and the record of earlier ones.</summary>
public static class FunderFiles
{
    public sealed record Loaded
    {
        public required Guid Id { get; init; }
        public required string FunderId { get; init; }
        public required string FunderName { get; init; }
        public required string FileName { get; init; }

        /// <summary>The date that its publisher gives.</summary>
        public required DateOnly FileDate { get; init; }

        /// <summary>Reading, Current, Replaced, Removed or Refused.</summary>
        public required string State { get; init; }
        public required int Grants { get; init; }
        public required int Individuals { get; init; }
        public required int Bad { get; init; }

        /// <summary>Why it was refused or removed. Null: it was not.</summary>
        public string? Why { get; init; }
        public required string LoadedByName { get; init; }
        public required DateTime LoadedAt { get; init; }
        public string? EndedByName { get; init; }
        public DateTime? EndedAt { get; init; }
    }

    public sealed record BadRow
    {
        public required int RowNumber { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>Those in use by funder, then the others, the newest first.</summary>
    public static async Task<IReadOnlyList<Loaded>> ListAsync(Work work) =>
        [
            .. (await work.QueryAsync<Loaded>(Sql + " order by f.LoadedAt desc, f.Id"))
                .OrderByDescending(file => file.State == "Current")
                .ThenBy(file => file.State == "Current" ? file.FunderName : "", StringComparer.OrdinalIgnoreCase),
        ];

    public static Task<Loaded> OneAsync(Work work, Guid file) => work.FindAsync<Loaded>(Sql + " where f.Id = @file", new { file });

    /// <summary>Rows that were set aside, in order.</summary>
    public static Task<IReadOnlyList<BadRow>> BadRowsAsync(Work work, Guid file) =>
        work.QueryAsync<BadRow>("select RowNumber, Reason from FunderBadRow where FileId = @file order by Position", new { file });

    internal static Task<Loaded?> CurrentAsync(Work work, string funder) =>
        work.FindOrDefaultAsync<Loaded>(Sql + " where f.FunderId = @funder and f.State = 'Current'", new { funder });

    /// <summary>How old the files in use are, in one line for a check that rests on them. Null: none is loaded.</summary>
    public static async Task<ListAge?> AgeAsync(Work work)
    {
        var ages = (await work.QueryAsync<Loaded>(Sql + " where f.State = 'Current' order by f.FileDate, f.FunderName, f.Id"))
            .Select(file => FunderFileRules.AgeOf(file.FunderName, file.FileDate, ApplicationChecks.Today(work)))
            .ToList();
        return ages.Count switch
        {
            0 => null,
            1 => ages[0],
            _ => ages[0] with
            {
                Name = "Grants of other funders",
                Sentence =
                    $"Grants of other funders: {ages.Count} files, the oldest of {LondonTime.Date(ages[0].Date!.Value)} ({ages[0].Name})"
                    + (ages[0].IsTooOld ? $". More than {FunderFileRules.OldAfterDays} days is too old." : ""),
            },
        };
    }

    private const string Sql = """
        select    f.Id, f.FunderId, f.FunderName, f.FileName, f.FileDate, f.State, f.Grants, f.Individuals, f.Bad, f.Why, coalesce(p.DisplayName, 'the portal') as LoadedByName, f.LoadedAt, e.DisplayName as EndedByName, f.EndedAt
        from      FunderFile f
        left join Person p on p.Id = f.LoadedBy
        left join Person e on e.Id = f.EndedBy
        """;
}
