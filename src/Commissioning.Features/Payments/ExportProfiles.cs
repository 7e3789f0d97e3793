using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>What files for the finance system look like.</summary>
public static class ExportProfiles
{
    private const int PreviewLines = 5;

    public sealed record ExportProfile
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required ExportKind Kind { get; init; }
        public required ExportLayout Layout { get; init; }
        public required string SavedBy { get; init; }
        public required DateTime SavedAt { get; init; }

        /// <summary>Null: in use.</summary>
        public DateTime? RetiredAt { get; init; }
        public required int Version { get; init; }
    }

    public static Task<IReadOnlyList<ExportProfile>> ListAsync(Work work) =>
        work.QueryAsync<ExportProfile>(Sql + " order by case when p.RetiredAt is null then 0 else 1 end, p.Name, p.Id");

    public static Task<ExportProfile> GetAsync(Work work, Guid id) => work.FindAsync<ExportProfile>(Sql + " where p.Id = @id", new { id });

    /// <summary>The file as the newest payments would be in it, with the codes of their days; of accruals it has no lines.</summary>
    public static async Task<string> PreviewAsync(Work work, ExportKind kind, ExportLayout layout)
    {
        var sets = await CodeSets.AllAsync(work);
        var lines = (await MoneyMovements.NewestAsync(work, kind, PreviewLines))
            .Select((one, i) => new ExportLine(i + 1, one, CodeRules.For(sets, one.Coded, one.CodedOn)?.Codes))
            .ToList();
        var today = LondonTime.DateOf(work.Now);
        return ExportFile.Text(layout, ExportRules.Number(kind, Domain.Calendar.FinancialYear.Of(today), 0), today, lines);
    }

    /// <summary>The profile as the audit trail says it: fields by name.</summary>
    internal static string Note(string? nameBefore, ExportLayout? before, string name, ExportLayout layout) =>
        new Domain.Audit.Changes(isNew: before is null)
            .Add("Name", nameBefore, name)
            .AddEach("Column", Columns(before), Columns(layout))
            .Add("Line of headings", before?.HasHeadings, layout.HasHeadings)
            .Add("Header", before?.Header, layout.Header)
            .Add("Trailer", before?.Trailer, layout.Trailer)
            .Add("Dates", before?.Dates.ToString(), layout.Dates.ToString())
            .Add("Decimals", before?.Decimals.ToString(), layout.Decimals.ToString())
            .Add("Signs", before?.Signs.ToString(), layout.Signs.ToString())
            .Add("Separator", before?.Separator.ToString(), layout.Separator.ToString())
            .Add("Around cells", before?.Qualifier.ToString(), layout.Qualifier.ToString())
            .Add("Encoding", before?.Encoding.ToString(), layout.Encoding.ToString())
            .Add("File name", before?.FileName, layout.FileName)
            .ToString();

    private static IEnumerable<(string, string)> Columns(ExportLayout? layout) =>
        layout?.Columns.Select(column => (ExportRules.Name(column.Field), $"{column.Heading} {column.Text}".Trim())) ?? [];

    private const string Sql =
        "select p.Id, p.Name, p.Kind, p.Layout, s.DisplayName as SavedBy, p.SavedAt, p.RetiredAt, p.Version from ExportProfile p join Person s on s.Id = p.SavedBy";
}
