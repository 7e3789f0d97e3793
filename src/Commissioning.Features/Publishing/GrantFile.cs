using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>The file of a month's crime and disorder reduction grants (SI 2011/3050, paragraph 3(f)). Its rows are what the public may read
/// (<see cref="PublicGrants"/>); a withheld name leaves its amount, its ground and its reason.</summary>
internal static class GrantFile
{
    public static readonly IReadOnlyList<string> Columns = ReleaseRules.GrantColumns.Select(column => column.Name).ToList();

    /// <summary>The rows as they are now, in the order of their references. A grant without a reason is not in the file.</summary>
    public static async Task<IReadOnlyList<ReleaseLine>> LinesAsync(Work work, DateOnly month)
    {
        var (from, to) = ReleaseRules.Span(month);
        return Ordered(
            (await PublicGrants.FindAsync(work, "w.AcceptedAt >= @from and w.AcceptedAt < @to", new { from, to }))
                .Where(grant => !string.IsNullOrWhiteSpace(grant.CrimeReason))
                .Select(LineOf)
        );
    }

    public static IReadOnlyList<ReleaseLine> Ordered(IEnumerable<ReleaseLine> lines) =>
        lines.OrderBy(line => line.Reference, StringComparer.Ordinal).ToList();

    public static ReleaseLine LineOf(PublicGrants.Grant grant) =>
        new(
            grant.Id,
            grant.Reference,
            grant.Amount,
            new([
                grant.Reference,
                grant.RecipientInWords,
                grant.CharityNumber ?? "",
                grant.CompanyNumber ?? "",
                grant.OtherNumber ?? "",
                grant.Title,
                grant.Brief,
                grant.Conditions ?? "",
                grant.CrimeReason,
                grant.Amount.ToInput(),
                grant.GrantedAt is { } granted ? Day(granted) : "",
                Day(grant.AcceptedAt),
                grant.FundName,
                $"{grant.RoundName}, {grant.BudgetYear}",
                grant.Area ?? grant.PlaceInWords,
                grant.Ground is null ? "" : PublicationRules.GroundInWords(grant.Ground),
            ])
        );

    /// <summary>The file as it is served.</summary>
    public static byte[] Write(IEnumerable<ReleaseLine> lines) => CsvText.Write([Columns, .. lines.Select(line => line.Cells.Values)]);

    private static string Day(DateTime utc) =>
        LondonTime.DateOf(utc).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
